"""What rules about series of decisions have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sphinxext_archdoc.catalog import Catalog
from sphinxext_archdoc.model import Decision

FEWEST = 3
"""Decisions that have something before the others of a series are expected to have it."""


def series(catalog: Catalog) -> Iterator[Sequence[Decision]]:
    """Yield the decisions of each log, and of each document, in the order of their places."""
    groups: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in catalog.records(Decision):
        log = catalog.workspace.log_of(decision.location.path)
        groups[f"{log.folder}/" if log else decision.location.path].append(decision)
    yield from groups.values()


def is_usual(with_it: int, all_of_them: int) -> bool:
    """Return whether a series keeps something: at least three, and two of three, have it."""
    return with_it >= FEWEST and 3 * with_it >= 2 * all_of_them
