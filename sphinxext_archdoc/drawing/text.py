"""How wide text is, about, and how it is wrapped; no font is asked."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WIDE = 1.0
NARROW = 0.6
"""Mean width of a letter in relation to the size of the font."""

LONGEST = 400
"""Letters of a word that are looked at; no drawing has room for more."""
_BREAKS = re.compile(r"[^/\-_.:]*[/\-_.:]+|[^/\-_.:]+")


@lru_cache(maxsize=4096)
def _width_of(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return WIDE
    if character in "iljtfI.,:;'|!()[] ":
        return 0.34
    return 0.9 if character in "mwMW@%" else (0.7 if character.isupper() else NARROW)


def width(text: str) -> float:
    """Return the width of *text* in relation to the size of the font."""
    return sum(map(_width_of, text))


def clean(text: str) -> str:
    """Return *text* on one line without characters that XML does not know."""
    kept = (c if unicodedata.category(c) not in {"Cc", "Cs"} else " " for c in text)
    return " ".join("".join(kept).split())


def shortened(text: str, limit: float) -> str:
    """Return *text*, cut with an ellipsis when it is wider than *limit*."""
    if width(text) <= limit:
        return text
    kept = 0.0
    for place, character in enumerate(text):
        kept += _width_of(character)
        if kept > limit - WIDE:
            return text[:place].rstrip() + "…"
    return text


def wrapped(text: str, limit: float, lines: int) -> list[str]:
    """Return *text* in at most *lines* lines of width *limit*; the last is cut when it is long.

    Lines break at spaces, and inside of words that are wider than a line.
    """
    found: list[str] = []
    line = ""
    pieces = [piece for word in text.split(" ") for piece in _pieces(word, limit)]
    for place, (piece, joined) in enumerate(pieces):
        longer = line + (" " if line and not joined else "") + piece
        if not line or width(longer) <= limit:
            line = longer
            continue
        if len(found) == lines - 1:
            rest = "".join(("" if j else " ") + p for p, j in pieces[place:])
            return [*found, shortened(line + rest, limit)]
        found.append(line)
        line = piece
    return [*found, line] if line else found


def _pieces(word: str, limit: float) -> list[tuple[str, bool]]:
    """Return a word in pieces no wider than *limit*, and whether each goes on the one before.

    It is cut behind punctuation such as that of paths and names, else anywhere.
    """
    if width(word) <= limit:
        return [(word, False)] if word else []
    pieces: list[str] = []
    for part in _BREAKS.findall(word[:LONGEST]):
        if pieces and width(pieces[-1] + part) <= limit:
            pieces[-1] += part
        else:
            pieces += _cut(part, limit)
    return [(piece, place > 0) for place, piece in enumerate(pieces)]


def _cut(part: str, limit: float) -> list[str]:
    pieces: list[str] = []
    piece, taken = "", 0.0
    for character in part:
        size = _width_of(character)
        if taken + size > limit and piece:
            pieces.append(piece)
            piece, taken = "", 0.0
        piece += character
        taken += size
    return [*pieces, piece]
