"""Changing the status of a decision where it is written, in the words of its record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sphinxext_archdoc.catalog import Edit
from sphinxext_archdoc.editing import RefusedError
from sphinxext_archdoc.editing.missing_status import status_insertions
from sphinxext_archdoc.editing.places import edits_at, removals
from sphinxext_archdoc.editing.records import Written, successors
from sphinxext_archdoc.editing.successors import Successor, successor_keys
from sphinxext_archdoc.editing.wording import Wanted
from sphinxext_archdoc.loader import Reader
from sphinxext_archdoc.model import Decision, Status

_MOST_PLACES = 4
"""In how many places of a file a status is changed at the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A file with a new status in it."""

    path: str
    before: bytes
    after: bytes
    decision: Decision
    """As it is read after the change."""


def change_status(
    reader: Reader,
    decision: Decision,
    wanted: Wanted,
    successor: Successor | None = None,
    data: bytes | None = None,
) -> Changed:
    """Return the file of *decision* with another status; writes nothing.

    *successor* is what supersedes it, *data* the contents of the file when they are other than
    what lies on the disk. The file comes back as it is when it says so already.
    Raises RefusedError when no edit is found that changes the status and nothing else.
    """
    before = Written.of(reader, decision, data)

    def is_done(after: Written) -> bool:
        return _says(after, wanted) and _names(before, after, wanted, successor)

    after = before
    if not is_done(before):
        changed = next(_changed(before, wanted, successor, is_done), None)
        if changed is None:
            line = decision.status.line or decision.location.line
            message = (
                f"{decision.location.path}:{line}: the status of {decision.key} cannot be changed "
                f"without changing something else; edit it by hand."
            )
            raise RefusedError(message)
        after = changed
    return Changed(path=before.path, before=before.data, after=after.data, decision=after.decision)


def _says(after: Written, wanted: Wanted) -> bool:
    return after.decision.status.value is wanted.status


def _names(before: Written, after: Written, wanted: Wanted, successor: Successor | None) -> bool:
    """Return whether the decision names the successors that it should."""
    old, new = successors(before.decision), successors(after.decision)
    if successor is not None:
        return successor.is_among(new)
    return wanted.status is Status.SUPERSEDED or new <= old


def _changed(
    before: Written,
    wanted: Wanted,
    successor: Successor | None,
    is_done: Callable[[Written], bool],
) -> Iterator[Written]:
    """Yield versions in which the status is as wanted, and nothing else differs."""
    if wanted.status is not Status.SUPERSEDED:
        yield from _without_successor(before, wanted, is_done)
    for edits in _candidates(before, wanted, successor):
        first = before.edited(edits)
        if first is None or not is_done(first):
            continue
        after = first if before.is_like(first) else _everywhere(first, wanted, successor)
        if after is not None and is_done(after) and before.is_like(after):
            yield after


def _without_successor(
    before: Written, wanted: Wanted, is_done: Callable[[Written], bool]
) -> Iterator[Written]:
    """Yield versions without the line that says what superseded it, below an older status."""
    lines = before.document.lines
    for status in before.statuses()[:1]:
        for edits in removals(lines, status):
            after = before.edited(edits)
            older = after.statuses() if after else []
            if after is None or not older or older[0].value is Status.UNKNOWN:
                continue
            if is_done(after):
                yield after
            else:
                yield from _changed(after, wanted, None, is_done)


def _candidates(
    before: Written, wanted: Wanted, successor: Successor | None
) -> Iterator[list[Edit]]:
    statuses = before.statuses()
    if not statuses:
        yield from status_insertions(before, wanted, successor)
        return
    if successor is not None:
        yield from successor_keys(before, statuses[0], wanted, successor)
    # The first place that says a known word is the one that counts.
    for status in sorted(statuses, key=lambda s: s.value is Status.UNKNOWN):
        yield from edits_at(before, status, wanted, successor)


def _everywhere(first: Written, wanted: Wanted, successor: Successor | None) -> Written | None:
    """Return *first* with the status in the other places that say another one."""
    current = first
    for _ in range(_MOST_PLACES):
        others = [s for s in current.statuses() if s.value not in (wanted.status, Status.UNKNOWN)]
        if not others:
            return current
        following = (current.edited(e) for e in edits_at(current, others[0], wanted, successor))
        better = (
            after
            for after in following
            if after is not None
            and _says(after, wanted)
            and len([s for s in after.statuses() if s.value is wanted.status])
            > len([s for s in current.statuses() if s.value is wanted.status])
        )
        after = next(better, None)
        if after is None:
            return None
        current = after
    return None
