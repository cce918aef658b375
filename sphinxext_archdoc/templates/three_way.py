"""Three-way merges of lines: what a template was, what it is now, and what a document has.

The rule is that of diff3 (Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007):
lines of the base that both sides still have part the texts into hunks, and a hunk that only
one side changed becomes what that side has. White space at the ends of lines does not count.

A template differs from other bases in that part of it asks to be filled in. A hunk of
nothing but such lines is a *slot*: what somebody wrote there is no change of the template's
text that a later wording of the question could contradict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto

Asks = Callable[[str], bool]
"""Whether a line asks to be filled in."""


class Taken(Enum):
    """Whose lines a hunk becomes."""

    OURS = auto()
    """Those of the document: the template did not change them, or both are the same."""
    NEW = auto()
    """Those of the template: the document did not change them."""
    FILLED = auto()
    """Those of the document, with what the template says around the slot that they fill."""
    CONFLICT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """A range of lines of each of the three texts, 0-based, the end not included."""

    taken: Taken
    base: slice
    new: slice
    ours: slice


def merge(
    base: Sequence[str], new: Sequence[str], ours: Sequence[str], asks: Asks = lambda _line: False
) -> Iterator[Hunk]:
    """Yield hunks that cover *ours* in order."""
    texts = [[line.rstrip() for line in text] for text in (base, new, ours)]
    in_new, in_ours = (dict(_matches(texts[0], side)) for side in texts[1:])
    stable = [(b, in_new[b], in_ours[b]) for b in range(len(base)) if b in in_new and b in in_ours]
    at = (0, 0, 0)
    for place in [*stable, (len(base), len(new), len(ours))]:
        slices = [slice(a, p) for a, p in zip(at, place, strict=True)]
        if any(s.start < s.stop for s in slices):
            parts = [t[s] for t, s in zip(texts, slices, strict=True)]
            yield _hunk(_taken(parts[0], parts[1], parts[2], asks), slices)
        if place[0] < len(base):
            yield _hunk(Taken.OURS, [slice(p, p + 1) for p in place])
        at = (place[0] + 1, place[1] + 1, place[2] + 1)


def _hunk(taken: Taken, slices: Sequence[slice]) -> Hunk:
    return Hunk(taken=taken, base=slices[0], new=slices[1], ours=slices[2])


def _taken(base: list[str], new: list[str], ours: list[str], asks: Asks) -> Taken:
    if base == new or ours == new:
        return Taken.OURS
    if base == ours:
        return Taken.NEW
    return Taken.FILLED if _is_filled(base, new, ours, asks) else Taken.CONFLICT


def _is_filled(base: list[str], new: list[str], ours: list[str], asks: Asks) -> bool:
    """Return whether *ours* fills the slot that *base* is, and *new* has no more than one."""
    if any(map(asks, ours)) or not all(asks(line) for line in base if line):
        return False
    before, after = around_slot(new, asks)
    slot = new[len(before) : len(new) - len(after)]
    if not slot or not all(asks(line) for line in slot if line):
        return False
    return any(base) or not (any(before) or any(after))


def around_slot(new: Sequence[str], asks: Asks) -> tuple[Sequence[str], Sequence[str]]:
    """Return what stands before the first line that asks, and after the last one."""
    places = [place for place, line in enumerate(new) if asks(line)]
    if not places:
        return new, ()
    return new[: places[0]], new[places[-1] + 1 :]


def _matches(base: Sequence[str], side: Sequence[str]) -> Iterator[tuple[int, int]]:
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
