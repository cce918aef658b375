"""Which lines of two texts are the same, and which are one line in two wordings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_BLOCK = re.compile(r"\s*(?:[-*+] |\d{1,9}[.)] |\||#)")
"""How a line begins that is no continuation of the line above."""
_ALIKE = 0.6
"""Share of characters that two wordings of a line have in common."""
_MOST = 12
"""Lines in a row that are compared by their wordings."""
_LONGEST = 300
"""Characters of a line that are compared."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty."""

    text: str
    """Without white space at its end."""
    gap: int
    """How many empty lines are above it; one is above the first one, whatever it is."""
    place: int
    """Its index in the text with empty lines."""


def lines_of(text: Sequence[str]) -> list[Line]:
    """Return the lines of *text* that are not empty."""
    found: list[Line] = []
    for place, line in enumerate(text):
        if stripped := line.rstrip():
            gap = place - found[-1].place - 1 if found else 1
            found.append(Line(stripped, gap, place))
    return found


def goes_on(line: Line) -> bool:
    """Return whether *line* is of one block with the line above it."""
    return not line.gap and not _BLOCK.match(line.text)


def matches(base: Sequence[str], side: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield which line of *base* is which of *side*; both only grow.

    What both begin and end with is taken first: it is most of the text, and comparing the
    rest takes time that grows faster than its length.
    """
    shorter = min(len(base), len(side))
    start = 0
    while start < shorter and base[start] == side[start]:
        yield start, start
        start += 1
    end = 0
    while end < shorter - start and base[-1 - end] == side[-1 - end]:
        end += 1
    matcher = SequenceMatcher(
        None, base[start : len(base) - end], side[start : len(side) - end], autojunk=True
    )
    for a, b, size in matcher.get_matching_blocks():
        for step in range(size):
            yield start + a + step, start + b + step
    for step in range(end, 0, -1):
        yield len(base) - step, len(side) - step


def alike(lines: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of lines that are two wordings of one line, as many and as like as may be.

    Both places only grow. There are none where there is much to compare.
    """
    if not lines or not others or max(len(lines), len(others)) > _MOST:
        return []
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {}
    for a in range(len(lines) + 1):
        for b in range(len(others) + 1):
            if not (a and b):
                best[a, b] = (0.0, [])
                continue
            best[a, b] = max(best[a - 1, b], best[a, b - 1], key=lambda found: found[0])
            score = _likeness(lines[a - 1], others[b - 1])
            if score >= _ALIKE and best[a - 1, b - 1][0] + score > best[a, b][0]:
                before, pairs = best[a - 1, b - 1]
                best[a, b] = (before + score, [*pairs, (a - 1, b - 1)])
    return best[len(lines), len(others)][1]


def _likeness(line: str, other: str) -> float:
    matcher = SequenceMatcher(None, line[:_LONGEST], other[:_LONGEST], autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()
