"""What a line of text says about the status of a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinxext_archdoc.model import RelationKind, RelationStatement, Status
from sphinxext_archdoc.vocabulary import words as known
from sphinxext_archdoc.vocabulary.inline import Kind, Token, tokens, visible
from sphinxext_archdoc.vocabulary.phrases import Phrases
from sphinxext_archdoc.vocabulary.relations import (
    read_relations,
    read_successors,
    with_open_links,
)

_LEADING = known.words("leading")
_CONNECTING = known.words("connecting")
_BLOCKING = known.words("blocking")
_JOINING = known.words("joining")
_LOOSE = known.words("loose")
_PARTIAL = Phrases({True: known.phrases("partial")}).words


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


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of tokens between two marks, and the mark before it."""

    mark: str
    row: tuple[Token, ...]

    @property
    def date(self) -> Token | None:
        return next((t for t in self.row if t.kind is Kind.DATE and t.value), None)

    @property
    def is_date(self) -> bool:
        words = [t.text for t in self.row if t.kind is Kind.WORD]
        return self.date is not None and all(w in _CONNECTING for w in words)


@dataclass(frozen=True, slots=True)
class _Said:
    """A status that a clause says."""

    value: Status
    clause: int
    partial: bool
    mark: str
    """The mark before the clause, or before the word inside it (a blank)."""
    end: int
    """Where the word ends in the visible text."""
    is_by: bool = False
    """Whether "by" follows."""


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
    chosen = _chosen(text, words)
    if chosen is not None:
        return read_status(chosen, words, targets) if chosen else StatusReading(enumeration=True)
    text = with_open_links(text, words)
    row = tokens(text, targets)
    clauses = list(_clauses(row))
    said = list(_said(clauses, words))
    if _is_enumeration(said, clauses):
        return StatusReading(enumeration=True)
    relations = tuple(read_relations(text, targets, also_before=_status_words(words)))
    said = [s for s in said if not _is_about_another(s, relations)]
    best = _best(said, clauses, relations)
    relations = _with_successors(best, relations, text, targets)
    date = _date(best, clauses) or _only_date(row)
    return StatusReading(
        value=_value(best, relations),
        relations=relations,
        date=date.value if date else None,
        date_text=date.text if date else "",
    )


_BOX = re.compile(r"\[([ xX✓✔✅])\](?!\()|([☐☑☒✓✔])(?=\s)|\(([ xX])\)")
_ALTERNATIVE = re.compile(r"[|｜/,;\n]|\bor\b")
_STRONG = re.compile(r"^\W*?(\*\*|__|\*|_|`|<b>|<strong>|==)\S.*\S?(?:\*\*|__|\*|_|`|>|==)\W*$")


def _chosen(text: str, words: Phrases[Status]) -> str | None:
    """Return the alternative that is ticked or set off among several, "" when none of them is.

    None when the text has no such alternatives.
    """
    boxes = list(_BOX.finditer(text[:4000]))
    if boxes:
        ends = [b.start() for b in boxes[1:]] + [len(text)]
        ticked = [
            text[box.end() : end]
            for box, end in zip(boxes, ends, strict=True)
            if any(g is not None and g.strip() and g != "☐" for g in box.groups())
        ]
        if ticked or len(boxes) > 1:
            return ticked[0] if ticked else ""
        return None if _leading_status(text[boxes[0].end() :], words) is None else ""
    parts = [p.strip() for p in _ALTERNATIVE.split(visible(text).strip(" {}[]"))]
    if len(parts) < 3 or len({_leading_status(p, words) for p in parts} - {None}) < 3:
        return None
    strong = [p for p in parts if _STRONG.match(p)]
    return strong[0] if len(strong) == 1 else None


def _leading_status(text: str, words: Phrases[Status]) -> Status | None:
    row = [t for t in tokens(text) if t.kind is not Kind.MARK]
    found = words.at(row, 0) if row else None
    return found[0] if found else None


def _clauses(row: Sequence[Token]) -> Iterator[_Clause]:
    mark, held = "", list[Token]()
    for token in row:
        joins = token.kind is Kind.WORD and token.text in _JOINING
        if token.kind is Kind.MARK or joins:
            if held:
                yield _Clause(mark, tuple(held))
            # An arrow in parentheses tells of plans, not of what has become.
            mark = mark if mark == "(" and not held and token.text == "->" else token.text
            held = []
        elif token.text:
            held.append(token)
    if held:
        yield _Clause(mark, tuple(held))


def _said(clauses: Sequence[_Clause], words: Phrases[Status]) -> Iterator[_Said]:
    unknown = 0
    for number, clause in enumerate(clauses):
        row = clause.row
        if clause.mark == "(" and number and clauses[number - 1].row[-1].kind is Kind.REFERENCE:
            continue
        place, partial = 0, False
        while place < len(row) and _may_lead(row[place], words, row, place):
            partial = partial or row[place].text in _PARTIAL
            place += 1
        found = words.at(row, place) if place < len(row) else None
        if found is None or not _stands_alone(row, place, found[1], words, strict=number > 0):
            if any(t.text in _BLOCKING for t in row):
                return
            unknown += len(row) - place
            if unknown > _LONGEST_LEAD:
                return
            continue
        by = found[1] < len(row) and row[found[1]].text == "by"
        yield _Said(found[0], number, partial, clause.mark, row[found[1] - 1].end, by)
        while found and found[1] < len(row):
            found = words.at(row, found[1])
            if found:
                yield _Said(found[0], number, False, " ", row[found[1] - 1].end)


_LONGEST_LEAD = 8
"""Words that say no status before one that does: more make it prose."""


def _may_lead(token: Token, words: Phrases[Status], row: Sequence[Token], place: int) -> bool:
    if token.kind is Kind.DATE:
        return True
    if token.kind is not Kind.WORD or words.at(row, place) is not None:
        return False
    return token.text in _LEADING or token.text in _PARTIAL


def _stands_alone(
    row: Sequence[Token], start: int, end: int, words: Phrases[Status], *, strict: bool
) -> bool:
    if end >= len(row) or row[end].kind is not Kind.WORD:
        return True
    loose = end - start == 1 and row[start].text in _LOOSE
    if not (strict or loose):
        return True
    return row[end].text in _CONNECTING or (not loose and words.at(row, end) is not None)


_SAME = (
    {Status.ACCEPTED, Status.IMPLEMENTED},
    {Status.DEPRECATED, Status.SUPERSEDED},
    {Status.DEPRECATED, Status.REJECTED},
)
"""Pairs that are no alternatives to each other: one decision may be called both."""


def _is_enumeration(said: Sequence[_Said], clauses: Sequence[_Clause]) -> bool:
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


def _all_dated(said: Sequence[_Said], clauses: Sequence[_Clause]) -> bool:
    return all(_date(s, clauses) is not None for s in said)


def _date(said: _Said | None, clauses: Sequence[_Clause]) -> Token | None:
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
    return words.words | _LEADING


def _is_about_another(said: _Said, relations: Sequence[RelationStatement]) -> bool:
    """Return whether "superseded" is but half of "superseding ADR-5" and its kin."""
    kinds = {r.kind for r in relations}
    return (
        said.value is Status.SUPERSEDED
        and RelationKind.SUPERSEDES in kinds
        and RelationKind.SUPERSEDED_BY not in kinds
    )


def _best(
    said: Sequence[_Said], clauses: Sequence[_Clause], relations: Sequence[RelationStatement]
) -> _Said | None:
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
    said: _Said | None,
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


def _value(said: _Said | None, relations: Sequence[RelationStatement]) -> Status:
    by = [r.partial for r in relations if r.kind is RelationKind.SUPERSEDED_BY]
    value = said.value if said else Status.SUPERSEDED if by else Status.UNKNOWN
    if value is Status.SUPERSEDED and ((said and said.partial) or (by and all(by))):
        return Status.ACCEPTED
    return value
