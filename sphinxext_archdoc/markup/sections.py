"""Headings and blocks in the order of a document, nested into sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sphinxext_archdoc.markup.tree import Block, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading before its section is known."""

    level: int
    title: str
    line: int
    """Line of the text."""
    first_line: int
    """Line on which the heading begins: that of an overline, else of the text."""


@dataclass(slots=True)
class _Open:
    level: int
    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def close(self, end_line: int) -> Section:
        return Section(
            level=self.level,
            title=self.title,
            line=self.line,
            end_line=end_line,
            blocks=tuple(self.blocks),
            sections=tuple(self.sections),
        )


def nest(parts: Iterable[Heading | Block], last_line: int) -> Section:
    """Return the root section of a document of *last_line* lines.

    A section ends before the next heading of its level or above.
    """
    stack = [_Open(0, "", 1)]
    for part in parts:
        if isinstance(part, Heading):
            _close(stack, part.level, part.first_line - 1)
            stack.append(_Open(part.level, part.title, part.line))
        else:
            stack[-1].blocks.append(part)
    _close(stack, 1, last_line)
    return stack[0].close(last_line)


def _close(stack: list[_Open], level: int, end_line: int) -> None:
    while stack[-1].level >= level:
        closed = stack.pop().close(end_line)
        stack[-1].sections.append(closed)
