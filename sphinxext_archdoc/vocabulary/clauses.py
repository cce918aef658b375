"""Clauses of a status text, and the status that each of them says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinxext_archdoc.model import Status
from sphinxext_archdoc.vocabulary import words as known
from sphinxext_archdoc.vocabulary.inline import Kind, Token
from sphinxext_archdoc.vocabulary.phrases import Phrases

LEADING = known.words("leading")
_CONNECTING = known.words("connecting")
WORDS_AROUND = LEADING | _CONNECTING
"""Words around a status that add nothing but by whom and when."""
_BLOCKING = known.words("blocking")
_JOINING = known.words("joining")
_LOOSE = known.words("loose")
_PARTIAL = Phrases({True: known.phrases("partial")}).words


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of tokens between two marks, and the mark before it."""

    mark: str
    row: tuple[Token, ...]

    @property
    def date(self) -> Token | None:
        """The first date in it."""
        return next((t for t in self.row if t.kind is Kind.DATE and t.value), None)

    @property
    def is_date(self) -> bool:
        """Whether nothing but a date and words like "on" are in it."""
        words = [t.text for t in self.row if t.kind is Kind.WORD]
        return self.date is not None and all(w in _CONNECTING for w in words)


@dataclass(frozen=True, slots=True)
class Said:
    """A status that a clause says."""

    value: Status
    clause: int
    partial: bool
    mark: str
    """The mark before the clause, or before the word inside it (a blank)."""
    word: str
    """The word, folded."""
    end: int
    """Where the word ends in the visible text."""
    is_by: bool = False
    """Whether "by" follows."""


def clauses_of(row: Sequence[Token]) -> Iterator[Clause]:
    """Yield the clauses of a row of tokens: marks and words like "and" part them."""
    mark, held = "", list[Token]()
    for token in row:
        joins = token.kind is Kind.WORD and token.text in _JOINING
        if token.kind is Kind.MARK or joins:
            if held:
                yield Clause(mark, tuple(held))
            # An arrow in parentheses tells of plans, not of what has become.
            mark = mark if mark == "(" and not held and token.text == "->" else token.text
            held = []
        elif token.text:
            held.append(token)
    if held:
        yield Clause(mark, tuple(held))


def statuses_in(clauses: Sequence[Clause], words: Phrases[Status]) -> Iterator[Said]:
    """Yield the statuses with which clauses begin, until the text turns out to be prose."""
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
        yield _said(row, place, found, number, partial, clause.mark)
        while found and (place := found[1]) < len(row):
            found = words.at(row, place)
            if found:
                yield _said(row, place, found, number, False, " ")


def _said(
    row: Sequence[Token],
    place: int,
    found: tuple[Status, int],
    clause: int,
    partial: bool,
    mark: str,
) -> Said:
    value, end = found
    by = end < len(row) and row[end].text == "by"
    return Said(value, clause, partial, mark, row[place].text, row[end - 1].end, by)


_LONGEST_LEAD = 8
"""Words that say no status before one that does: more make it prose."""


def _may_lead(token: Token, words: Phrases[Status], row: Sequence[Token], place: int) -> bool:
    if token.kind is Kind.DATE:
        return True
    if token.kind is not Kind.WORD or words.at(row, place) is not None:
        return False
    return token.text in LEADING or token.text in _PARTIAL


def _stands_alone(
    row: Sequence[Token], start: int, end: int, words: Phrases[Status], *, strict: bool
) -> bool:
    if end >= len(row) or row[end].kind is not Kind.WORD:
        return True
    loose = end - start == 1 and row[start].text in _LOOSE
    if not (strict or loose):
        return True
    return row[end].text in _CONNECTING or (not loose and words.at(row, end) is not None)
