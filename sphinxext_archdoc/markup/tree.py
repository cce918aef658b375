"""A document as a tree of sections and blocks, the same for every markup.

A format reader works on this tree alone, so that it is written once and reads
Markdown and reStructuredText. Texts are raw (in the document's markup); plain text
is made on demand by :attr:`Document.plain`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sphinxext_archdoc.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a document; lines are 1-based and inclusive."""

    line: int
    end_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """A run of text."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Block):
    """An item of a list: its blocks, the first of which is usually a paragraph."""

    blocks: tuple[Block, ...]
    checked: bool | None = None
    """For an item of a task list whether its box is ticked; the box is not in ``text``."""

    @property
    def text(self) -> str:
        """Raw text of the first paragraph, empty when there is none."""
        first = self.blocks[0] if self.blocks else None
        return first.text if isinstance(first, Paragraph) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock(Block):
    """A bullet list or an enumerated list."""

    ordered: bool
    start: int = 1
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(Block):
    """A fence, an indented block or a code directive."""

    language: str
    """First word of the info string, lower case; empty when there is none."""
    text: str
    """The code, with a line end after each line."""
    text_line: int
    """Line of the first line of code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table of raw cells; ``header`` is empty when it has none."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Block):
    """A block quote."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherBlock(Block):
    """Anything else: raw HTML, a rule, a directive, a comment."""

    kind: str
    """``html``, ``comment``, ``rule``, ``target``, ``directive:<name>`` or another word."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what follows it up to the next heading of its level or above."""

    level: int
    """1 to 6; 0 for the part of the document before its first heading."""
    title: str
    """Raw text of the heading."""
    line: int
    """Line on which the text of the heading stands."""
    end_line: int
    blocks: tuple[Block, ...] = ()
    """Blocks before the first sub-section."""
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in the order of the document."""
        stack = [self]
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.sections))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed source file."""

    path: str
    markup: str
    """``markdown`` or ``restructuredtext``."""
    lines: tuple[str, ...]
    """The text, line by line, without line ends."""
    root: Section
    """Level 0: blocks before the first heading, and the top sections."""
    plain: Callable[[str], str]
    """Turns raw inline text of this markup into plain text on one line."""
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    front_matter_lines: Mapping[str, int] = field(default_factory=dict)
    """Line of each top-level key of the front matter."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def source(self, line: int, end_line: int) -> str:
        """Return the lines from *line* to *end_line* (1-based, inclusive), joined."""
        return "\n".join(self.lines[line - 1 : end_line])
