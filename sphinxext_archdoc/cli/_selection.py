"""Which records a command is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from sphinxext_archdoc.model import Decision, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Filters; one that is empty lets everything pass."""

    packages: frozenset[str] = frozenset()
    text: str = ""
    """What a title holds, without case."""
    statuses: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    """Without case; one of them is enough."""
    since: str = ""
    """ISO date, as precise as asked; a date is compared as far as both are precise."""
    until: str = ""

    def has_package(self, name: str) -> bool:
        """Return whether the package *name* is asked for."""
        return not self.packages or name in self.packages

    def has_text(self, title: str) -> bool:
        """Return whether *title* holds the text that is asked for."""
        return self.text in title.casefold()

    def has(self, record: Record) -> bool:
        """Return whether *record* is asked for."""
        if not (self.has_package(record.package) and self.has_text(record.title)):
            return False
        return not isinstance(record, Decision) or self._has_decision(record)

    def _has_decision(self, decision: Decision) -> bool:
        if self.statuses and decision.status.value not in self.statuses:
            return False
        if self.tags and not self.tags & {tag.casefold() for tag in decision.tags}:
            return False
        return self._has_date(decision.date.value or "")

    def _has_date(self, date: str) -> bool:
        if not (self.since or self.until):
            return True
        if not date:
            return False
        begin, end = self.since, self.until or date
        return date[: len(begin)] >= begin[: len(date)] and date[: len(end)] <= end[: len(date)]

    def __bool__(self) -> bool:
        return self != Selection()
