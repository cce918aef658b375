"""The decisions of a catalogue that are to be written somewhere, with their relations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sphinxext_archdoc.catalog import Catalog, RecordEntry, ResolvedRelation
from sphinxext_archdoc.exporting.addresses import Addresses
from sphinxext_archdoc.exporting.feed import FeedEntry
from sphinxext_archdoc.exporting.needs import Need
from sphinxext_archdoc.exporting.words import package_word, relation_word, status_word
from sphinxext_archdoc.model import Decision, RelationKind

Relation = ResolvedRelation[RecordEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A decision, and what it has to do with others."""

    decision: Decision
    relations: Sequence[Relation]
    """In the order of their kinds and targets, also those that others state."""

    @property
    def path(self) -> str:
        """Path of its file, relative to the root."""
        return self.decision.location.path

    def related(self) -> Iterator[tuple[Relation, Decision]]:
        """Yield the relations to decisions that were found, with these."""
        for relation in self.relations:
            if relation.target is not None and isinstance(relation.target.record, Decision):
                yield relation, relation.target.record


def exported(catalog: Catalog, wanted: Callable[[Decision], bool]) -> list[Exported]:
    """Return the decisions of *catalog* that are *wanted*, in path order."""
    found = []
    for entry in catalog.relations.decisions:
        if isinstance(entry.record, Decision) and wanted(entry.record):
            relations = sorted(catalog.relations.of(entry), key=_order)
            found.append(Exported(decision=entry.record, relations=relations))
    return found


_KINDS = {kind: place for place, kind in enumerate(RelationKind)}


def _order(relation: Relation) -> tuple[int, str, str]:
    target = relation.target.record.key if relation.target else ""
    return _KINDS[relation.kind], target, relation.text


def feed_entries(decisions: Iterable[Exported], addresses: Addresses) -> Iterator[FeedEntry]:
    """Yield what a feed says of *decisions*; they are read in the repository's web view."""
    for item in decisions:
        decision = item.decision
        related = list(item.related())
        later = (d.date.value or "" for r, d in related if r.kind is RelationKind.SUPERSEDED_BY)
        said = (f"{relation_word(r.kind, partial=r.partial)} {d.key}" for r, d in related)
        yield FeedEntry(
            key=decision.key,
            title=decision.title,
            status=decision.status.value.value,
            dates=(decision.date.value or "", *later),
            address=addresses.file(item.path) if addresses.url else "",
            terms=(package_word(decision.package), *decision.tags),
            facts=(status_word(decision.status.value), decision.date.value or "", *said),
        )


def needs(decisions: Iterable[Exported]) -> list[Need]:
    """Return what sphinx-needs is told of *decisions*, in the order of their keys."""
    ordered = sorted(decisions, key=lambda e: (e.decision.key, e.path, e.decision.location.line))
    places = {id(item.decision): place for place, item in enumerate(ordered)}
    return [
        Need(
            key=item.decision.key,
            title=item.decision.title,
            status=item.decision.status.value.value,
            tags=item.decision.tags,
            docname=str(PurePosixPath(item.path).with_suffix("")),
            line=item.decision.location.line,
            links=tuple(places[id(d)] for _r, d in item.related() if id(d) in places),
        )
        for item in ordered
    ]
