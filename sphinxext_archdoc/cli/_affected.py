"""What a change touches: decisions, interfaces and packages, and through what.

A decision or an interface is touched when its own text is other than before, and when it is
new or gone; an interface too when the source code that declares it was changed. A decision is
touched, besides, when it links to a changed file or a folder of one, names the path of one as
code or as what it affects, and when a changed file has a mark that names it: ``adr: core#2``, in
a comment in any language, with several keys parted by commas.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from sphinxext_archdoc.catalog import Catalog, KeyIndex, RecordEntry, Workspace
from sphinxext_archdoc.cli._base import BaseBranch
from sphinxext_archdoc.cli._changes import Changes
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.discovery.globs import matcher
from sphinxext_archdoc.discovery.names import is_log_name
from sphinxext_archdoc.discovery.tree import is_text
from sphinxext_archdoc.editing.records import same_records
from sphinxext_archdoc.languages import language_of_path
from sphinxext_archdoc.loader import Reader
from sphinxext_archdoc.loader.files import Files, text_of
from sphinxext_archdoc.loader.sources import read_source
from sphinxext_archdoc.markup.source import decode
from sphinxext_archdoc.model import Decision, DecisionLog, Interface, Record, RelationKind

_KEY = r"(?:[\w@./-]{1,120}#[\w.-]{0,80}\w|(?:[A-Za-z]{2,10}-)?\d{1,6}(?![\w-]))"
_KEYS = rf"{_KEY}(?:[ \t]*,[ \t]*{_KEY})*"
_MARK = re.compile(rf"(?<![\w-])adrs?:[ \t]*(?P<keys>{_KEYS})", re.IGNORECASE)
_LINKED = re.compile(
    r"\]\(\s*<?(?P<inline>[^()<>\s]+)|<(?P<rst>[^<>\s]+)>`_|`(?P<code>[\w@.-]+(?:/[\w@.*-]*)+)`"
    r"|^[ ]{0,3}\[[^\]]+\]:\s+<?(?P<defined>[^<>\s]+)",
    re.MULTILINE,
)
_LOOKED_AT = 8192
"""How much of a file tells whether it is text, in bytes."""
_LONGEST_LINE = 2000
"""Characters of a line of source code in which marks are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reason:
    """Through what something is touched."""

    kind: str
    """``added``, ``changed``, ``removed``, ``declared``, ``links-to``, ``marked``."""
    path: str
    line: int = 0
    """0 for the file as a whole."""


@dataclass(slots=True, kw_only=True)
class Touched:
    """A record that is touched."""

    record: Record
    reasons: set[Reason] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedPackage:
    """A package with changed files."""

    name: str
    path: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """All that a change touches."""

    decisions: tuple[Touched, ...] = ()
    interfaces: tuple[Touched, ...] = ()
    packages: tuple[TouchedPackage, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """Marks that name no decision, or several."""


def affected_by(
    catalog: Catalog,
    settings: Settings,
    changes: Changes,
    touched: frozenset[str],
    base: BaseBranch,
) -> Affected:
    """Return what the files *touched* since *base* affect."""
    finder = _Finder(catalog, settings, changes, touched)
    for path in sorted(touched):
        if is_text(path):
            finder.compare(path, base.text(path))
    finder.follow_links()
    for path in sorted(touched - finder.documents):
        finder.read_source(path)
    return finder.result()


class _Finder:
    def __init__(
        self, catalog: Catalog, settings: Settings, changes: Changes, touched: frozenset[str]
    ) -> None:
        self.catalog = catalog
        self.settings = settings
        self.changes = changes
        self.touched = touched
        self.files = Files(settings.root)
        self.documents = {d.path for d in catalog.documents}
        self.found: dict[tuple[str, str, str], Touched] = {}
        self.diagnostics: list[Diagnostic] = []
        self.by_name: defaultdict[tuple[str, str], list[Interface]] = defaultdict(list)
        for interface in catalog.records(Interface):
            names = {interface.declaration.name, interface.declaration.qualified}
            for name in names:
                self.by_name[interface.package, name].append(interface)

    def add(self, record: Record, reason: Reason) -> None:
        key = record.object_type, record.key, record.location.path
        self.found.setdefault(key, Touched(record=record)).reasons.add(reason)

    def compare(self, path: str, before: bytes | None) -> None:
        """Find records of a document that are new, gone, or other than before."""
        now = next((d.records for d in self.catalog.documents if d.path == path), ())
        old = _by_key(self._records_before(path, before)) if before is not None else {}
        new = _by_key(now)
        for key, record in new.items():
            if key not in old:
                self.add(record, Reason(kind="added", path=path, line=record.location.line))
            elif not same_records([record], [old[key]]):
                self.add(record, Reason(kind="changed", path=path, line=record.location.line))
        for key in old.keys() - new.keys():
            self.add(old[key], Reason(kind="removed", path=path))

    def _records_before(self, path: str, before: bytes) -> Iterable[Record]:
        text, _diagnostics = decode(before, path)
        if path in self.documents:
            reader = Reader(self.settings, self.catalog.workspace)
        elif workspace := _with_file(self.catalog.workspace, path):
            reader = Reader(self.settings, workspace)
        elif matcher(self.settings.config.documents, any_case=True)(path):
            reader = Reader(self.settings, self.catalog.workspace)
        else:
            return ()
        return reader.read(path, text).records

    def follow_links(self) -> None:
        """Find decisions that link to a touched file, or to a folder of one."""
        folders = {f for path in self.touched for f in _folders(path)}
        for decision in self.catalog.records(Decision):
            own = decision.location.path
            for target in _targets(decision, self.catalog.workspace.package_of(own).path):
                if target != own and (target in self.touched or target in folders):
                    reason = Reason(kind="links-to", path=target)
                    self.add(decision, reason)

    def read_source(self, path: str) -> None:
        """Find what marks in a touched file name, and which interfaces it declares."""
        data = self.files.read(path)
        text = text_of(data, path).text
        if text is None or (isinstance(data, bytes) and b"\0" in data[:_LOOKED_AT]):
            return
        package = self.catalog.workspace.package_of(path).name
        for number, line in enumerate(text.split("\n"), 1):
            if ":" in line:
                for match in _MARK.finditer(line[:_LONGEST_LINE]):
                    for key in re.split(r"[ \t]*,[ \t]*", match["keys"]):
                        self._marked(key, package, path, number)
        if language_of_path(path) is not None and any(p == package for p, _ in self.by_name):
            self._declared(path, package)

    def _marked(self, key: str, package: str, path: str, line: int) -> None:
        keys: KeyIndex[RecordEntry] = self.catalog.keys
        entries = keys.lookup(key, object_type="decision", package=package)
        if len(entries) == 1:
            self.add(entries[0].record, Reason(kind="marked", path=path, line=line))
            return
        named = ", ".join(e.record.key for e in entries)
        said = f"may mean {named}" if entries else "names no decision"
        code = Code.AMBIGUOUS_KEY if entries else Code.UNKNOWN_KEY
        message = f"The mark adr: {key} {said}; correct it."
        self.diagnostics.append(Diagnostic(code=code, message=message, path=path, line=line))

    def _declared(self, path: str, package: str) -> None:
        ranges = self.changes.lines.get(path, ())
        for declaration in read_source(self.files, path).declarations:
            interfaces = self.by_name.get((package, declaration.qualified), ())
            is_touched = path in self.changes.new or any(
                first <= declaration.end_line and declaration.line <= last for first, last in ranges
            )
            for interface in interfaces if is_touched else ():
                self.add(interface, Reason(kind="declared", path=path, line=declaration.line))

    def result(self) -> Affected:
        records = [self.found[key] for key in sorted(self.found)]
        by_package: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(self.touched):
            by_package[self.catalog.workspace.package_of(path).path].append(path)
        packages = [
            TouchedPackage(
                name=self.catalog.workspace.package_of(files[0]).name,
                path=path,
                files=tuple(files),
            )
            for path, files in sorted(by_package.items(), key=lambda item: (item[0] != ".", item))
        ]
        return Affected(
            decisions=tuple(t for t in records if isinstance(t.record, Decision)),
            interfaces=tuple(t for t in records if isinstance(t.record, Interface)),
            packages=tuple(packages),
            diagnostics=tuple(self.diagnostics),
        )


def _by_key(records: Iterable[Record]) -> Mapping[tuple[str, str], Record]:
    chosen = (r for r in records if isinstance(r, Decision | Interface))
    return {(record.object_type, record.key): record for record in chosen}


def _with_file(workspace: Workspace, path: str) -> Workspace | None:
    """Return *workspace* with a file that is gone, when it was in a decision log.

    That is one that is still there, else a folder with the name of one.
    """
    package = workspace.package_of(path)
    log = next((log for log in package.logs if path.startswith(f"{log.folder}/")), None)
    if log is None:
        folder = posixpath.dirname(path)
        if not is_log_name(posixpath.basename(folder)):
            return None
        log = DecisionLog(folder=folder)
    added = replace(log, files=tuple(sorted((*log.files, path))))
    others = tuple(other for other in package.logs if other is not log)
    changed = replace(package, logs=(*others, added))
    return replace(
        workspace,
        packages=tuple(changed if p.path == package.path else p for p in workspace.packages),
    )


def _folders(path: str) -> Iterator[str]:
    folder = posixpath.dirname(path)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)


def _targets(decision: Decision, package: str) -> Iterator[str]:
    """Yield the paths that *decision* links to or names in code, relative to the root."""
    texts = [f.text for f in decision.fields]
    here = posixpath.dirname(decision.location.path)
    for text in texts:
        for match in _LINKED.finditer(text):
            written = unquote(next(g for g in match.groups() if g).partition("#")[0])
            if not written or ":" in written:
                continue
            bases = (".", package) if match["code"] else (here,)
            yield from _paths(written, bases)
    for relation in decision.relations:
        if relation.kind is RelationKind.AFFECTS:
            yield from _paths(relation.reference, (".", package, here))


def _paths(written: str, folders: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        base = "" if written.startswith("/") else folder
        path = posixpath.normpath(posixpath.join(base, written.lstrip("/")))
        if path != "." and not path.startswith("../"):
            yield path
