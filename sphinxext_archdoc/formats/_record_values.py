"""Date, people and tags of a decision record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinxext_archdoc.formats._record_entries import Entry, texts
from sphinxext_archdoc.formats._record_sections import Part
from sphinxext_archdoc.formats._record_status import StatusFound
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.formats._record_text import lines_in
from sphinxext_archdoc.markup.tree import Paragraph
from sphinxext_archdoc.model import DateValue, Origin, Person
from sphinxext_archdoc.vocabulary import read_date, read_people

_DATES = ("date", "created", "updated")
"""Fields that name a date, the one that means the decision itself first."""

_PLACEHOLDER = re.compile(r"y{2,4}|mm|dd|date|tbd|todo|n/?a|none|unknown|[-–—?_.…]*", re.IGNORECASE)


def find_dates(survey: Survey, statuses: Sequence[StatusFound]) -> list[DateValue]:
    """Return the dates of the record, the first in rank first.

    What has a label; else what stands beside the status; else a line of nothing but a date,
    the end of the heading, the oldest entry of a change log, the name of the file.
    """
    found = [date for field in _DATES for date in _labelled(survey, field)]
    if not any(d.value for d in found):
        others = [*(s.date for s in statuses), *_unlabelled(survey)]
        found += [d for d in others if d.value][:1]
    if not found and (date := survey.file.date):
        text = survey.file.date_text
        found.append(DateValue(text=text, value=date, origin=Origin.FILE_NAME))
    return found


def _labelled(survey: Survey, field: str) -> Iterator[DateValue]:
    for entry in survey.labelled(field):
        yield from _date(entry.value, entry.text, entry.origin, entry.line)
    for part in survey.parts:
        if part.field == field and part.is_top:
            lines = [(part.value, part.section.line)] if part.value else []
            lines += [(line.text, line.line) for line in lines_in(part.section.blocks)]
            for text, line in lines[:1]:
                yield from _date(text, text, Origin.SECTION, line)


def _date(value: object, text: str, origin: Origin, line: int) -> Iterator[DateValue]:
    text = text.strip().strip("*_`\"'")
    found = read_date(value)
    if text and (found is not None or not _is_placeholder(text)):
        yield DateValue(text=text, value=found, origin=origin, line=line)


def _is_placeholder(text: str) -> bool:
    bare = [w for w in re.split(r"[^\w/?.…–—-]+|(?<=\w)[-/](?=\w)", text) if w]
    return "{" in text or "<!--" in text or all(_PLACEHOLDER.fullmatch(w) for w in bare)


def _unlabelled(survey: Survey) -> Iterator[DateValue]:
    for line in lines_in(b for b in survey.intro if isinstance(b, Paragraph)):
        text = line.text.strip("*_`() ")
        date = read_date(text)
        if date and len(text) <= len(date) + 12:
            yield DateValue(text=text, value=date, origin=Origin.LINE, line=line.line)
    if survey.heading is not None:
        for aside in survey.name.asides:
            line_number = survey.heading.line
            value = read_date(aside)
            yield DateValue(text=aside, value=value, origin=Origin.HEADING, line=line_number)
    yield from _changes(survey)


def _changes(survey: Survey) -> Iterator[DateValue]:
    """Yield the oldest date of a change log that stands before the other sections."""
    logs = [part for part in survey.parts if part.parent is None]
    if not logs or logs[0].field != "changelog":
        return
    first = logs[0]
    dated = [
        (date, line.line)
        for line in lines_in(first.section.blocks)
        if (date := read_date(line.text))
    ]
    if dated:
        date, number = min(dated)
        yield DateValue(text=date, value=date, origin=Origin.SECTION, line=number)


def find_people(survey: Survey) -> tuple[Person, ...]:
    """Return everybody that metadata and sections about people name, each once per role."""
    found: dict[tuple[str, str], Person] = {}
    for role, value, origin in _named(survey):
        for name, text in read_people(value):
            person = Person(role=role, name=name, text=text, origin=origin)
            found.setdefault((role, name.casefold()), person)
    return tuple(found.values())


def _named(survey: Survey) -> Iterator[tuple[str, object, Origin]]:
    for entry in survey.entries:
        if entry.role:
            yield entry.role, entry.value, entry.origin
    for part in survey.parts:
        if part.role and not part.field and part.is_top:
            yield part.role, _texts_of(part), Origin.SECTION


def _texts_of(part: Part) -> list[str]:
    lines = [line.text for line in lines_in(part.section.blocks)]
    return [part.value, *lines] if part.value else lines


def find_tags(survey: Survey) -> tuple[str, ...]:
    """Return the tags, each once, without ``#``, in the order of the text."""
    values: list[str] = []
    for entry in survey.labelled("tags"):
        values += _tags(entry)
    for part in survey.parts:
        if part.field == "tags" and part.is_top:
            values += [t for text in _texts_of(part) for t in _split(text)]
    return tuple(dict.fromkeys(v for v in map(_clean, values) if v))


def _tags(entry: Entry) -> Iterator[str]:
    for text in texts(entry.value):
        yield from _split(text)


def _split(text: str) -> list[str]:
    text = text.strip().removeprefix("[").removesuffix("]")
    hashed = re.findall(r"#[\w/-]+", text)
    return hashed or re.split(r"[,;|\n、，；]", text)


def _clean(tag: str) -> str:
    bare = tag.strip().strip("*_`\"'#").strip()
    return "" if bare.casefold() in ("none", "n/a", "-") or "{" in bare else bare
