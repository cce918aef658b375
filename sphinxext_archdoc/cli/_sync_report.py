"""What ``sync`` says of what it did, or would do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinxext_archdoc.catalog import Edit
from sphinxext_archdoc.cli._sync_documents import Outcome
from sphinxext_archdoc.templates.changes import Action, Change

_WORDS = max(len(action) for action in Action)


def report(outcome: Outcome) -> Iterator[str]:
    """Yield lines about one document; none when there is nothing to say."""
    said = [f"  {message}" for message in (outcome.conflict, outcome.note) if message]
    said += [_change(change, outcome.plan.edits) for change in outcome.plan.changes]
    if said:
        yield outcome.path
        yield from said


def _change(change: Change, edits: Sequence[Edit]) -> str:
    words = [f"  {change.action:{_WORDS}}"]
    words += [change.heading] if change.heading else []
    if change.note:
        words.append(f"-> {change.note}" if change.action is Action.RENAMED else f"({change.note})")
    if change.line:
        begins = change.action in _BEGINNINGS
        words.append(f"[line {_line_after(change.line, edits, begins=begins)}]")
    return " ".join(words)


_BEGINNINGS = (Action.INSERTED, Action.UPDATED, Action.CONFLICT)
"""Actions whose line is that at which new lines begin."""


def _line_after(line: int, edits: Sequence[Edit], *, begins: bool) -> int:
    """Return where *line* is when *edits* are made, or where those at that line begin."""
    before = (e for e in edits if e.end_line <= line and (e.line < line or not begins))
    return line + sum(e.text.count("\n") - (e.end_line - e.line) for e in before)
