"""The catalogue: the records of a repository, with their keys and relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TypeVar

from sphinxext_archdoc.catalog.contradictions import contradictions
from sphinxext_archdoc.catalog.keys import KeyIndex, duplicate_diagnostics
from sphinxext_archdoc.catalog.names import RecordEntry
from sphinxext_archdoc.catalog.records import DocumentRecords, Workspace
from sphinxext_archdoc.catalog.relations import Relations, resolve_relations
from sphinxext_archdoc.catalog.targets import Repository
from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.model import Decision, Interface, Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """All records of a repository. Keys and relations are worked out when first asked for."""

    workspace: Workspace
    documents: tuple[DocumentRecords, ...] = ()
    """In the order of their paths."""
    shown: tuple[Interface, ...] = ()
    """Interfaces of source files that documents show, and none declares itself."""
    reading: tuple[Diagnostic, ...] = ()
    """What was wrong with configuration, workspace and documents."""
    repository: Repository = field(default_factory=Repository)

    def records(self, record_type: type[R]) -> Iterator[R]:
        """Yield the records of a type in path order, those of a file in its order.

        What documents show of source files comes last.
        """
        documented = (record for document in self.documents for record in document.records)
        for record in chain(documented, self.shown):
            if isinstance(record, record_type):
                yield record

    @cached_property
    def keys(self) -> KeyIndex[RecordEntry]:
        """All records by the references that mean them."""
        return KeyIndex(map(RecordEntry, self.records(Record)), self.workspace)

    @cached_property
    def relations(self) -> Relations[RecordEntry]:
        """The relations of all decisions, from both ends."""
        decisions = [e for e in self.keys.entries if isinstance(e.record, Decision)]
        return resolve_relations(decisions, self.keys, self.repository)

    @cached_property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """All findings, in the order of path, line, code and message, none twice."""
        found = [
            *self.reading,
            *(diagnostic for document in self.documents for diagnostic in document.diagnostics),
            *duplicate_diagnostics(self.keys),
            *contradictions(self.relations),
        ]
        return sorted(dict.fromkeys(found), key=_place)


def _place(diagnostic: Diagnostic) -> tuple[str, int, str, str]:
    return diagnostic.path, diagnostic.line, diagnostic.code.value, diagnostic.message
