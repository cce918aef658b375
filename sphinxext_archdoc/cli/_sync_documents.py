"""Which documents ``sync`` is for, which templates they follow, and what that asks of each."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from sphinxext_archdoc.catalog import Workspace
from sphinxext_archdoc.checking.body import Body
from sphinxext_archdoc.checking.ignores import ignores_of
from sphinxext_archdoc.checking.inspector import follows_template
from sphinxext_archdoc.checking.settings import rule_settings
from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._sync_request import Shared, Transition, outline_of, section_states
from sphinxext_archdoc.cli._sync_store import Store
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.discovery.globs import matcher
from sphinxext_archdoc.discovery.shared import shared_documents
from sphinxext_archdoc.formats._document_outline import choose_template
from sphinxext_archdoc.loader.files import Files
from sphinxext_archdoc.loader.writing import SourceFile
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import slugify
from sphinxext_archdoc.rules import is_selected
from sphinxext_archdoc.rules.missing_section import CODE as MISSING_SECTION
from sphinxext_archdoc.templates.bodies import unresolved
from sphinxext_archdoc.templates.changes import Plan
from sphinxext_archdoc.templates.lock import Lock, contents_hash
from sphinxext_archdoc.templates.reading import shared_templates
from sphinxext_archdoc.templates.syncing import plan
from sphinxext_archdoc.templates.versions import Version, version_of

_NOTHING = Plan()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What ``sync`` makes of one document."""

    path: str
    template: Shared | None = None
    plan: Plan = _NOTHING
    before: bytes = b""
    after: bytes = b""
    error: str = ""
    """Why nothing could be done; empty when something could."""
    conflict: str = ""
    """Where conflicts wait from before; nothing else is done until they are resolved."""
    note: str = ""
    """Why the document was left alone, or what else there is to know."""
    is_synced: bool = False
    """Whether the document is in step with its template after ``after`` was written."""


class Synchroniser:
    """Finds out what is to be done to the documents of a repository."""

    def __init__(
        self, settings: Settings, workspace: Workspace, store: Store, *, force: bool = False
    ) -> None:
        self.settings = settings
        self.workspace = workspace
        self.store = store
        self.force = force
        self.lock: Lock = store.lock()
        """What documents are in step with, also by a run that was killed."""
        self.diagnostics: Sequence[Diagnostic] = ()
        self._files = Files(settings.root)
        self._transitions: dict[tuple[str, str, str], Transition] = {}

    @cached_property
    def templates(self) -> Sequence[Shared]:
        """The shared templates as they are."""
        found, self.diagnostics = shared_templates(self.settings)
        shared = [Shared(template=t, version=version_of(document)) for t, document in found]
        for entry in shared:
            self.store.know(entry.version)
        return shared

    @cached_property
    def documents(self) -> Sequence[str]:
        """Paths of all documents that follow one of the templates, or may do so."""
        found: set[str] = set()
        if globs := [g for entry in self.templates for g in entry.template.documents]:
            found.update(shared_documents(self.settings, globs))
        if not all(entry.template.documents for entry in self.templates):
            found.update(p for package in self.workspace.packages for p in package.documents)
        return sorted(found)

    def repair(self) -> None:
        """Take what a run wrote that was killed before it could say so as written."""
        versions = {entry.version.hash: entry for entry in self.templates}
        for path, entry in self.store.pending().items():
            data = self._files.read(path)
            shared = versions.get(entry.version)
            if shared and isinstance(data, bytes) and contents_hash(data) == entry.contents:
                self.lock = self.lock.synced([path], shared.version, shared.template.path)

    def selected(self, names: Sequence[str]) -> Sequence[str]:
        """Return the documents that *names* name: packages, documents, or globs of either."""
        if not names:
            return self.documents
        chosen: set[str] = set()
        for name in names:
            found = documents_called(name, self.workspace, self.documents)
            if not found:
                raise CommandError(f"There is no package and no document {name!r} to sync.")
            chosen.update(found)
        return sorted(chosen)

    def transition(self, shared: Shared, base: Version | None) -> Transition:
        """Return the way from *base* to *shared*; the same object for all documents."""
        ends = (shared.version.hash, shared.template.path, base.hash if base else "")
        if ends not in self._transitions:
            self._transitions[ends] = Transition(shared=shared, base=base)
        return self._transitions[ends]

    def outcome(self, path: str) -> Outcome:
        """Return what is to be done to the document at *path*; nothing is written."""
        data = self._files.read(path)
        if isinstance(data, Diagnostic):
            return Outcome(path=path, error=data.message)
        synced = self._synced(path)
        if synced and b"<<<<<<< " not in data:
            return Outcome(path=path, template=synced, before=data, after=data, is_synced=True)
        try:
            source = SourceFile(data)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            message = f"It is not UTF-8 (line {line}) and is left alone; save it as UTF-8."
            return Outcome(path=path, before=data, after=data, error=message)
        found = _Found(self, path, source, parse(path, source.text))
        return found.outcome(synced)

    def _synced(self, path: str) -> Shared | None:
        """Return the template that a document is in step with, without reading it."""
        known = self.lock.documents.get(path)
        for entry in self.templates:
            if entry.version.hash == known:
                globs = entry.template.documents
                alone = len(self.templates) == 1 or (globs and matcher(globs, any_case=True)(path))
                return entry if alone else None
        return None


def documents_called(name: str, workspace: Workspace, documents: Sequence[str]) -> set[str]:
    """Return those of *documents* that *name* means: a package, a document, a glob of either."""
    packages = {package.path for package in workspace.packages_called(name)}
    matches = matcher([name.rstrip("/")])
    packages |= {p.path for p in workspace.packages if matches(p.name) or matches(p.path)}
    return {
        path for path in documents if matches(path) or workspace.package_of(path).path in packages
    }


@dataclass(frozen=True)
class _Found:
    """A document that was read."""

    sync: Synchroniser
    path: str
    source: SourceFile
    document: Document

    def outcome(self, synced: Shared | None) -> Outcome:
        """Return what is to be done to it."""
        data = self.source.edited(())
        shared = synced or self.chosen()
        same = Outcome(path=self.path, template=shared, before=data, after=data)
        if waiting := unresolved(self.document.lines):
            line, label = waiting
            message = f"Conflicts wait at line {line}; resolve them, then run it again."
            is_synced = shared.version.hash in label or synced is not None
            return replace(same, conflict=message, is_synced=is_synced)
        if synced:
            return replace(same, is_synced=True)
        if reason := _unreadable(self.document):
            return replace(same, error=reason)
        if shared.version.layout.is_markdown != (self.document.markup == "markdown"):
            message = f"It is written in another markup than {shared.shown} and is left alone."
            return replace(same, note=message)
        if reason := self.foreign(shared):
            return replace(same, note=reason)
        return self.planned(shared)

    def chosen(self) -> Shared:
        """Return the template that the document follows."""
        is_markdown = self.document.markup == "markdown"
        of_markup = [t for t in self.sync.templates if t.version.layout.is_markdown == is_markdown]
        templates = of_markup or self.sync.templates
        chosen = choose_template(self.document, [entry.template for entry in templates])
        return next(entry for entry in templates if entry.template is chosen)

    def foreign(self, shared: Shared) -> str:
        """Return why the document does not follow its template; empty when it does."""
        named = isinstance(self.document.front_matter.get("template"), str)
        if self.sync.force or named or self.path in self.sync.lock.documents:
            return ""
        found = outline_of(self.document, shared.template, self.sync.settings.config)
        if follows_template(section_states(found, self.document)):
            return ""
        if shared.template.documents and not found.parts:
            return ""
        exact = sum(1 for part in found.parts if part.spec and not part.renamed)
        return (
            f"It has {exact} of the {len(shared.template.sections)} headings of {shared.shown} "
            f"and is left alone; --force inserts the others."
        )

    def planned(self, shared: Shared) -> Outcome:
        """Return what brings the document in step with its template."""
        hash = self.sync.lock.documents.get(self.path)
        locked = self.sync.lock.templates.get(hash) if hash else None
        base = self.sync.store.version(hash, locked.path if locked else "") if hash else None
        if base and base.layout.is_markdown != shared.version.layout.is_markdown:
            base = None
        request = self.sync.transition(shared, base).request(
            self.document,
            config=self.sync.settings.config,
            package=self.sync.workspace.package_of(self.path),
        )
        if locked and base is None:
            request = replace(request, known=frozenset(locked.sections))
        if base is None and not self.sync.force:
            request = replace(request, known=request.known | self.left_out(shared))
        found = plan(request)
        note = "" if base or not hash else "The text of its template as it was is lost."
        return Outcome(
            path=self.path,
            template=shared,
            plan=found,
            before=self.source.edited(()),
            after=self.source.edited(found.edits),
            note=note,
            is_synced=True,
        )

    def left_out(self, shared: Shared) -> Set[str]:
        """Return the names of sections that the document need not have: see ``missing-section``.

        The settings of that rule name some; a comment that ignores it for the file means all.
        """
        ignores = ignores_of(Body.of(self.document))
        if any(not i.first and is_selected(MISSING_SECTION, i.codes) for i in ignores):
            return {spec.name for spec in shared.template.sections}
        options = rule_settings(self.sync.settings.config).by_code[MISSING_SECTION].options
        return {slugify(heading) for heading in options["optional"]}


def _unreadable(document: Document) -> str:
    """Return why it is not known where sections of *document* begin and end; else nothing."""
    for finding in document.diagnostics:
        if finding.code in (Code.UNCLOSED, Code.TOO_LARGE, Code.UNPARSABLE):
            return f"It is left alone: {finding.message} (line {finding.line})"
    return ""
