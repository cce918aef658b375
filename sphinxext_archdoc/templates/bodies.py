"""Merging the text between a heading and the next one into a document, as edits of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinxext_archdoc.templates.changes import Action
from sphinxext_archdoc.templates.layout import Layout, Span
from sphinxext_archdoc.templates.line_edits import LineEdit
from sphinxext_archdoc.templates.matching import Line, lines_of
from sphinxext_archdoc.templates.three_way import Asks, Hunk, Taken, around_slot, merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the marks of a conflict say of its three texts."""

    document: str
    base: str
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge does to a document."""

    action: Action | None = None
    """None when the template changed nothing that the document has not got."""
    line: int = 0
    edits: tuple[LineEdit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The three texts below one heading."""

    base: Sequence[str]
    new: Sequence[str]
    ours: Span
    """All that the document has there."""


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


_ACTIONS = {
    Taken.CONFLICT: Action.CONFLICT,
    Taken.NEW: Action.UPDATED,
    Taken.FILLED: Action.KEPT,
    Taken.ANSWERED: Action.KEPT,
}
"""What becomes of a body, by its hunks: the first that one of them says."""


def merge_body(document: Layout, body: Body, labels: Labels, asks: Asks) -> Merged:
    """Merge *body* into *document*.

    Lines of the document that stay are not in the edits, those of a conflict included.
    """
    writer = _Writer(document, body, labels, asks)
    hunks = list(merge(writer.base, writer.new, writer.ours, asks))
    edits = writer.all_edits(hunks)
    for taken, action in _ACTIONS.items():
        for hunk in hunks:
            if hunk.taken is taken:
                is_edited = action is Action.KEPT and edits
                line = writer.line_of(hunk.ours.start)
                return Merged(
                    action=Action.UPDATED if is_edited else action, line=line, edits=edits
                )
    return Merged()


def _disjoint(edits: Iterable[LineEdit]) -> Iterator[LineEdit]:
    """Yield *edits*; one that takes away empty lines takes none that the next one needs."""
    last: LineEdit | None = None
    for edit in edits:
        if last is not None:
            yield replace(last, end=min(last.end, max(edit.first, last.first) - 1))
        last = edit
    if last is not None:
        yield last


class _Writer:
    """Turns hunks into edits of a document."""

    def __init__(self, document: Layout, body: Body, labels: Labels, asks: Asks) -> None:
        self._body = body
        self._labels = labels
        self._asks = asks
        self._first = body.ours.first
        self.base = lines_of(body.base)
        self.new = lines_of(body.new)
        self.ours = lines_of(document.of(body.ours))

    def line_of(self, index: int) -> int:
        """Return the number of a line of the document; that of the last one for one behind it."""
        if not self.ours:
            return max(self._first - 1, 1)
        return self._first + self.ours[min(index, len(self.ours) - 1)].place

    def all_edits(self, hunks: Sequence[Hunk]) -> tuple[LineEdit, ...]:
        """Return what all *hunks* do; where nothing is left, no empty lines are left either."""
        edits = tuple(_disjoint(edit for hunk in hunks for edit in self.edits(hunk)))
        gone = sum(h.ours.stop - h.ours.start for h in hunks if h.taken is Taken.NEW)
        if self.ours and gone == len(self.ours) and not any(edit.lines for edit in edits):
            return (LineEdit(self.line_of(0), self._body.ours.end),)
        return edits

    def edits(self, hunk: Hunk) -> Iterator[LineEdit]:
        """Yield what a hunk does to the document."""
        new, ours = hunk.new, hunk.ours
        match hunk.taken:
            case Taken.NEW if ours.start < ours.stop:
                yield self._replaced(ours, new)
            case Taken.NEW:
                yield self._inserted(ours.start, new)
            case Taken.FILLED:
                texts = [line.text for line in self.new[new]]
                first, last = around_slot(texts, self._asks)
                if first:
                    yield self._inserted(ours.start, slice(new.start, new.start + first))
                if last < len(texts):
                    yield self._inserted(ours.stop, slice(new.start + last, new.stop))
            case Taken.CONFLICT:
                above, below = self._marks(hunk)
                if ours.start == ours.stop:
                    yield self._put(ours.start, [above, *below])
                else:
                    yield self._put(ours.start, [above], before=True)
                    yield self._put(ours.stop, below)

    def _marks(self, hunk: Hunk) -> tuple[str, list[str]]:
        """Return what stands around the document's side, as ``git merge-file --diff3`` has it."""
        base = _between(self._body.base, self.base, hunk.base)
        new = _between(self._body.new, self.new, hunk.new)
        labels = self._labels
        below = [f"||||||| {labels.base}", *base, "=======", *new, f">>>>>>> {labels.template}"]
        return f"<<<<<<< {labels.document}", below

    def _replaced(self, ours: slice, new: slice) -> LineEdit:
        """Put lines of the template in the place of those of the document."""
        first = self._first + self.ours[ours.start].place
        end = self._first + self.ours[ours.stop - 1].place
        lines = _between(self._body.new, self.new, new)
        if not lines:
            # What stood above them stands above what follows now.
            if ours.start:
                first -= self.ours[ours.start].gap
            else:
                end += self._gap_behind(ours.stop)
        return LineEdit(first, end, lines)

    def _gap_behind(self, stop: int) -> int:
        """Return how many empty lines there are before the line *stop*, or the end."""
        if stop < len(self.ours):
            return self.ours[stop].gap
        span = self._body.ours
        return span.end - span.first - self.ours[-1].place

    def _inserted(self, at: int, new: slice) -> LineEdit:
        """Put lines of the template before the line *at* of the document."""
        lines = _between(self._body.new, self.new, new)
        if not self.ours:
            return self._put(at, lines)
        gap = self.new[new.start].gap
        below = self.new[new.stop].gap if new.stop < len(self.new) else 0
        if at == 0:
            return self._put(0, [*lines, *[""] * max(below, int(not new.start), 1)], before=True)
        have = self.ours[at].gap if at < len(self.ours) else below
        return self._put(at, [*[""] * gap, *lines, *[""] * max(below - have, 0)])

    def _put(self, at: int, lines: Sequence[str], *, before: bool = False) -> LineEdit:
        """Put lines behind the line before *at*, or directly before *at* itself."""
        if not self.ours:
            return LineEdit(self._first, self._first - 1, lines, apart=True)
        before = before or at == 0
        place = self.ours[at].place if before else self.ours[at - 1].place + 1
        return LineEdit(self._first + place, self._first + place - 1, lines)


def _between(text: Sequence[str], lines: Sequence[Line], part: slice) -> list[str]:
    """Return *part* of the *lines* of *text*, with the empty ones between them."""
    chosen = lines[part]
    return list(text[chosen[0].place : chosen[-1].place + 1]) if chosen else []
