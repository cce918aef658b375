"""Relation words: where one stands in a text, and what a label means as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from sphinxext_archdoc.model import RelationKind
from sphinxext_archdoc.vocabulary import words
from sphinxext_archdoc.vocabulary.inline import Kind, Token, tokens, visible
from sphinxext_archdoc.vocabulary.phrases import Phrases

PARTIAL = Phrases({True: words.phrases("partial")})
"""Words that make a relation partial."""
_ADDING = frozenset(("also", "is", "was", "auch", "aussi", "também", "también"))
"""Words before the relation word of a label."""
BLOCKING = words.words("blocking")
"""Words that keep what follows from being said of the record."""
LEADING = words.words("leading") | PARTIAL.words
"""Words about the record itself that may stand before what is said of it."""


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
def relation_words() -> Phrases[tuple[RelationKind, bool]]:
    """Return the relation words of all languages, and whether each is of a partial relation."""
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
    return relation_words().begins(text)


_WORD_ENDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_]")


def _may_begin_label(token: Token) -> bool:
    if token.kind is Kind.MARK or token.text in _ADDING:
        return True
    return PARTIAL.may_begin_with(token) or relation_words().may_begin_with(token)


@lru_cache(maxsize=4096)
def relation_kind(label: str) -> tuple[RelationKind, bool] | None:
    """Return the kind that a label or key names as a whole, and whether it is partial.

    >>> kind, partial = relation_kind("Partially supersededBy")
    >>> kind.value, partial
    ('superseded-by', True)
    """
    spaced = _WORD_ENDS.sub(" ", label)
    first = tokens(spaced, most=1)
    if first and not _may_begin_label(first[0]):
        return None
    row = [t for t in tokens(spaced) if t.kind is not Kind.MARK]
    if not row:
        return None
    if len(row) > 1 and row[0].text in _ADDING:
        row = row[1:]
    partial = PARTIAL.at(row, 0)
    start = partial[1] if partial else 0
    found = relation_words().at(row, start) if start < len(row) else None
    if found is None:
        return None
    behind = PARTIAL.at(row, found[1]) if found[1] < len(row) else None
    if (behind or found)[1] != len(row):
        return None
    kind, in_part = found[0]
    return kind, in_part or (partial or behind) is not None


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


_LONGEST_ASIDE = 5
"""Words between "superseded" and "by"."""


def parted_relation(
    row: Sequence[Token], place: int
) -> tuple[tuple[RelationKind, bool], int] | None:
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
