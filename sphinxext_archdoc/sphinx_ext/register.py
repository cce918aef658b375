"""All records of a site, made from the domain's rows when everything was read.

Keys, resolved relations and inverses are derived here, with the catalogue's own rules.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from sphinxext_archdoc.catalog import (
    KeyIndex,
    Relations,
    Repository,
    ResolvedRelation,
    Workspace,
    own_document,
    resolve_relations,
)
from sphinxext_archdoc.model import (
    Package,
    RelationKind,
    RelationStatement,
    Status,
    make_key,
    slugify,
)
from sphinxext_archdoc.sphinx_ext.interfaces.members import member_row
from sphinxext_archdoc.sphinx_ext.interfaces.types import Types
from sphinxext_archdoc.sphinx_ext.rows import (
    SOURCE_KINDS,
    DecisionFacts,
    Row,
    SourceRows,
    number_of,
)


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A record on its page: a row with what its page and source say."""

    row: Row
    docname: str
    package: str
    qualifier: str
    path: str

    @property
    def key(self) -> str:
        """See ``model.Record.key``."""
        return make_key(self.package, self.row.local, self.qualifier)

    @property
    def object_type(self) -> str:
        """See ``model.Record.object_type``."""
        return self.row.object_type

    @property
    def local(self) -> str:
        """See ``model.Record.local``."""
        return self.row.local

    @property
    def title(self) -> str:
        """Plain text."""
        return self.row.title

    @property
    def slug(self) -> str:
        """Slug of the title."""
        return slugify(self.row.title)

    @property
    def number(self) -> int | None:
        """The number of a decision."""
        return number_of(self.row)

    @property
    def line(self) -> int:
        """First line in the source file, 1-based."""
        return self.row.line

    @property
    def facts(self) -> DecisionFacts:
        """What is known of a decision besides its title."""
        facts = self.row.facts
        return facts if isinstance(facts, DecisionFacts) else _NOTHING

    @property
    def status(self) -> Status:
        """Canonical status of a decision."""
        return Status(self.facts.status)

    @property
    def relations(self) -> tuple[RelationStatement, ...]:
        """The relations that a decision states."""
        return tuple(
            RelationStatement(kind=RelationKind(kind), reference=ref, text=text, partial=p, line=n)
            for kind, ref, text, p, n in self.facts.relations
        )


_NOTHING = DecisionFacts()
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class PackagePage:
    """The page of a package's own document."""

    package: Package
    docname: str
    summary: str


class Register:
    """The records of a site, by key, page and package."""

    def __init__(
        self,
        sources: Mapping[str, Sequence[SourceRows]],
        workspace: Workspace,
        repository: Repository,
    ) -> None:
        self.workspace = workspace
        self._repository = repository
        self._sources = sources
        found = list(_targets(sources))
        if shown := _source_files(sources):
            found = list(_documented_first(found, shown))
        self.targets: Sequence[Target] = sorted(found, key=lambda t: (t.path, t.row.line))
        self.index = KeyIndex(self.targets, workspace)

    def of_type(self, object_type: str) -> Sequence[Target]:
        """Return the records of one type, in the order of their paths and lines."""
        return self._by_type.get(object_type, ())

    def on_page(self, docname: str) -> Sequence[Target]:
        """Return the records of one page."""
        return self._by_page.get(docname, ())

    def at(self, path: str, line: int) -> Target | None:
        """Return the record that begins on *line* of *path*."""
        return self._by_place.get((path, line))

    def of_package(self, package: str) -> Sequence[Target]:
        """Return the records of one package."""
        return self._by_package.get(package, ())

    def relations(self, target: Target) -> Sequence[ResolvedRelation[Target]]:
        """Return the relations of a decision, those that others state included."""
        return self.all_relations.of(target)

    def package_page(self, reference: str) -> PackagePage | None:
        """Return the page of the package that *reference* names, the first where it is several."""
        pages = self.package_pages(reference)
        return pages[0] if pages else None

    def package_pages(self, reference: str) -> Sequence[PackagePage]:
        """Return the pages of the packages that *reference* may name."""
        packages = self.workspace.packages_called(reference)
        return [self.pages[p.name] for p in packages if p.name in self.pages]

    @cached_property
    def pages(self) -> Mapping[str, PackagePage]:
        """The pages of packages that have a document of their own, by name of the package."""
        own = {own_document(p): p for p in self.workspace.packages}
        pages = {}
        for docname, sources in self._sources.items():
            for source in sources:
                if package := own.get(source.path):
                    pages[package.name] = PackagePage(package, docname, source.summary)
        return pages

    @cached_property
    def types(self) -> Types:
        """The interfaces by the names that signatures call them."""
        return Types(self.of_type("interface"), self.workspace)

    def members_called(self, reference: str, package: str) -> Sequence[Target]:
        """Return the members of interfaces that *reference*, made in *package*, may mean."""
        found, name = self.index.lookup_member(reference, object_type="interface", package=package)
        rows = ((target, member_row(target, name)) for target in found if name)
        return [replace(target, row=row) for target, row in rows if row is not None]

    @cached_property
    def _by_type(self) -> Mapping[str, Sequence[Target]]:
        return _grouped((t.row.object_type, t) for t in self.targets)

    @cached_property
    def _by_page(self) -> Mapping[str, Sequence[Target]]:
        return _grouped((t.docname, t) for t in self.targets)

    @cached_property
    def _by_package(self) -> Mapping[str, Sequence[Target]]:
        return _grouped((t.package, t) for t in self.targets)

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, int], Target]:
        return {(t.path, t.row.line): t for t in reversed(self.targets)}

    @cached_property
    def all_relations(self) -> Relations[Target]:
        """The relations of all decisions."""
        return resolve_relations(self.of_type("decision"), self.index, self._repository)


def _targets(sources: Mapping[str, Sequence[SourceRows]]) -> Iterator[Target]:
    """Yield each record once: of a file that several pages include, on the first of them."""
    pages = Counter(path for parts in sources.values() for path in {part.path for part in parts})
    taken: set[tuple[str, int, str, str]] = set()
    for docname in sorted(sources):
        for source in sources[docname]:
            for row in source.rows:
                if pages[source.path] > 1:
                    place = (source.path, row.line, row.object_type, row.local)
                    if place in taken:
                        continue
                    taken.add(place)
                yield Target(row, docname, source.package, source.qualifier, source.path)


def _source_files(sources: Mapping[str, Sequence[SourceRows]]) -> Set[str]:
    """Return the paths of source files that pages show declarations of."""
    return {s.path for parts in sources.values() for s in parts if s.kind in SOURCE_KINDS}


def _documented_first(targets: Sequence[Target], shown: Set[str]) -> Iterator[Target]:
    """Yield *targets* without declarations of the source files *shown* that have another place.

    What is shown of a source file yields to a document that declares the same, and is one
    record however often a page shows it.
    """
    documented = {t.key for t in targets if t.object_type == "interface" and t.path not in shown}
    seen = set()
    for target in targets:
        if target.path in shown:
            place = (target.path, target.line, target.key)
            if target.key in documented or place in seen:
                continue
            seen.add(place)
        yield target


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
