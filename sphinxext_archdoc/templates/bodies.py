"""Merging the text between a heading and the next one into a document, as edits of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinxext_archdoc.templates.changes import Action
from sphinxext_archdoc.templates.layout import Layout, Span
from sphinxext_archdoc.templates.three_way import Asks, Hunk, Taken, around_slot, merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the marks of a conflict say of its three texts."""

    document: str
    base: str
    template: str


@dataclass(frozen=True, slots=True)
class LineEdit:
    """Lines in the place of those from ``first`` to ``end``, which are none when it is less."""

    first: int
    end: int
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge does to a document."""

    action: Action | None = None
    """None when the template changed nothing that the document has not got."""
    line: int = 0
    edits: tuple[LineEdit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The three texts below one heading, without empty lines at their ends."""

    base: Sequence[str]
    new: Sequence[str]
    ours: Span
    """All that the document has there, with empty lines."""


def unresolved(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return where a conflict begins that nobody resolved yet, and how its last mark is labelled.

    Lines are numbered from 1; None without a conflict.
    """
    marks = ("<<<<<<< ", "=======", ">>>>>>> ")
    first = seen = 0
    for number, line in enumerate(lines, 1):
        if line.startswith(marks[0]):
            first, seen = number, 1
        elif seen and line.startswith(marks[seen]):
            seen += 1
            if seen == len(marks):
                return first, line.removeprefix(marks[-1])
    return None


_WEIGHT = (Action.CONFLICT, Action.UPDATED, Action.KEPT)


def merge_body(document: Layout, body: Body, labels: Labels, asks: Asks) -> Merged:
    """Merge *body* into *document*.

    Lines that stay are not in the edits, those of both sides of a conflict included.
    """
    core = document.core(body.ours)
    written = document.of(core)
    if not written:
        return _into_nothing(document, body, labels, asks)
    found = []
    edits: list[LineEdit] = []
    for hunk in merge(body.base, body.new, written, asks):
        if (action := _action(hunk, body, written)) is not None:
            found.append((_WEIGHT.index(action), core.first + hunk.ours.start, action))
            edits += _edits(hunk, body, core.first, labels, asks)
    if not found:
        return Merged()
    _weight, line, action = min(found)
    if action is Action.KEPT and edits:
        action = Action.UPDATED
    return Merged(action=action, line=line, edits=_without_gap(document, core, edits))


def _action(hunk: Hunk, body: Body, written: Sequence[str]) -> Action | None:
    match hunk.taken:
        case Taken.NEW:
            return Action.UPDATED
        case Taken.FILLED:
            return Action.KEPT
        case Taken.CONFLICT:
            return Action.CONFLICT
        case _:
            return None


def _edits(
    hunk: Hunk, body: Body, first_line: int, labels: Labels, asks: Asks
) -> Iterator[LineEdit]:
    first = first_line + hunk.ours.start
    end = first_line + hunk.ours.stop - 1
    new = body.new[hunk.new]
    match hunk.taken:
        case Taken.NEW:
            yield LineEdit(first, end, new)
        case Taken.FILLED:
            before, after = around_slot(new, asks)
            if any(before):
                yield LineEdit(first, first - 1, before)
            if any(after):
                yield LineEdit(end + 1, end, after)
        case Taken.CONFLICT:
            yield LineEdit(first, first - 1, [f"<<<<<<< {labels.document}"])
            yield LineEdit(end + 1, end, _other_sides(body.base[hunk.base], new, labels))


def _other_sides(base: Sequence[str], new: Sequence[str], labels: Labels) -> Sequence[str]:
    """Return the lower part of a conflict, in the form of ``git merge-file --diff3``."""
    marks = f"||||||| {labels.base}", "=======", f">>>>>>> {labels.template}"
    return [marks[0], *base, marks[1], *new, marks[2]]


def _into_nothing(document: Layout, body: Body, labels: Labels, asks: Asks) -> Merged:
    """Merge into a section without any text: what is inserted is set apart from headings."""
    first = body.ours.first
    lines: list[str] = []
    action = None
    for hunk in merge(body.base, body.new, (), asks):
        if hunk.taken is Taken.NEW:
            action, lines = Action.UPDATED, [*lines, *body.new[hunk.new]]
        elif hunk.taken is Taken.FILLED:
            before, after = around_slot(body.new[hunk.new], asks)
            action, lines = action or Action.KEPT, [*lines, *before, *after]
        elif hunk.taken is Taken.CONFLICT:
            other = _other_sides(body.base[hunk.base], body.new[hunk.new], labels)
            action = Action.CONFLICT
            lines += [f"<<<<<<< {labels.document}", *other]
    if not any(lines):
        return Merged(action=action and Action.KEPT, line=max(first - 1, 1))
    if action is Action.KEPT:
        action = Action.UPDATED
    above = [] if first == 1 else [""]
    following = document.lines[first - 1 : first]
    below = [""] if following and following[0].strip() else []
    edit = LineEdit(first, first - 1, [*above, *lines, *below])
    return Merged(action=action, line=first, edits=(edit,))


def _without_gap(document: Layout, core: Span, edits: Sequence[LineEdit]) -> tuple[LineEdit, ...]:
    """Take away the empty lines behind a text of which nothing is left."""
    taken = sum(edit.end - edit.first + 1 for edit in edits)
    if taken < core.end - core.first + 1 or any(line for e in edits for line in e.lines):
        return tuple(edits)
    end = core.end
    while end < len(document.lines) and not document.lines[end].strip():
        end += 1
    return (LineEdit(core.first, end),)
