"""The domain's indices: all decisions, all interfaces, by package."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from sphinx.domains import Index, IndexEntry

from sphinxext_archdoc.model import ROOT_PACKAGE
from sphinxext_archdoc.sphinx_ext import paging
from sphinxext_archdoc.sphinx_ext.labels import _, counted, package_label, status_label
from sphinxext_archdoc.sphinx_ext.register import Target

MOST_PAGES = 4
"""How many times ``archdoc_page_size`` records one page of HTML names."""

_NO_HTML = str.maketrans({"<": "‹", ">": "›", '"': "”", "&": "＆", " ": "\N{NO-BREAK SPACE}"})


class _RecordIndex(Index, ABC):
    """The records of one type, grouped by package."""

    object_type: ClassVar[str]

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the groups and whether sub-entries are collapsed.

        Too many records for a page of HTML are named by their packages; these are not split
        over pages, since a domain index is one page in Sphinx.
        """
        from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

        assert isinstance(self.domain, ArchitectureDomain)
        wanted = None if docnames is None else set(docnames)
        packages: dict[str, list[Target]] = {}
        for target in self.domain.register.of_type(self.object_type):
            if target.row.anchor and (wanted is None or target.docname in wanted):
                packages.setdefault(package_label(target.package), []).append(target)
        number = sum(len(targets) for targets in packages.values())
        can_split = paging.can_split(self.domain.builder)
        if can_split and number > MOST_PAGES * self.domain.site.config.page_size:
            groups = self._condensed(packages)
        else:
            groups = {name: [self.entry(t) for t in found] for name, found in packages.items()}
        root = package_label(ROOT_PACKAGE)
        order = sorted(groups, key=lambda name: (name != root, name.casefold(), name))
        # The template of domain indices takes names of groups as HTML and as ids, that of LaTeX
        # as text.
        return [(name.translate(_NO_HTML), groups[name]) for name in order], False

    def _condensed(self, packages: Mapping[str, Sequence[Target]]) -> dict[str, list[IndexEntry]]:
        """Return an entry for each package, by the letters that their names begin with."""
        from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

        assert isinstance(self.domain, ArchitectureDomain)
        pages = self.domain.register.pages
        groups: dict[str, list[IndexEntry]] = {}
        for name in sorted(packages, key=lambda name: (name.casefold(), name)):
            targets = packages[name]
            first = targets[0]
            page = pages.get(first.package)
            place = (page.docname, "") if page else (first.docname, first.row.anchor)
            said = counted(self.object_type, len(targets))
            letter = next((c for c in name if c.isalnum()), "*").upper()
            groups.setdefault(letter, []).append(IndexEntry(name, 0, *place, said, "", ""))
        return groups

    @abstractmethod
    def entry(self, target: Target) -> IndexEntry:
        """Return the entry of one record."""


class _DecisionIndex(_RecordIndex):
    """``arch-decisions``: all decisions of all packages."""

    name = "decisions"
    object_type = "decision"

    def entry(self, target: Target) -> IndexEntry:
        """Return the title, with the key, status and date behind it."""
        facts = target.facts
        parts = (target.key, status_label(facts.status), facts.date)
        extra = " ".join(filter(None, parts))
        return IndexEntry(target.title, 0, target.docname, target.row.anchor, extra, "", "")


class _InterfaceIndex(_RecordIndex):
    """``arch-interfaces``: all interfaces of all packages."""

    name = "interfaces"
    object_type = "interface"

    def entry(self, target: Target) -> IndexEntry:
        """Return the name, with the kind of declaration behind it."""
        kind = target.row.detail
        return IndexEntry(target.title, 0, target.docname, target.row.anchor, kind, "", "")


def record_indices() -> list[type[Index]]:
    """Return the indices with their names in the language of the project.

    Some builders take no names that are translated when they are needed.
    """
    names = {
        _DecisionIndex: (_("Decision Index"), _("decisions")),
        _InterfaceIndex: (_("Interface Index"), _("interfaces")),
    }
    return [
        type(index.__name__, (index,), {"localname": str(name), "shortname": str(short)})
        for index, (name, short) in names.items()
    ]
