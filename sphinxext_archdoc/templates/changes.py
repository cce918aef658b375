"""What carrying a template to a document does to it, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sphinxext_archdoc.catalog import Edit


class Action(StrEnum):
    """What becomes of a section of a document, or of the document as a whole."""

    INSERTED = "inserted"
    """A section that the template has now, and the document had not."""
    RENAMED = "renamed"
    """A heading that the template calls something else now."""
    UPDATED = "updated"
    """Text of the template that changed, and nobody had touched."""
    REMOVED = "removed"
    """A section that the template has no more, and nobody had written in."""
    MARKED = "marked"
    """A section that the template has no more, with something written in it: it stays."""
    CONFLICT = "conflict"
    """Text of the template that changed, and that the document had changed too."""
    KEPT = "kept"
    """Something of the template changed that the document made its own: nothing is done."""
    DIFFERS = "differs"
    """A section that is not as the template has it, in a document without a base."""
    ORDER = "order"
    """The template has its sections in another order now; those of the document stay."""

    @property
    def is_edit(self) -> bool:
        """Whether the text of the document changes."""
        return self not in (Action.KEPT, Action.DIFFERS, Action.ORDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that was done to a document, or left alone, and where."""

    action: Action
    heading: str
    """Plain; empty for what stands before the first section."""
    line: int
    """Line of the document as it was; for an insertion that behind it."""
    note: str = ""
    """More about it: the new heading, or why nothing was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is to be done to a document."""

    changes: tuple[Change, ...] = ()
    """In the order of the document."""
    edits: tuple[Edit, ...] = ()
    """Of whole lines, in the order of the document, none over another."""

    @property
    def conflicts(self) -> int:
        """How many of the changes are conflicts."""
        return sum(change.action is Action.CONFLICT for change in self.changes)
