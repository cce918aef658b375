"""Tokens of GraphQL, and tokens as text again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(
    r'''[\s,\ufeff]++ | \#[^\n]*
    | (?P<string> """(?:[^"\\]|\\.|"(?!""))*+(?:""")? | "(?:[^"\\\n]|\\.)*+"? )
    | (?P<name> [A-Za-z_]\w* ) | (?P<other> -?[\d.]+(?:[eE][+-]?\d+)? | \.\.\. | . )''',
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a string."""

    text: str
    kind: str
    """``string``, ``name`` or ``other``; empty at the end of the text."""
    start: int
    end: int
    line: int


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the tokens of *text*, and one without kind at its end."""
    line = position = 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup is not None:
            line += text.count("\n", position, match.start())
            position = match.start()
            yield Token(match[0], match.lastgroup, *match.span(), line + 1)
    line += text.count("\n", position)
    yield Token("", "", len(text), len(text), line + 1)


def written(tokens: Sequence[Token], text: str) -> str:
    """Return *tokens* of *text* on one line, without descriptions of arguments."""
    kept = [token for place, token in enumerate(tokens) if not _describes(tokens, place)]
    pieces = [token.text for token in kept[:1]]
    for before, after in pairwise(kept):
        pieces += [_gap(before, after, text), after.text]
    return "".join(pieces)


def _describes(tokens: Sequence[Token], place: int) -> bool:
    """Return whether the token at *place* is the description of an argument."""
    if tokens[place].kind != "string" or place in (0, len(tokens) - 1):
        return False
    return tokens[place - 1].text not in (":", "=", "[") and tokens[place + 1].kind == "name"


def _gap(before: Token, after: Token, text: str) -> str:
    gap = text[before.end : after.start]
    if not gap or ("\n" in gap and (before.text in "([" or after.text in ")]")):
        return ""
    return ", " if gap.startswith(",") else " "
