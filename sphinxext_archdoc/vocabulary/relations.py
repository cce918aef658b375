"""Statements of relations between decisions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sphinxext_archdoc.model import RelationKind, RelationStatement
from sphinxext_archdoc.vocabulary import words
from sphinxext_archdoc.vocabulary.folding import fold
from sphinxext_archdoc.vocabulary.inline import Kind, Token, tokens, visible
from sphinxext_archdoc.vocabulary.phrases import Phrases
from sphinxext_archdoc.vocabulary.references import NAMING, chain, is_number, points, target_of

_NUMBERED = frozenset(RelationKind) - {RelationKind.RELATES_TO, RelationKind.AFFECTS}
"""Kinds after which a bare number names a decision."""

_PARTIAL = Phrases({True: words.phrases("partial")})
_BLOCKING = words.words("blocking")
_LEADING = words.words("leading") | _PARTIAL.words
_BEHIND = tuple(fold(word) for word in words.phrases("behind"))


@cache
def _participles() -> Phrases[RelationKind]:
    """Return what stands before a "by" that comes some words later."""
    table = words.table("relation")
    return Phrases(
        {
            RelationKind(kind): [p.removesuffix(" by") for p in found if p.endswith(" by")]
            for kind, found in table.items()
        }
    )


@cache
def _phrases() -> Phrases[tuple[RelationKind, bool]]:
    table = words.table("relation")
    whole = {(kind, False): table.get(kind, []) for kind in RelationKind}
    parts = {(kind, True): _in_part(table.get(kind, [])) for kind in RelationKind}
    return Phrases({**whole, **parts})


def _in_part(phrases: Sequence[str]) -> list[str]:
    """Return "superseded in part by" and its kin."""
    passive = [p.removesuffix(" by") for p in phrases if p.endswith(" by")]
    return [f"{p} {part} by" for p in passive for part in ("partially", "partly", "in part")]


def begins_relation(text: str) -> bool:
    """Return whether *text* begins with a relation word."""
    return _phrases().begins(text)


@lru_cache(maxsize=4096)
def relation_kind(label: str) -> tuple[RelationKind, bool] | None:
    """Return the kind that a label or key names as a whole, and whether it is partial.

    >>> kind, partial = relation_kind("Partially supersededBy")
    >>> kind.value, partial
    ('superseded-by', True)
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]", " ", label)
    row = [t for t in tokens(spaced) if t.kind is not Kind.MARK]
    if not row:
        return None
    partial = _PARTIAL.at(row, 0)
    start = partial[1] if partial else 0
    found = _phrases().at(row, start) if start < len(row) else None
    if found is None or found[1] != len(row):
        return None
    kind, in_part = found[0]
    return kind, in_part or partial is not None


_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{3,120})\]\(([^()\s]+)\)")


def with_open_links(text: str, phrases: Phrases[Any]) -> str:
    """Return *text* with the phrases that begin the text of a link put before the link.

    "[Superseded by ADR-7](0007-x.md)" says the same as "Superseded by [ADR-7](0007-x.md)".
    """

    def opened(link: re.Match[str]) -> str:
        row = tokens(link[1])
        found = phrases.at(row, 0) if row else None
        if found is None:
            return link[0]
        end = row[found[1] - 1].end
        rest = visible(link[1])[end:].strip() or link[1]
        return f"{visible(link[1])[:end]} [{rest}]({link[2]})"

    return _LINK.sub(opened, text) if "](" in text else text


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
    text = with_open_links(text, _phrases())
    row = tokens(text, targets)
    shown = visible(text)
    found: list[RelationStatement] = []
    place = 0
    while place < len(row):
        match = _phrases().at(row, place) or _parted(row, place)
        if match is None or not _leads(row, place, also_before):
            place += 1
            continue
        (kind, in_part), after = match
        ends = chain(row, after, _phrases().at, counts=kind in _NUMBERED)
        partial = in_part or _is_partial(row, place, after, ends)
        last = row[ends[-1]].end if ends else 0
        start = row[place].start
        found += [_statement(row[i], kind, shown[start:last], partial=partial) for i in ends]
        place = ends[-1] + 1 if ends else after
    return found + _behind(row, shown)


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
    ends = chain(row, start, _phrases().at, counts=True)
    said = visible(text)[row[start].start : row[ends[-1]].end]
    return [_statement(row[i], RelationKind.SUPERSEDED_BY, said, partial=False) for i in ends]


_LONGEST_ASIDE = 5
"""Words between "superseded" and "by"."""


def _parted(row: Sequence[Token], place: int) -> tuple[tuple[RelationKind, bool], int] | None:
    """Find "superseded the same day by" and its kin at *place*."""
    match = _participles().at(row, place)
    if match is None:
        return None
    for i in range(match[1], min(len(row), match[1] + _LONGEST_ASIDE + 1)):
        if row[i].text == "by":
            return (match[0], False), i + 1
        if row[i].kind is Kind.REFERENCE or (row[i].kind is Kind.MARK and row[i].text != "("):
            return None
    return None


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
        if token.kind is not Kind.WORD or token.text in _BLOCKING:
            return False
        if token.text not in _LEADING and token.text not in also:
            return False
    return True


def _is_partial(row: Sequence[Token], place: int, after: int, ends: Sequence[int]) -> bool:
    before = [i for i in range(max(0, place - 3), place) if _PARTIAL.at(row, i)]
    if any(not any(t.kind is Kind.MARK for t in row[i:place]) for i in before):
        return True
    behind = ends[-1] + 1 if ends else after
    inside = range(after, ends[0]) if ends else range(0)
    near = [i for i in (behind, behind + 1) if i < len(row)]
    if any(_PARTIAL.at(row, i) for i in (*inside, *near)):
        return True
    return bool(ends) and _is_something_of(row, after, ends[0], behind)


def _is_something_of(row: Sequence[Token], after: int, first: int, behind: int) -> bool:
    """Return whether the target is but a part of a decision.

    "Supersedes the queue of ADR-5" and "supersedes ADR-5's queue" leave the rest in force.
    """
    if behind < len(row) and row[behind].text == "s" and row[behind].start > row[behind - 1].end:
        return True
    between = [t.text for t in row[after:first] if t.kind is Kind.WORD]
    content = [w for w in between if w not in _LEADING and w not in NAMING]
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
