"""Where a package keeps its decisions, and how they are written there."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sphinxext_archdoc.catalog import Catalog, DocumentRecords, Workspace
from sphinxext_archdoc.catalog.records import own_document, path_inside
from sphinxext_archdoc.discovery.names import is_in_tests
from sphinxext_archdoc.editing import RefusedError
from sphinxext_archdoc.editing.naming import NameStyle, style_of
from sphinxext_archdoc.formats._record_names import read_file_name
from sphinxext_archdoc.model import ROOT_PACKAGE, Decision, DecisionLog, Package
from sphinxext_archdoc.vocabulary.sections import role_of

DEFAULT_FOLDER = "docs/adr"
"""Where a package keeps its records when nothing tells otherwise."""
_POINTER = ".adr-dir"


@dataclass(frozen=True, kw_only=True)
class LogHome:
    """A folder of decision records, which may not exist yet."""

    package: Package
    folder: str
    log: DecisionLog | None
    documents: tuple[DocumentRecords, ...] = ()
    """The records that are there, in path order."""

    @property
    def decisions(self) -> Sequence[Decision]:
        """All decisions of the log."""
        return [r for d in self.documents for r in d.records if isinstance(r, Decision)]

    @property
    def style(self) -> NameStyle:
        """How its files are called."""
        return style_of([d.path for d in self.documents if d.is_record]) or NameStyle()

    @property
    def dialect(self) -> str:
        """Name of the format that most of the records have, the later of two; or nothing."""
        formats = [d.format for d in self.documents if d.is_record]
        counts = Counter(formats)
        return max(reversed(formats), key=lambda name: counts[name], default="")

    @property
    def latest(self) -> Decision | None:
        """The last record in its dialect: the example for the next."""
        own = [d for d in self.decisions if d.format == self.dialect]
        return own[-1] if own else None

    def numbers(self) -> set[int]:
        """Return the numbers that are taken, in records and in the names of files."""
        files = self.log.files if self.log else ()
        named = {read_file_name(path).number for path in files}
        return {n for n in (named | {d.number for d in self.decisions}) if n is not None}

    def workspace_with(self, workspace: Workspace, path: str) -> Workspace:
        """Return *workspace* as it is when the log has a file at *path* too."""
        own = self.log or DecisionLog(folder=self.folder)
        added = replace(own, files=tuple(sorted((*own.files, path))))
        logs = tuple(log for log in self.package.logs if log.folder != own.folder)
        package = replace(self.package, logs=(*logs, added))
        packages = tuple(package if p.path == package.path else p for p in workspace.packages)
        return replace(workspace, packages=packages)


@dataclass(frozen=True, kw_only=True)
class DocumentHome:
    """A package's document that has a section for decisions."""

    package: Package
    document: DocumentRecords

    @property
    def decisions(self) -> Sequence[Decision]:
        """The decisions in it."""
        return [r for r in self.document.records if isinstance(r, Decision)]

    def numbers(self) -> set[int]:
        """Return the numbers that are taken."""
        return {d.number for d in self.decisions if d.number is not None}


def home_of(
    catalog: Catalog, package: Package, root: Path, *, inline: bool | None, folder: str | None
) -> LogHome | DocumentHome:
    """Return where *package* keeps its decisions.

    That is its log; without one its document, when decisions are in it; else a new log.
    *inline* asks for the document (true) or the log (false), *folder* for a log at that path
    relative to the root. Raises RefusedError when there is no such place.
    """
    if folder is not None:
        return _log(catalog, package, folder)
    document = _document(catalog, package)
    if inline:
        if document is None:
            message = f"{package.name} has no document; write one first, or leave out --inline."
            raise RefusedError(message)
        return DocumentHome(package=package, document=document)
    if logs := _own_logs(package):
        own = next((log for log in logs if not log.qualifier), logs[0])
        return _log(catalog, package, own.folder)
    if inline is None and document is not None and _keeps_decisions(catalog, document):
        return DocumentHome(package=package, document=document)
    return _log(catalog, package, posixpath.normpath(_new_folder(catalog, package, root)))


def _own_logs(package: Package) -> Sequence[DecisionLog]:
    """Return the logs of a package but those that are data of its tests."""
    return [log for log in package.logs if not is_in_tests(path_inside(package, log.folder))]


def _document(catalog: Catalog, package: Package) -> DocumentRecords | None:
    path = own_document(package)
    return next((d for d in catalog.documents if d.path == path), None) if path else None


def _keeps_decisions(catalog: Catalog, document: DocumentRecords) -> bool:
    """Return whether decisions go into *document*, whose package has no log.

    That is so when some are in it; else when it has a section for them, unless all decisions
    of the other packages are in logs.
    """
    if any(isinstance(record, Decision) for record in document.records):
        return True
    has_section = any(s.line and role_of(s.heading) == "decisions" for s in document.sections)
    if not has_section or not any(map(_own_logs, catalog.workspace.packages)):
        return has_section
    others = (d for d in catalog.documents if not d.is_record)
    return any(isinstance(record, Decision) for d in others for record in d.records)


def _log(catalog: Catalog, package: Package, folder: str) -> LogHome:
    log = next((log for log in package.logs if log.folder == folder), None)
    files = set(log.files) if log else set()
    documents = tuple(d for d in catalog.documents if d.path in files)
    return LogHome(package=package, folder=folder, log=log, documents=documents)


def _new_folder(catalog: Catalog, package: Package, root: Path) -> str:
    """Return the folder for the first record of *package*: as a tool's file or others have it."""
    pointer = root / package.path / _POINTER
    if pointer.is_file():
        named = posixpath.normpath(pointer.read_text(encoding="utf-8", errors="replace").strip())
        if named not in (".", "") and not named.startswith(("/", "..")):
            return posixpath.join(package.path, named)
    packages = catalog.workspace.packages
    others = [p for p in packages if p.path != ROOT_PACKAGE] or packages
    used = Counter(path_inside(p, log.folder) for p in others for log in _own_logs(p)[:1])
    used = used or Counter(path_inside(p, log.folder) for p in packages for log in _own_logs(p)[:1])
    inside = min(used, key=lambda f: (-used[f], f), default=DEFAULT_FOLDER)
    return posixpath.join(package.path, inside)
