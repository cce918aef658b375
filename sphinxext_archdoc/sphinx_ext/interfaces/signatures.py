"""Signatures of declarations and members, cut into what is shown in its own way.

Signatures are code of any language on one line. Only what all languages share is known
here: words, strings and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinxext_archdoc.catalog.overloads import STRING, overloads
from sphinxext_archdoc.model import Declaration, Member

_TOKEN = re.compile(
    rf"(?P<string>{STRING})|(?P<word>[^\W\d][\w$]*(?:\.[^\W\d][\w$]*)*|\$[\w$]*)", re.DOTALL
)
_NAMES_SOMETHING = re.compile(r"\s*\??\s*:(?!:)")


class Signature(NamedTuple):
    """A signature in three parts."""

    before: str
    """Keywords and modifiers."""
    name: str
    after: str
    """Type parameters, parameters, types."""


def signatures_of(declared: Declaration | Member) -> list[Signature]:
    """Return the signature of each overload of a declaration or member."""
    return [_cut(part, declared.name) for part in overloads(declared)]


def _cut(signature: str, name: str) -> Signature:
    """Cut *signature* at the first place where *name* stands by itself.

    >>> _cut("readonly size?: number", "size")
    Signature(before='readonly ', name='size', after='?: number')
    """
    place = signature.find(name)
    while place > 0 and (signature[place - 1].isalnum() or signature[place - 1] in "_$"):
        place = signature.find(name, place + 1)
    if place < 0:
        return Signature("", "", signature)
    end = place + len(name)
    return Signature(signature[:place], signature[place:end], signature[end:])


class Piece(NamedTuple):
    """A part of a signature."""

    text: str
    is_type: bool
    """Whether it is a word that may name a type."""


def pieces(code: str) -> Iterator[Piece]:
    """Cut *code* into words that may name types, and the rest.

    >>> [p.text for p in pieces("(key: Key, find?: 'Key') => Map<Key>") if p.is_type]
    ['Key', 'Map', 'Key']
    """
    done = 0
    for match in _TOKEN.finditer(code):
        if match["word"] is None or _NAMES_SOMETHING.match(code, match.end()):
            continue
        if match.start() > done:
            yield Piece(code[done : match.start()], False)
        yield Piece(match[0], True)
        done = match.end()
    if done < len(code):
        yield Piece(code[done:], False)


def type_words(declaration: Declaration) -> list[str]:
    """Return the words in the signatures of *declaration* that may name other types, sorted."""
    own = {declaration.name, declaration.qualified, *declaration.type_parameters}
    words = {
        piece.text
        for signature in _all_signatures(declaration)
        for piece in pieces(signature.after)
        if piece.is_type
    }
    return sorted(words - own - _BUILT_IN)


def _all_signatures(declaration: Declaration) -> Iterator[Signature]:
    yield from signatures_of(declaration)
    for member in declaration.members:
        yield from signatures_of(member)


_BUILT_IN = frozenset(
    "any Array bigint bool boolean Boolean bytes Date Error extends false float implements in "
    "infer int is keyof Map never None null Number number Object object out Partial Pick "
    "Promise Readonly readonly Record self Set str String string symbol throws true typeof "
    "undefined unknown void".split()
)
"""Words that name no interface that somebody documents."""
