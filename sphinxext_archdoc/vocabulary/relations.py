"""Statements of relations between decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from sphinxext_archdoc.model import RelationKind, RelationStatement
from sphinxext_archdoc.vocabulary import words
from sphinxext_archdoc.vocabulary.folding import fold
from sphinxext_archdoc.vocabulary.inline import Kind, Token, is_east_asian, tokens, visible
from sphinxext_archdoc.vocabulary.references import NAMING, chain, is_number, points, target_of
from sphinxext_archdoc.vocabulary.relation_words import (
    BLOCKING,
    LEADING,
    PARTIAL,
    parted_relation,
    relation_words,
    with_open_links,
)

_NUMBERED = frozenset(RelationKind) - {RelationKind.RELATES_TO, RelationKind.AFFECTS}
"""Kinds after which a bare number names a decision."""

_BEHIND = tuple(fold(word) for word in words.phrases("behind"))
_LONGEST_LEAD = 8
"""Words before a relation word in a sentence."""
_HEAD = 300
"""Characters in which these stand."""
_OF_PARTS = frozenset((RelationKind.SUPERSEDED_BY, RelationKind.AMENDED_BY))
_NOTICED = _OF_PARTS | {RelationKind.SUPERSEDES}


def read_relations(
    text: str,
    targets: Mapping[str, str] | None = None,
    *,
    also_before: frozenset[str] = frozenset(),
) -> list[RelationStatement]:
    """Return the statements that *text* (inline markup) makes about the record it is in.

    A statement is a relation word that begins a clause, and one or more references. Words
    about the record itself (and those of *also_before*) may stand before it: "This decision
    was superseded by ADR-5" is one, "ADR-3, which was superseded by ADR-5, says" is none.
    *targets* are the destinations of named links, see ``inline.tokens``.
    """
    text = with_open_links(text, relation_words())
    row = tokens(text, targets)
    shown = visible(text)
    found: list[RelationStatement] = []
    place = 0
    while place < len(row):
        match = relation_words().at(row, place) or parted_relation(row, place)
        if match is None or not _leads(row, place, also_before):
            place += 1
            continue
        ends = chain(row, match[1], relation_words().at, counts=match[0][0] in _NUMBERED)
        found += _statements(row, place, match, ends, shown)
        place = ends[-1] + 1 if ends else match[1]
    return found + _behind(row, shown)


def relations_at_start(
    text: str, targets: Mapping[str, str] | None = None
) -> list[RelationStatement]:
    """Return the statement that *text*, a line of prose, begins with.

    Only words about the record itself stand before it, and nothing else between the relation
    word and the reference, unless that makes the relation a partial one. Only what replaces or
    changes a decision counts: other relation words begin other sentences too.
    """
    text = with_open_links(text, relation_words())
    # Most lines are prose: their first words tell.
    first = tokens(text[:_HEAD], most=1)
    if not first or not (is_east_asian(first[0].text) or first[0].text in _noticing()):
        return []
    found = _noticed(tokens(text[:_HEAD], most=2 * _LONGEST_LEAD))
    if found is None:
        return []
    place, match = found
    row = tokens(text, targets)
    ends = chain(row, match[1], relation_words().at, counts=False)
    said = _statements(row, place, match, ends, visible(text))
    between = {t.text for t in row[match[1] : ends[0]]} if ends else set()
    return said if between <= LEADING | NAMING or any(r.partial for r in said) else []


@cache
def _noticing() -> frozenset[str]:
    """Return the words with which a notice may begin."""
    return LEADING | relation_words().words


def _noticed(row: Sequence[Token]) -> tuple[int, tuple[tuple[RelationKind, bool], int]] | None:
    """Return the place and the meaning of the relation word that *row* begins with."""
    for place, token in enumerate(row[:_LONGEST_LEAD]):
        match = relation_words().at(row, place) or parted_relation(row, place)
        if match is not None and match[0][0] in _NOTICED:
            return place, match
        if token.kind is not Kind.WORD or token.text in BLOCKING or token.text not in LEADING:
            return None
    return None


def relations_of_parts(
    text: str, targets: Mapping[str, str] | None = None
) -> list[RelationStatement]:
    """Return what *text*, a status, says of parts of the decision.

    "Accepted; the choice of queue was superseded by ADR-5": other words than those about the
    record stand before the relation word. What is replaced so is so in part.
    """
    text = with_open_links(text, relation_words())
    row, shown = tokens(text, targets), visible(text)
    found: list[RelationStatement] = []
    for place in range(1, len(row)):
        match = relation_words().at(row, place)
        if match is None or match[0][0] not in _OF_PARTS or not _has_subject(row, place):
            continue
        ends = chain(row, match[1], relation_words().at, counts=False)
        if ends and ends[0] == match[1]:
            said = _statements(row, place, match, ends, shown)
            replaced = match[0][0] is RelationKind.SUPERSEDED_BY
            found += (replace(s, partial=s.partial or replaced) for s in said)
    return found


def _has_subject(row: Sequence[Token], place: int) -> bool:
    """Return whether words that are not about the record stand right before *place*."""
    content = 0
    for token in reversed(row[:place]):
        if token.kind is Kind.MARK:
            break
        if token.kind is not Kind.WORD or token.text in BLOCKING:
            return False
        content += token.text not in LEADING
    return 0 < content <= _LONGEST_LEAD


def read_successors(
    text: str, offset: int, targets: Mapping[str, str] | None = None
) -> list[RelationStatement]:
    """Return what ``visible(text)`` names right behind *offset*, where "superseded" ends.

    "Superseded: ADR-5" and "Superseded (ADR-5)" leave the "by" out.
    """
    row = tokens(text, targets)
    start = next((i for i, t in enumerate(row) if t.start >= offset), len(row))
    while start < len(row) and row[start].kind is Kind.MARK and row[start].text != ".":
        start += 1
    if start == len(row) or not points(row[start]):
        return []
    ends = chain(row, start, relation_words().at, counts=True)
    said = visible(text)[row[start].start : row[ends[-1]].end]
    return [_statement(row[i], RelationKind.SUPERSEDED_BY, said, partial=False) for i in ends]


def _statements(
    row: Sequence[Token],
    place: int,
    match: tuple[tuple[RelationKind, bool], int],
    ends: Sequence[int],
    shown: str,
) -> list[RelationStatement]:
    """Return the statements of the relation word at *place* about what stands at *ends*."""
    (kind, in_part), after = match
    partial = in_part or _is_partial(row, place, after, ends)
    said = shown[row[place].start : row[ends[-1]].end] if ends else ""
    return [_statement(row[i], kind, said, partial=partial) for i in ends]


def _statement(token: Token, kind: RelationKind, text: str, *, partial: bool) -> RelationStatement:
    return RelationStatement(
        kind=kind, reference=target_of(token), text=" ".join(text.split()), partial=partial
    )


def _leads(row: Sequence[Token], place: int, also: frozenset[str]) -> bool:
    for token in reversed(row[:place]):
        if token.kind is Kind.MARK:
            return True
        if token.kind is Kind.DATE:
            continue
        if token.kind is not Kind.WORD or token.text in BLOCKING:
            return False
        if token.text not in LEADING and token.text not in also:
            return False
    return True


def _is_partial(row: Sequence[Token], place: int, after: int, ends: Sequence[int]) -> bool:
    before = [i for i in range(max(0, place - 3), place) if PARTIAL.at(row, i)]
    if any(not any(t.kind is Kind.MARK for t in row[i:place]) for i in before):
        return True
    behind = ends[-1] + 1 if ends else after
    inside = range(after, ends[0]) if ends else range(0)
    near = [i for i in (behind, behind + 1) if i < len(row)]
    if any(PARTIAL.at(row, i) for i in (*inside, *near)):
        return True
    return bool(ends) and _is_something_of(row, after, ends[0], behind)


def _is_something_of(row: Sequence[Token], after: int, first: int, behind: int) -> bool:
    """Return whether the target is but a part of a decision.

    "Supersedes the queue of ADR-5" and "supersedes ADR-5's queue" leave the rest in force.
    """
    if behind < len(row) and row[behind].text == "s" and row[behind].start > row[behind - 1].end:
        return True
    between = [t.text for t in row[after:first] if t.kind is Kind.WORD]
    content = [w for w in between if w not in LEADING and w not in NAMING]
    return len(content) > 1 and between[-1] in _OF


_OF = frozenset(("of", "in", "from", "von", "aus", "de", "du", "do", "da"))


def _behind(row: Sequence[Token], shown: str) -> list[RelationStatement]:
    return [
        _statement(
            row[i - 1], RelationKind.SUPERSEDED_BY, shown[row[i - 1].start : t.end], partial=False
        )
        for i, t in enumerate(row)
        if i and t.kind is Kind.WORD and t.text.startswith(_BEHIND)
        if points(row[i - 1]) or is_number(row[i - 1])
    ]
