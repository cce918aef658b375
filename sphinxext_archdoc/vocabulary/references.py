"""What a piece of inline text points to: links, file names, ids, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from sphinxext_archdoc.vocabulary import words as known
from sphinxext_archdoc.vocabulary.folding import fold
from sphinxext_archdoc.vocabulary.inline import Kind, Token, tokens, visible

LONGEST_GAP = 8
"""Words between a relation word and what it points to."""

NAMING = frozenset(("adr", "adrs", "decision", "decisions", "record", "records", "no", "number"))
"""Words that announce an id or a number."""

_JOINING = known.words("joining") | NAMING
_NOTHING = frozenset(("", "none", "n/a", "na", "-", "--", "---", "null", "nil", "tbd", "no"))


def references(
    text: str, targets: Mapping[str, str] | None = None, *, words: bool = True
) -> list[tuple[str, str]]:
    """Return what *text*, the value of a relation's label, points to, and how it says so.

    Links, file names, ids and numbers; with *words* a value of one word without any of
    these is a slug or a title and counts as a whole.
    """
    row = tokens(text, targets)
    found = [i for i, t in enumerate(row) if points(t) or is_number(t)]
    if found:
        return [(target_of(row[i]), row[i].text) for i in _first_of_each(row, found)]
    whole = visible(text).strip(" \t\n*_`\"'.")
    is_name = words and re.fullmatch(r"[\w@./#-]+", whole) and fold(whole) not in _NOTHING
    return [(whole, whole)] if is_name else []


def target_of(token: Token) -> str:
    """Return what a token that points names: a destination, an id, a number."""
    return token.value or token.text


def points(token: Token) -> bool:
    """Return whether a token may name a record: pages of other sites may not."""
    if token.kind is not Kind.REFERENCE:
        return False
    target = token.value.lower()
    outside = re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", target) is not None
    return not outside or re.search(r"\.(?:md|markdown|rst|adoc)(?:#|$)", target) is not None


def is_number(token: Token) -> bool:
    """Return whether a token is a number that a record may have."""
    return token.kind is Kind.NUMBER and re.fullmatch(r"\d{1,5}", token.value) is not None


def _first_of_each(row: Sequence[Token], found: Sequence[int]) -> Iterator[int]:
    """Leave out what follows a reference in parentheses: it names the same target again."""
    has_links = any(row[i].kind is Kind.REFERENCE for i in found)
    for i in found:
        if has_links and row[i].kind is Kind.NUMBER:
            continue
        yield i


def chain(
    row: Sequence[Token],
    start: int,
    begins: Callable[[Sequence[Token], int], object],
    *,
    counts: bool,
) -> list[int]:
    """Return the places of the reference after *start* and of those joined to it.

    *begins* tells whether a new statement begins at a place; with *counts* a bare number is a
    reference.
    """
    found: list[int] = []
    gap, i = 0, start
    while i < len(row):
        token = row[i]
        if points(token) or (gap == 0 and counts and is_number(token)):
            counts = counts and token.kind is Kind.NUMBER
            found.append(i)
            gap = 0
        elif token.kind is Kind.MARK:
            if token.text == "(" and found:
                i = _behind_aside(row, i)
            elif token.text == "\n":
                if i + 1 < len(row) and begins(row, i + 1):
                    break
            elif token.text in (".", "|", "->") and i > start:
                break
        elif (found and token.text not in _JOINING) or begins(row, i) or gap == LONGEST_GAP:
            break
        else:
            gap += token.text not in _JOINING
        i += 1
    return found


def _behind_aside(row: Sequence[Token], place: int) -> int:
    """Return the place of the bracket that closes the one at *place*, else *place*."""
    for i in range(place + 1, min(len(row), place + 2 * LONGEST_GAP)):
        if row[i].kind is Kind.MARK and row[i].text == "(":
            return i
    return place
