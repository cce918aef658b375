"""What a line of text says about the status of a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinxext_archdoc.model import RelationKind, RelationStatement, Status
from sphinxext_archdoc.vocabulary.choices import chosen
from sphinxext_archdoc.vocabulary.clauses import LEADING, Clause, Said, clauses_of, statuses_in
from sphinxext_archdoc.vocabulary.folding import fold
from sphinxext_archdoc.vocabulary.inline import Kind, Token, tokens
from sphinxext_archdoc.vocabulary.phrases import Phrases
from sphinxext_archdoc.vocabulary.relation_words import with_open_links
from sphinxext_archdoc.vocabulary.relations import (
    read_relations,
    read_successors,
    relations_of_parts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """What a status text says."""

    value: Status = Status.UNKNOWN
    relations: tuple[RelationStatement, ...] = ()
    date: str | None = None
    """ISO form of the date beside the status."""
    date_text: str = ""
    enumeration: bool = False
    """Whether the text lists what a status may be: it says none."""


def read_status(
    text: str,
    words: Phrases[Status],
    targets: Mapping[str, str] | None = None,
) -> StatusReading:
    """Read *text* (inline markup, one or more lines) as the status of the decision it is in.

    The status is what the first clause says that begins with a status word, among words
    about the decision itself. Of several with a date each, the latest counts; implemented
    counts over accepted; "superseded by <reference>" over what stands before it. A text
    that lists possible statuses says none. What is only part-superseded is accepted.
    """
    alternative = chosen(text, words)
    if alternative == "":
        return StatusReading(enumeration=True)
    if alternative is not None:
        return read_status(alternative, words, targets)
    text = with_open_links(text, words)
    row = tokens(text, targets)
    clauses = list(clauses_of(row))
    said = list(statuses_in(clauses, words))
    if _is_enumeration(said, clauses):
        return StatusReading(enumeration=True)
    relations = tuple(read_relations(text, targets, also_before=_status_words(words)))
    said = [s for s in said if not _is_about_another(s, relations)]
    best = _best(said, clauses, relations)
    relations = _with_successors(best, relations, text, targets)
    relations = (*relations, *_of_parts(best, relations, text, targets))
    date = _date(best, clauses) or _only_date(row)
    return StatusReading(
        value=_value(best, relations),
        relations=relations,
        date=date.value if date else None,
        date_text=date.text if date else "",
    )


_SAME = (
    {Status.ACCEPTED, Status.IMPLEMENTED},
    {Status.DEPRECATED, Status.SUPERSEDED},
    {Status.DEPRECATED, Status.REJECTED},
)
"""Pairs that are no alternatives to each other: one decision may be called both."""


def _is_enumeration(said: Sequence[Said], clauses: Sequence[Clause]) -> bool:
    distinct = {s.value for s in said}
    if len(distinct) < 2 or _all_dated(said, clauses):
        return False
    marks = {s.mark for s in said[1:]}
    if "->" in marks:
        return False
    if marks & {"|", "/", "or", "oder", "ou", "o"}:
        return distinct not in _SAME
    return len(distinct) > 2 and marks <= {",", "\n", "and", "or", "("} and len(said) > 2


_BUT = frozenset(("but", "aber", "mais", "pero", "mas", "ama", "now", "then"))
_ENDED = frozenset((Status.DEPRECATED, Status.SUPERSEDED, Status.REJECTED))


def _all_dated(said: Sequence[Said], clauses: Sequence[Clause]) -> bool:
    return all(_date(s, clauses) is not None for s in said)


def _date(said: Said | None, clauses: Sequence[Clause]) -> Token | None:
    """Return the date in the clause, else in one of nothing but a date behind or before it."""
    if said is None:
        return None
    here = said.clause
    if (own := clauses[here].date) is not None:
        return own
    for near in (here + 1, here - 1):
        if 0 <= near < len(clauses) and clauses[near].is_date:
            return clauses[near].date
    return None


def _only_date(row: Sequence[Token]) -> Token | None:
    dates = [t for t in row if t.kind is Kind.DATE and t.value]
    return dates[0] if len(dates) == 1 else None


@lru_cache(maxsize=8)
def _status_words(words: Phrases[Status]) -> frozenset[str]:
    return words.words | LEADING


def _is_about_another(said: Said, relations: Sequence[RelationStatement]) -> bool:
    """Return whether the word is but half of "superseding ADR-5" and its kin."""
    return said.value is Status.SUPERSEDED and any(
        r.kind is RelationKind.SUPERSEDES and fold(r.text).startswith(said.word) for r in relations
    )


def _best(
    said: Sequence[Said], clauses: Sequence[Clause], relations: Sequence[RelationStatement]
) -> Said | None:
    if not said:
        return None
    if len(said) > 1 and _all_dated(said, clauses):
        dates = [t.value if (t := _date(s, clauses)) else "" for s in said]
        return max(zip(dates, range(len(said)), said, strict=True))[2] if dates else None
    for i, one in enumerate(said[1:], 1):
        if one.mark == "->":
            said = [one, *said[i + 1 :]]
    first = said[0]
    for one in said[1:]:
        if one.value is Status.IMPLEMENTED and first.value is Status.ACCEPTED:
            return one
        if one.mark in _BUT and one.value in _ENDED:
            return one
        replaced = any(r.kind is RelationKind.SUPERSEDED_BY and not r.partial for r in relations)
        if one.value is Status.SUPERSEDED and not one.partial and (replaced or one.is_by):
            return one
    return first


def _with_successors(
    said: Said | None,
    relations: tuple[RelationStatement, ...],
    text: str,
    targets: Mapping[str, str] | None,
) -> tuple[RelationStatement, ...]:
    """Read "superseded, see ADR-5" and "superseded (ADR-5)" as "superseded by ADR-5"."""
    known = any(r.kind is RelationKind.SUPERSEDED_BY for r in relations)
    if said is None or said.value is not Status.SUPERSEDED or said.partial or known:
        return relations
    if direct := read_successors(text, said.end, targets):
        return (*direct, *relations)
    return tuple(
        replace(r, kind=RelationKind.SUPERSEDED_BY) if r.kind is RelationKind.RELATES_TO else r
        for r in relations
    )


def _of_parts(
    said: Said | None,
    known: Sequence[RelationStatement],
    text: str,
    targets: Mapping[str, str] | None,
) -> list[RelationStatement]:
    """Return what was replaced or changed in part; all of it where the status says so."""
    before = {r.reference for r in known}
    found = [r for r in relations_of_parts(text, targets) if r.reference not in before]
    if said is not None and said.value is Status.SUPERSEDED and not said.partial and not known:
        return [replace(r, partial=False) for r in found]
    return found


def _value(said: Said | None, relations: Sequence[RelationStatement]) -> Status:
    by = [r.partial for r in relations if r.kind is RelationKind.SUPERSEDED_BY]
    value = said.value if said else Status.SUPERSEDED if by else Status.UNKNOWN
    if value is Status.SUPERSEDED and ((said and said.partial) or (by and all(by))):
        return Status.ACCEPTED
    return value
