"""Decisions inside a package's document: where they are, and what each of them says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.formats._document_fields import Segment, is_known, segments
from sphinxext_archdoc.formats._document_headings import DecisionHeading, read_decision_heading
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._record_entries import METADATA, Entry
from sphinxext_archdoc.formats._record_findings import value_findings
from sphinxext_archdoc.formats._record_names import FileName, HeadingName
from sphinxext_archdoc.formats._record_relations import find_relations
from sphinxext_archdoc.formats._record_status import StatusFound, find_statuses
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.formats._record_values import find_dates, find_people, find_tags
from sphinxext_archdoc.markup.tree import Paragraph, Section
from sphinxext_archdoc.model import DateValue, Decision, Field, Origin, StatusValue, slugify
from sphinxext_archdoc.vocabulary import read_date

FORMAT = "architecture"
"""What decisions in documents carry in ``format``."""

_WORDS = re.compile(r"\w+(?:[ -]\w+)*")
"""A value that is one for sure, and not several with labels of their own."""
_KEPT = frozenset({"links", "summary"})
"""Metadata that are parts of the decision's text too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What may be a decision: a heading, or an item or row in its place, and what it says."""

    heading: DecisionHeading
    segments: Sequence[Segment]
    line: int
    end_line: int


def decision_of(
    candidate: Candidate, reading: Reading, more: Iterable[Entry] = ()
) -> tuple[Decision, list[Diagnostic]] | None:
    """Return the decision that a candidate is, and what is wrong with it.

    None when nobody has written it: it has no title, or one that waits to be filled in. *more*
    are entries beside those of the segments, first in rank.
    """
    heading = candidate.heading
    written = [s for s in candidate.segments if _is_written(s, reading)]
    if not any(c.isalnum() for c in heading.title):
        return None
    if reading.is_placeholder(heading.title) and not (heading.is_number_alone and written):
        return None
    entries = list(more)
    fields: list[Field] = []
    for segment in written:
        found = list(_entries(segment, reading))
        entries += found
        if not found or found[0].field in _KEPT:
            fields.append(_field(segment, reading))
    entries += _heading_entries(candidate, reading)
    survey = _survey(reading, entries)
    statuses = find_statuses(survey)
    dates = find_dates(survey, statuses)
    decision = Decision(
        **reading.base(candidate.line, candidate.end_line),
        local=heading.local,
        title=heading.title,
        number=heading.number,
        slug=slugify(heading.title),
        format=FORMAT,
        status=next((s.status for s in statuses), StatusValue()),
        date=next((d for d in dates if d.value), dates[0] if dates else DateValue()),
        people=find_people(survey),
        tags=find_tags(survey),
        relations=find_relations(survey, statuses),
        fields=tuple(_named(fields)),
    )
    return decision, list(_diagnostics(decision, statuses, dates))


def candidate_of(section: Section, reading: Reading) -> Candidate:
    """Return what *section* says, as if its heading were that of a decision."""
    return Candidate(
        heading=read_decision_heading(section.title, reading),
        segments=segments(section, reading),
        line=section.line,
        end_line=section.end_line,
    )


def _is_written(segment: Segment, reading: Reading) -> bool:
    """Return whether somebody has written the value of a segment."""
    text = segment.text
    if is_known(segment.label, reading) and not reading.vocabulary.field(segment.label):
        # People and relations: "Decision 2" is what the relation leads to.
        return bool(text.strip()) and not reading.is_placeholder(text, nouns=False)
    labelled = f"{segment.label}: {text}"
    return reading.is_written(text) and not reading.is_template_text(labelled)


def _heading_entries(candidate: Candidate, reading: Reading) -> Iterator[Entry]:
    for aside in candidate.heading.asides:
        is_status = reading.vocabulary.status_word(aside) is not None
        field = "date" if not is_status and read_date(aside) else "status"
        yield Entry(
            label=field,
            value=aside,
            origin=Origin.HEADING,
            line=candidate.line + reading.offset,
            field=field,
        )


def _entries(segment: Segment, reading: Reading) -> Iterator[Entry]:
    """Yield the metadata of a segment: none when its label is that of a field."""
    reader = reading.entry_reader
    if not segment.label or not reader.is_known(segment.label):
        return
    line = segment.line + reading.offset
    own = reader.entry(segment.label, segment.text, segment.origin, line)
    if _WORDS.fullmatch(segment.text):
        yield own
        return
    if segment.origin is Origin.LINE and own.field not in _KEPT:
        whole = Paragraph(line=line, end_line=line, text=f"**{own.label}**: {segment.text}")
        found = [e for e in reader.entries(whole) if e.is_known]
        if found:
            yield from found
            return
    texts = [t.lstrip("-*+ ").strip() for t in segment.text.split("\n") if t.strip()]
    yield replace(own, value=texts if len(texts) > 1 else segment.text.strip())


def _field(segment: Segment, reading: Reading) -> Field:
    label = reading.plain(segment.label).strip(" :：")
    name = segment.field or reading.vocabulary.field(label) or slugify(label)
    return Field(name=name, label=label, text=segment.text, line=segment.line + reading.offset)


def _named(fields: Sequence[Field]) -> Iterator[Field]:
    """Name the text before the first label: it is the context where no field is."""
    has_context = any(f.name == "context" for f in fields)
    for field in fields:
        yield field if field.name else replace(field, name="summary" if has_context else "context")


def _survey(reading: Reading, entries: Sequence[Entry]) -> Survey:
    return Survey(
        document=reading.document,
        vocabulary=reading.vocabulary,
        file=FileName(stem="", slug=""),
        heading=None,
        name=HeadingName(title=""),
        intro=(),
        parts=(),
        entries=tuple(entries),
    )


def _diagnostics(
    decision: Decision, statuses: Sequence[StatusFound], dates: Sequence[DateValue]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the values; directives say so of their options themselves."""
    given = {Code.UNKNOWN_STATUS: decision.status.origin, Code.BAD_DATE: decision.date.origin}
    for code, line, message in value_findings(decision, statuses, dates):
        if given.get(code) is not Origin.OPTION:
            yield Diagnostic(code=code, message=message, path=decision.location.path, line=line)


def is_decision_text(candidate: Candidate, reading: Reading) -> bool:
    """Return whether a candidate has at least one field that is no metadata."""
    words = reading.vocabulary
    names = (words.field(reading.plain(s.label)) for s in candidate.segments if s.label)
    return any(name is not None and name not in METADATA for name in names)
