"""Following the lines of a section back through the patches of its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sphinxext_archdoc.history.git import Commit, Hunk


class Span(NamedTuple):
    """Lines of a file, 1-based, inclusive; none are left when the last is before the first."""

    first: int
    last: int


def is_touched(span: Span, hunks: Sequence[Hunk]) -> bool:
    """Return whether *hunks* wrote or removed a line inside *span*, which is where it is now."""
    for hunk in hunks:
        if hunk.new_count:
            if hunk.new <= span.last and hunk.new + hunk.new_count - 1 >= span.first:
                return True
        elif span.first <= hunk.new < span.last:
            return True
    return False


def before(span: Span, hunks: Sequence[Hunk]) -> Span:
    """Return where the lines of *span* stood before *hunks*."""
    return Span(_before(span.first, hunks, is_last=False), _before(span.last, hunks, is_last=True))


def _before(line: int, hunks: Sequence[Hunk], *, is_last: bool) -> int:
    shift = 0
    for hunk in hunks:
        # A hunk without new lines stands behind its line, one with new lines begins at it.
        end = hunk.new + hunk.new_count - 1 if hunk.new_count else hunk.new
        if end < line:
            shift += hunk.old_count - hunk.new_count
        elif hunk.new_count and hunk.new <= line:
            if is_last:
                return hunk.old + hunk.old_count - 1 if hunk.old_count else hunk.old
            return hunk.old if hunk.old_count else hunk.old + 1
    return line + shift


def commits_of(
    span: Span, history: Sequence[tuple[Commit | None, Sequence[Hunk]]]
) -> tuple[list[Commit], bool]:
    """Return the commits that touched *span*, the newest first, and whether its first is known.

    *history* are the changes of the file, the newest first; one without a commit is not
    committed yet.
    """
    found = []
    for commit, hunks in history:
        if commit is not None and is_touched(span, hunks):
            found.append(commit)
        span = before(span, hunks)
        if span.first > span.last:
            return found, True
    return found, False
