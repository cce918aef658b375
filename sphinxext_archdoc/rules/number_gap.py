"""A number is missing between two decisions.

A record was deleted, is on a branch that was never merged, or lies where it is not read.
Decisions are superseded rather than deleted, so that links to them hold. The first number
may be any, and series with more gaps than numbers are taken to count something else.

``allowed`` names numbers that are known to be missing.

Breaks the rule:

.. code-block:: text

   docs/adr/0001-record-decisions.md
   docs/adr/0002-one-repository.md
   docs/adr/0004-quote-prices.md

Keeps it:

.. code-block:: text

   docs/adr/0001-record-decisions.md
   docs/adr/0002-one-repository.md
   docs/adr/0003-share-prices-by-mail.md
   docs/adr/0004-quote-prices.md
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import Decision
from sphinxext_archdoc.rules import Context, Option, Options
from sphinxext_archdoc.rules._logs import FEWEST, series


def _numbers(value: Any) -> str | None:
    if isinstance(value, list | tuple) and all(type(v) is int for v in value):
        return None
    return "a list of numbers"


CODE = "number-gap"
SEVERITY = Severity.NOTE
OPTIONS = {
    "allowed": Option(default=(), check=_numbers, meaning="Numbers that are missing for a reason.")
}


def check_catalog(catalog: Catalog, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding at each decision before which numbers are missing."""
    allowed = set(options["allowed"])
    for decisions in series(catalog):
        for group in _by_prefix(decisions):
            yield from _gaps(group, allowed)


def _by_prefix(decisions: Sequence[Decision]) -> Iterator[dict[int, Decision]]:
    """Yield the decisions of each series of ids, ``ADR-7`` and ``RFC-7``, by number."""
    groups: defaultdict[str, dict[int, Decision]] = defaultdict(dict)
    for decision in decisions:
        if decision.number is not None:
            groups[decision.local.rstrip("0123456789")].setdefault(decision.number, decision)
    yield from groups.values()


def _gaps(group: dict[int, Decision], allowed: set[int]) -> Iterator[Finding]:
    numbers = sorted(group)
    if len(numbers) < FEWEST or numbers[-1] - numbers[0] + 1 > 2 * len(numbers):
        return
    for before, after in pairwise(numbers):
        missing = [n for n in range(before + 1, after) if n not in allowed]
        if missing:
            place = group[after].location
            names = ", ".join(map(str, missing))
            many = "s" if len(missing) > 1 else ""
            message = f"No decision has the number{many} {names}, between {before} and {after}."
            yield Finding(message=message, path=place.path, line=place.line)
