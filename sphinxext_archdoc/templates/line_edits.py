"""Edits of whole lines, and how what they insert is set apart from what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sphinxext_archdoc.catalog import Edit


@dataclass(frozen=True, slots=True)
class LineEdit:
    """Lines in the place of those from ``first`` to ``end``, which are none when it is less."""

    first: int
    end: int
    lines: Sequence[str] = ()
    apart: bool = False
    """Whether one empty line at least is to stand before and behind the new lines."""


def settled(edits: Iterable[LineEdit], lines: Sequence[str]) -> tuple[Edit, ...]:
    """Return *edits* of a text of *lines*, in order, with the empty lines that they need."""
    ordered = sorted(edits, key=lambda edit: (edit.first, edit.end))
    found: list[LineEdit] = []
    above = ""
    at = 1
    waiting: int | None = None
    """Index of an edit behind whose lines an empty one is to stand."""

    def meets(line: str) -> None:
        """Set the edit that waits apart from *line*, which follows it."""
        nonlocal waiting
        if waiting is not None and line.strip():
            found[waiting] = replace(found[waiting], lines=[*found[waiting].lines, ""])
        waiting = None

    for edit in ordered:
        if edit.first > at:
            meets(lines[at - 1])
            above = lines[edit.first - 2]
        new = list(edit.lines)
        if new:
            if edit.apart and above.strip():
                new.insert(0, "")
            meets(new[0])
            above = new[-1]
        found.append(replace(edit, lines=new))
        waiting = len(found) - 1 if edit.apart else waiting
        at = edit.end + 1
    if at <= len(lines):
        meets(lines[at - 1])
    return tuple(map(_edit, found))


def _edit(edit: LineEdit) -> Edit:
    text = "".join(f"{line}\n" for line in edit.lines)
    return Edit(line=edit.first, column=1, end_line=edit.end + 1, end_column=1, text=text)
