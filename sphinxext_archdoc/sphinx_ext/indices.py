"""The domain's indices: all decisions, all interfaces, by package."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar

from sphinx.domains import Index, IndexEntry

from sphinxext_archdoc.model import ROOT_PACKAGE
from sphinxext_archdoc.sphinx_ext.labels import _, package_label, status_label
from sphinxext_archdoc.sphinx_ext.register import Target

_NO_HTML = str.maketrans({"<": "‹", ">": "›", '"': "”", "&": "＆"})


class _RecordIndex(Index, ABC):
    """The records of one type, grouped by package."""

    object_type: ClassVar[str]

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the groups and whether sub-entries are collapsed."""
        from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

        assert isinstance(self.domain, ArchitectureDomain)
        wanted = None if docnames is None else set(docnames)
        groups: dict[str, list[IndexEntry]] = {}
        for target in self.domain.register.of_type(self.object_type):
            if target.row.anchor and (wanted is None or target.docname in wanted):
                groups.setdefault(package_label(target.package), []).append(self.entry(target))
        root = package_label(ROOT_PACKAGE)
        order = sorted(groups, key=lambda name: (name != root, name.casefold(), name))
        # The template of domain indices takes names of groups as HTML, that of LaTeX as text.
        return [(name.translate(_NO_HTML), groups[name]) for name in order], False

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
        parts = (target.key.translate(_NO_HTML), status_label(facts.status), facts.date)
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
