"""What documents are read into, and the packages that they lie in."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sphinxext_archdoc.catalog.inspection import Inspection
from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.model import (
    ROOT_PACKAGE,
    DecisionLog,
    Package,
    Record,
    TemplateSection,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRequest:
    """What a document shows of a source file, by a directive."""

    line: int
    """Of the directive."""
    path: str
    """Of the source file: POSIX, relative to the root, without ``.`` and ``..`` in it."""
    names: tuple[str, ...] = ()
    """Names and patterns; all that is exported when there are none."""
    members: tuple[str, ...] = ()
    exclude_members: tuple[str, ...] = ()
    private: bool = False
    package: str = ""
    """Name of the package that it belongs to; empty for that of the source file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecords:
    """All that was read out of one source file."""

    path: str
    package: str
    title: str = ""
    """Plain title of the document, without its "Architecture" decoration when it has one."""
    summary: str = ""
    """First prose of the overview, plain, one paragraph; empty when nothing was written."""
    format: str = ""
    template: str = ""
    is_record: bool = False
    """Whether the file as a whole is one decision record."""
    records: tuple[Record, ...] = ()
    """In the order of the document."""
    sections: tuple[TemplateSection, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    inspection: Inspection | None = None
    """What rules say and know of it; None when nobody asked them."""
    requests: tuple[SourceRequest, ...] = ()
    """What it shows of source files."""
    refusal: str = ""
    """What the file is when it has no records: "a template"; empty when that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """The packages of a repository and the documents that lie in them.

    Each look-up takes the time of a few dictionary accesses, however many packages and
    files there are.
    """

    packages: tuple[Package, ...] = ()
    """In the order of their paths; the repository itself first."""
    diagnostics: tuple[Diagnostic, ...] = ()
    _tables: _Tables = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tables", _Tables.of(self.packages))

    def package_of(self, path: str) -> Package:
        """Return the innermost package whose folder holds the file at *path*.

        A repository without a package of its own counts as the package ``.``.
        """
        for folder in _folders_above(path):
            if package := self._tables.folders.get(folder):
                return package
        return _ROOT

    def package_named(self, name: str) -> Package | None:
        """Return the package whose name is *name* exactly."""
        return self._tables.names.get(name)

    def packages_called(self, name: str) -> tuple[Package, ...]:
        """Return the packages that answer to *name*.

        That is the one of that name, else those with that alias, else those whose name or
        alias differs in case alone.
        """
        if package := self._tables.names.get(name):
            return (package,)
        tables = self._tables
        return tables.aliases.get(name) or tables.folded.get(name.casefold(), ())

    def log_of(self, path: str) -> DecisionLog | None:
        """Return the decision log that the file at *path* belongs to."""
        return self._tables.logs.get(path)

    def documents(self) -> Iterator[str]:
        """Yield the paths of all documents and files of decision logs, package by package."""
        for package in self.packages:
            yield from package.documents
            yield from package.decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    """What is looked up in a workspace."""

    folders: Mapping[str, Package]
    names: Mapping[str, Package]
    aliases: Mapping[str, tuple[Package, ...]]
    folded: Mapping[str, tuple[Package, ...]]
    logs: Mapping[str, DecisionLog]

    @classmethod
    def of(cls, packages: Iterable[Package]) -> _Tables:
        packages = tuple(packages)
        aliases: defaultdict[str, list[Package]] = defaultdict(list)
        folded: defaultdict[str, list[Package]] = defaultdict(list)
        for package in packages:
            for alias in package.aliases:
                aliases[alias].append(package)
            for name in dict.fromkeys(n.casefold() for n in (package.name, *package.aliases)):
                folded[name].append(package)
        return cls(
            folders={p.path: p for p in reversed(packages)},
            names={p.name: p for p in reversed(packages)},
            aliases={name: tuple(called) for name, called in aliases.items()},
            folded={name: tuple(called) for name, called in folded.items()},
            logs={path: log for p in packages for log in p.logs for path in log.files},
        )


OWN_FOLDERS = frozenset({"", "docs", "doc"})
"""Folders inside a package in which its own document may lie."""


def path_inside(package: Package, path: str) -> str:
    """Return *path*, a file of *package*, relative to the folder of the package."""
    return path if package.path == ROOT_PACKAGE else path[len(package.path) + 1 :]


def own_document(package: Package) -> str | None:
    """Return the path of the document of *package* as a whole, None when it has none.

    Documents in folders deeper inside describe those.
    """
    first = next(iter(package.documents), None)
    if first is None:
        return None
    return first if posixpath.dirname(path_inside(package, first)) in OWN_FOLDERS else None


_ROOT = Package(name=ROOT_PACKAGE, path=ROOT_PACKAGE)


def _folders_above(path: str) -> Iterator[str]:
    folder = posixpath.dirname(path)
    while folder:
        yield folder
        folder = posixpath.dirname(folder) if folder != "/" else ""
    yield ROOT_PACKAGE
