"""Three-way merges of lines: what a template was, what it is now, and what a document has.

What each side changed is a list of ranges of the base with other lines in their place. A
range that only one side changed becomes what that side has; where ranges of both sides
overlap, or insert at one place, the two are a conflict unless they say the same. Ranges that
touch are no conflict between two blocks (paragraphs, items of a list, rows), and one inside
a block: half a sentence of each would be nobody's. Empty lines belong to the line below
them; they and white space at the ends of lines do not count.

A template differs from other bases in that part of it asks to be filled in. A range of
nothing but such lines is a *slot*: what somebody wrote there is no change of the template's
text that a later wording of the question could contradict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from sphinxext_archdoc.templates.matching import Line, alike, goes_on, matches

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
    ANSWERED = auto()
    """Those of the document: the template changed only questions, of which none is left there."""
    CONFLICT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """A range of the lines of each of the three texts, 0-based, the end not included."""

    taken: Taken
    base: slice
    new: slice
    ours: slice


@dataclass(frozen=True, slots=True)
class _Edit:
    """Lines of one side, from ``at`` to ``stop``, in the place of a range of the base."""

    start: int
    end: int
    of_ours: bool
    at: int
    stop: int


def merge(
    base: Sequence[Line],
    new: Sequence[Line],
    ours: Sequence[Line],
    asks: Asks = lambda _line: False,
) -> Iterator[Hunk]:
    """Yield what was changed, in order; between hunks all three have the same lines."""
    texts = [[line.text for line in side] for side in (base, new, ours)]
    shift = {True: 0, False: 0}
    for group in _groups(base, {True: ours, False: new}):
        start, end = group[0].start, max(edit.end for edit in group)
        slices = {}
        for of_ours in (True, False):
            first = start + shift[of_ours]
            for edit in group:
                if edit.of_ours is of_ours:
                    shift[of_ours] += edit.stop - edit.at - (edit.end - edit.start)
            slices[of_ours] = slice(first, end + shift[of_ours])
        taken = _taken(texts[0][start:end], texts[1][slices[False]], texts[2][slices[True]], asks)
        if taken is Taken.CONFLICT and not any(map(asks, texts[2][slices[True]])):
            changed = [edit for edit in group if not edit.of_ours]
            if all(_is_question(edit, texts[0], texts[1], asks) for edit in changed):
                taken = Taken.ANSWERED
        yield Hunk(taken=taken, base=slice(start, end), new=slices[False], ours=slices[True])


_Sides = dict[bool, Sequence[Line]]


def _groups(base: Sequence[Line], sides: _Sides) -> Iterator[list[_Edit]]:
    """Yield the edits of both sides, those together that cannot be told apart."""
    edits = [e for of_ours, side in sides.items() for e in _edits(base, side, of_ours)]
    group: list[_Edit] = []
    end = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if group and not _are_apart(group, end, edit, base, sides):
            group.append(edit)
        else:
            if group:
                yield group
            group = [edit]
        end = max(end, edit.end)
    if group:
        yield group


def _are_apart(
    group: Sequence[_Edit], end: int, edit: _Edit, base: Sequence[Line], sides: _Sides
) -> bool:
    """Return whether *edit* is one of its own, and not of the *group* before it."""
    if edit.start != end:
        return edit.start > end
    if any(e.start == e.end == edit.start == edit.end for e in group):
        return False
    touching = [e for e in group if e.end == end]
    new = sides[edit.of_ours][edit.at : edit.stop]
    below = new[:1] or base[edit.end : edit.end + 1]
    seams = [(base, end), (sides[edit.of_ours], edit.at)]
    for other in touching:
        side = sides[other.of_ours]
        written = side[other.at : other.stop]
        if new and written and _ends_with(written, new):
            return False
        above = written[-1:] or base[max(other.start - 1, 0) : other.start]
        if above and below and goes_on(below[0]):
            return False
        seams.append((side, other.stop))
    return not any(0 < at < len(side) and goes_on(side[at]) for side, at in seams)


def _ends_with(lines: Sequence[Line], part: Sequence[Line]) -> bool:
    """Return whether *lines* end with *part*: both sides inserted it."""
    return [line.text for line in lines[-len(part) :]] == [line.text for line in part]


def _edits(base: Sequence[Line], side: Sequence[Line], of_ours: bool) -> Iterator[_Edit]:
    texts = [line.text for line in base], [line.text for line in side]
    start = at = 0
    for b, s in [*matches(*texts), (len(base), len(side))]:
        if start < b or at < s:
            pairs = alike(texts[0][start:b], texts[1][at:s])
            for first, last, begin, end in _parts(pairs, b - start, s - at):
                yield _Edit(start + first, start + last, of_ours, at + begin, at + end)
        start, at = b + 1, s + 1


def _parts(
    pairs: Sequence[tuple[int, int]], size: int, others: int
) -> Iterator[tuple[int, int, int, int]]:
    """Yield a range of lines and what is in its place, for each pair and for what is between."""
    start = at = 0
    for line, other in [*pairs, (size, others)]:
        if line - start == other - at:
            # As many as before: one is in the place of the other.
            yield from ((start + n, start + n + 1, at + n, at + n + 1) for n in range(line - start))
        elif start < line or at < other:
            yield start, line, at, other
        if line < size:
            yield line, line + 1, other, other + 1
        start, at = line + 1, other + 1


def _taken(base: list[str], new: list[str], ours: list[str], asks: Asks) -> Taken:
    """Return what becomes of a range: see the members of Taken."""
    if base == new or ours == new:
        return Taken.OURS
    if base == ours:
        return Taken.NEW
    if not new and _is_rest(ours, base):
        return Taken.NEW
    if not ours and _is_rest(new, base):
        return Taken.OURS
    first, last = _common(new, ours)
    if first or last:
        # Both made a part of the change: what counts is the rest.
        rests = [side[first : len(side) - last] for side in (new, ours)]
        if rests[0] == base or _is_filled(base, rests[0], rests[1], asks, whole=True):
            return Taken.OURS
        if rests[1] == base:
            return Taken.NEW
    if _holds(ours, new):
        return Taken.OURS
    if _holds(new, ours):
        return Taken.NEW
    return Taken.FILLED if _is_filled(base, new, ours, asks) else Taken.CONFLICT


def _is_question(edit: _Edit, base: list[str], new: list[str], asks: Asks) -> bool:
    """Return whether the template has one question in the place of another, or a new one."""
    lines = new[edit.at : edit.stop]
    return bool(lines) and all(map(asks, [*base[edit.start : edit.end], *lines]))


def _common(one: list[str], other: list[str]) -> tuple[int, int]:
    """Return how many lines both begin with, and how many of the others both end with."""
    shorter = min(len(one), len(other))
    first = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    rest = shorter - first
    return first, next((n for n in range(rest) if one[-1 - n] != other[-1 - n]), rest)


def _is_rest(lines: list[str], base: list[str]) -> bool:
    """Return whether *lines* are *base* with some taken away, and nothing else."""
    left = iter(base)
    return all(line in left for line in lines)


def _holds(lines: list[str], part: list[str]) -> bool:
    """Return whether *part*, which says something, stands in *lines* as it is."""
    size = len(part)
    return size > 0 and any(
        lines[start] == part[0] and lines[start : start + size] == part
        for start in range(len(lines) - size + 1)
    )


def _is_filled(
    base: list[str], new: list[str], ours: list[str], asks: Asks, *, whole: bool = False
) -> bool:
    """Return whether *ours* fills the slot that *base* is, and *new* has no more than one.

    *new* is to be nothing else when *whole* is set, or when *base* is empty.
    """
    if any(map(asks, ours)) or not all(map(asks, base)):
        return False
    before, after = around_slot(new, asks)
    slot = new[before:after]
    is_whole = len(slot) == len(new)
    return bool(slot) and all(map(asks, slot)) and (is_whole or (bool(base) and not whole))


def around_slot(new: Sequence[str], asks: Asks) -> tuple[int, int]:
    """Return the places of the first line that asks, and behind the last one."""
    places = [place for place, line in enumerate(new) if asks(line)]
    return (places[0], places[-1] + 1) if places else (len(new), len(new))
