"""The status of a decision record, out of all places where it may be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinxext_archdoc.formats._record_banner import notices
from sphinxext_archdoc.formats._record_entries import Entry
from sphinxext_archdoc.formats._record_sections import Part
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.formats._record_text import Line, lines_in, logical_lines, targets_in
from sphinxext_archdoc.markup.tree import Block, Table
from sphinxext_archdoc.model import (
    DateValue,
    Origin,
    RelationKind,
    RelationStatement,
    Status,
    StatusValue,
)
from sphinxext_archdoc.vocabulary import StatusReading, references, relations_at_start


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFound:
    """A status at one place, with what is said beside it."""

    status: StatusValue
    date: DateValue
    relations: tuple[RelationStatement, ...] = ()


_LONGEST_VALUE = 12
"""Lines of a status section that may say the status: what comes later is prose."""


def find_statuses(survey: Survey) -> list[StatusFound]:
    """Return what each place says, the first in rank first; places that say nothing are left out.

    The rank is that of ``Survey.entries``: front matter, metadata, then the status section,
    then brackets in the heading, then a label that is a status itself (``Accepted: <date>``),
    then a line below the title that says a status and nothing else, or by what it is replaced,
    then a label that tells what it is replaced by.
    """
    found = [_of_lines(survey, _entry_lines(e), e.origin) for e in survey.labelled("status")]
    found += [
        _of_part(survey, part) for part in survey.parts if part.field == "status" and part.is_top
    ]
    found.append(_of_heading(survey))
    said = [f for f in found if f is not None]
    for elsewhere in (_of_labels, _of_notices, _of_successors):
        said = said or list(elsewhere(survey))
    return said


def _entry_lines(entry: Entry) -> list[Line]:
    if isinstance(entry.value, str) and entry.origin is not Origin.FRONT_MATTER:
        return list(logical_lines(entry.value, entry.line))
    return [Line(text=text, line=entry.line) for text in entry.text.split("\n")]


def _of_part(survey: Survey, part: Part) -> StatusFound | None:
    labelled = frozenset(e.line for e in survey.entries if e.is_known)
    lines = [Line(text=part.value, line=part.section.line)] if part.value else []
    blocks = [b for b in part.section.blocks if not _is_read(b, labelled)]
    lines += [line for line in lines_in(blocks) if line.line not in labelled]
    for below in part.section.sections:
        lines.append(Line(text=survey.document.plain(below.title), line=below.line))
    return _of_lines(survey, lines, Origin.SECTION)


def _is_read(block: Block, labelled: frozenset[int]) -> bool:
    """Return whether a block is a table that gave metadata."""
    return isinstance(block, Table) and not labelled.isdisjoint(
        range(block.line, block.end_line + 1)
    )


def _of_heading(survey: Survey) -> StatusFound | None:
    if survey.heading is None:
        return None
    lines = [Line(text=text, line=survey.heading.line) for text in survey.name.asides]
    found = _of_lines(survey, lines, Origin.HEADING)
    if found is None or found.status.value is Status.UNKNOWN:
        return None
    # What the heading relates to is read from its raw text, where links still lead somewhere.
    return replace(found, relations=())


def _of_labels(survey: Survey) -> Iterator[StatusFound]:
    dated = [e for e in survey.entries if e.field in ("date", "created")]
    lines = [
        Line(text=f"{entry.label}: {entry.text}", line=entry.line)
        for entry in dated
        if survey.vocabulary.status_word(entry.label) is not None
    ]
    found = _of_lines(survey, lines, dated[0].origin) if lines else None
    if found is not None:
        yield found


def _of_notices(survey: Survey) -> Iterator[StatusFound]:
    for line, is_set_off in notices(survey):
        targets = targets_in(survey.document, line.text)
        replaced = any(
            r.kind is RelationKind.SUPERSEDED_BY and not r.partial
            for r in relations_at_start(line.text, targets)
        )
        is_status = survey.vocabulary.is_status(line.text)
        found = _of_lines(survey, [line], Origin.LINE) if replaced or is_status else None
        if found is not None and found.status.value is not Status.UNKNOWN:
            # The day on which it was replaced is not that of the decision.
            is_undated = replaced and (is_set_off or not is_status)
            yield replace(found, date=DateValue()) if is_undated else found
            return


def _of_successors(survey: Survey) -> Iterator[StatusFound]:
    for entry in survey.entries:
        if entry.relation != (RelationKind.SUPERSEDED_BY, False):
            continue
        for text in entry.text.split("\n"):
            if references(text, targets_in(survey.document, text)):
                said = f"{entry.label}: {text}"
                value = Status.SUPERSEDED
                status = StatusValue(text=said, value=value, origin=entry.origin, line=entry.line)
                yield StatusFound(status=status, date=DateValue())
                return


def _of_lines(survey: Survey, lines: Sequence[Line], origin: Origin) -> StatusFound | None:
    lines = _ticked(lines)
    readings = [
        (line, survey.vocabulary.status(line.text, targets_in(survey.document, line.text)))
        for line in lines
        if line.text.strip()
    ]
    readings = [(line, reading) for line, reading in readings if not reading.enumeration]
    relations = tuple(
        replace(statement, line=line.line)
        for line, reading in readings
        for statement in reading.relations
    )
    best = _best(readings[:_LONGEST_VALUE])
    if best is None:
        return None
    line, reading = best
    value, text, said = reading.value, line.text.strip(), line.line
    if value not in (Status.UNKNOWN, Status.SUPERSEDED) and (later := _successor(relations)):
        value, text, said = Status.SUPERSEDED, later.text, later.line
    return StatusFound(
        status=StatusValue(text=text, value=value, origin=origin, line=said),
        date=_dated(best, readings, origin),
        relations=relations,
    )


def _ticked(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the ticked lines where some have a box, else all of them."""
    boxes = [line for line in lines if line.checked is not None]
    if not boxes:
        return lines
    return [line for line in lines if line.checked or (line.checked is None and len(boxes) == 1)]


Reading = tuple[Line, StatusReading]


def _best(readings: Sequence[Reading]) -> Reading | None:
    """Return the line that says the status: the latest of dated ones, else the first known.

    When no line says any, the first one that is short enough to be meant as a status.
    """
    known = [r for r in readings if r[1].value is not Status.UNKNOWN]
    if len(known) > 1 and all(reading.date for _, reading in known):
        return max(known, key=lambda r: (r[1].date or "", r[0].line))
    return next(iter(known), next(iter(readings), None))


def _successor(relations: Iterable[RelationStatement]) -> RelationStatement | None:
    """Return the statement that says what became of a decision after its first status."""
    return next(
        (r for r in relations if r.kind is RelationKind.SUPERSEDED_BY and not r.partial), None
    )


def _dated(best: Reading, readings: Iterable[Reading], origin: Origin) -> DateValue:
    line, reading = best
    if reading.date is None:
        behind = [(n, r) for n, r in readings if r.date and r.value is Status.UNKNOWN]
        alone = [(n, r) for n, r in behind if len(n.text) < len(r.date_text) + 20]
        line, reading = alone[0] if alone else (line, reading)
    return _date(reading, origin, line.line)


def _date(reading: StatusReading, origin: Origin, line: int) -> DateValue:
    if reading.date is None:
        return DateValue()
    return DateValue(text=reading.date_text, value=reading.date, origin=origin, line=line)


def statuses_differ(found: Sequence[StatusFound]) -> Iterator[tuple[StatusValue, StatusValue]]:
    """Yield the first status with each later one that says something else."""
    known = [f.status for f in found if f.status.value is not Status.UNKNOWN]
    yield from ((known[0], other) for other in known[1:] if other.value is not known[0].value)
