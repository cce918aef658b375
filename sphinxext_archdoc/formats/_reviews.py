"""Days on which documents and decisions are to be looked at again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinxext_archdoc.catalog import DocumentRecords, ReviewDate
from sphinxext_archdoc.markup.texts import blocks_in, code_lines
from sphinxext_archdoc.markup.tree import Block, Document
from sphinxext_archdoc.model import Decision, Record
from sphinxext_archdoc.vocabulary import read_date

_HINTS = ("review", "revisit", "evaluate", "expir", "valid")
_LABEL = (
    r"next[ _-]?review(?:[ _-]?(?:date|on|by))?"
    r"|review[ _-]?(?:date|by|on|at|due|before|again)|revisit[ _-]?(?:date|on|by|before)"
    r"|re-?evaluate[ _-]?by|expires(?:[ _-]?on)?|expiry(?:[ _-]?date)?"
    r"|expiration(?:[ _-]?date)?|valid[ _-]?(?:until|to)"
)
_LABELLED = re.compile(
    rf"\s*(?:[-*+>|]\s+)?[:*_]{{0,3}}(?:{_LABEL})"
    r"[*_]{0,3}\s*[:：|][*_]{0,3}\s*(?P<value>\S.{0,200})",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"{_LABEL}|review|revisit", re.IGNORECASE)
"""Names of fields, of which nobody writes one for a review that was."""
_LONGEST = 400


def review_dates(
    document: Document, text: str, blocks: Sequence[Block] = ()
) -> Iterator[ReviewDate]:
    """Yield the days that lines such as ``Review by: 2030-01-31`` say, front matter included.

    *text* is all of *document*, *blocks* are all of it where they are known already.
    """
    folded = text.casefold()
    if not any(hint in folded for hint in _HINTS):
        return
    found = []
    for number, line in enumerate(document.lines, 1):
        match = _LABELLED.match(line[:_LONGEST])
        if match and (value := read_date(match["value"])):
            found.append(ReviewDate(value=value, line=number))
    if found:
        code = code_lines(blocks or blocks_in(document))
        yield from (review for review in found if review.line not in code)


def field_reviews(decision: Decision) -> Iterator[ReviewDate]:
    """Yield the days that fields of *decision* say, such as a section ``Review date``."""
    for field in decision.fields:
        if _NAMED.fullmatch(field.name) and (value := read_date(field.text)):
            yield ReviewDate(value=value, line=field.line)


def with_reviews(found: DocumentRecords, document: Document, text: str) -> DocumentRecords:
    """Return *found*, which was read of *document*, with the days in its decisions."""
    dates = list(review_dates(document, text))
    records = [_with_review(r, dates, is_alone=found.is_record) for r in found.records]
    if all(new is old for new, old in zip(records, found.records, strict=True)):
        return found
    return replace(found, records=tuple(records))


def with_review(record: Record) -> Record:
    """Return *record* with the day that its fields say."""
    return _with_review(record, (), is_alone=False)


def _with_review(record: Record, dates: Sequence[ReviewDate], *, is_alone: bool) -> Record:
    if not isinstance(record, Decision):
        return record
    place = record.location
    first = 1 if is_alone else place.line
    inside = [d for d in dates if first <= d.line <= place.end_line]
    for date in (*inside, *field_reviews(record)):
        return replace(record, review=date.value)
    return record
