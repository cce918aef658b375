"""What is wrong with the status and the dates of a decision, wherever it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.formats._record_status import StatusFound, statuses_differ
from sphinxext_archdoc.model import DateValue, Decision, Status, StatusValue

Finding = tuple[Code, int, str]
"""Code, line and message of a diagnostic."""


def value_findings(
    record: Decision, statuses: Sequence[StatusFound], dates: Sequence[DateValue]
) -> Iterator[Finding]:
    """Yield what is wrong with the values of *record*, chosen among *statuses* and *dates*.

    An unknown word, a date that is none, and values at two places that say different things.
    """
    status, date = record.status, record.date
    if status.value is Status.UNKNOWN and status.text and not record.relations:
        text = _short(status.text)
        message = f"The status {text!r} is no known word; use one, or add it to status-aliases."
        yield Code.UNKNOWN_STATUS, status.line, message
    if date.text and date.value is None:
        message = f"The date {_short(date.text)!r} is no date; write it as YYYY-MM-DD."
        yield Code.BAD_DATE, date.line, message
    yield from (_conflict("status", a, b) for a, b in statuses_differ(statuses))
    yield from (_conflict("date", dates[0], d) for d in dates[1:] if _differ(dates[0], d))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _differ(first: DateValue, other: DateValue) -> bool:
    if first.value is None or other.value is None or first.origin is other.origin:
        return False
    return not (first.value.startswith(other.value) or other.value.startswith(first.value))


def _conflict(name: str, first: StatusValue | DateValue, other: StatusValue | DateValue) -> Finding:
    message = (
        f"The {name} is {first.value} in line {first.line} ({first.origin}) and {other.value} "
        f"in line {other.line} ({other.origin}); the first is used, make them agree."
    )
    return Code.CONFLICTING_VALUE, other.line, message
