"""A document as a tree of sections and blocks, the same for every markup.

A format reader works on this tree alone, so that it is written once and reads
Markdown and reStructuredText. Texts are raw (in the document's markup); plain text
is made on demand by :attr:`Document.plain`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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


def _first_text(blocks: Sequence[Block]) -> str:
    first = blocks[0] if blocks else None
    return first.text if isinstance(first, Paragraph) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Block):
    """An item of a list: its blocks, the first of which is usually a paragraph."""

    blocks: tuple[Block, ...]
    checked: bool | None = None
    """For an item of a task list whether its box is ticked; the box is not in ``text``."""

    @property
    def text(self) -> str:
        """Raw text of the first paragraph, empty when there is none."""
        return _first_text(self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock(Block):
    """A bullet list or an enumerated list."""

    ordered: bool
    start: int = 1
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(Block):
    """A fence, an indented block, a code directive or one for a diagram's source."""

    language: str
    """First word of the info string, the argument of a code directive or the name of a
    diagram directive (``mermaid``), lower case; empty when there is none."""
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
class FieldEntry(Block):
    """A named value of a field list."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """Raw text of the first paragraph, empty when there is none."""
        return _first_text(self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldList(Block):
    """A field list (``:name: value``) of reStructuredText, or of a directive in MyST."""

    entries: tuple[FieldEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Block):
    """A term of a definition list and what is said about it."""

    term: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionList(Block):
    """A definition list of reStructuredText."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherBlock(Block):
    """Anything else: raw HTML, a rule, a directive, a comment."""

    kind: str
    """``html``, ``comment``, ``rule``, ``target``, ``heading`` (one inside a list or a quote),
    ``footnote``, ``substitution``, ``break``, ``directive:<name>`` or another word."""
    text: str
    """The source of the block. Of a directive, a rule or raw HTML without the marks of the
    blocks around it; of a comment, a heading or a target what is between their own marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveBlock(OtherBlock):
    """A directive that is neither code nor a table: ``kind`` is ``directive:<name>``."""

    name: str
    """As written; empty for a container without one."""
    argument: str
    """Raw, on one line."""
    options: Mapping[str, str]
    """By name as written; a flag has an empty value."""
    body: str
    """Raw, without options and the empty lines after them; empty when there is none."""
    body_line: int
    """Line of the first line of the body; that after the options when it is empty."""


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
class Link:
    """A link in raw inline text."""

    text: str
    """Plain text; that of the destination where the link has none of its own."""
    destination: str
    """Address or path as written, without title; of a role (``:doc:``, ``{ref}``) its target,
    of a named reference the name that the document does not define."""
    offset: int
    """Index of its first character in the raw text."""


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
    links: Callable[[str], Sequence[Link]]
    """Finds the links in raw inline text, in order. Images are none."""
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    """Values as written: strings, lists and mappings; only plain ``true``, ``false``, an
    empty value or ``null`` and whole numbers without leading zeros are of their own type."""
    front_matter_lines: Mapping[str, int] = field(default_factory=dict)
    """Line of each top-level key of the front matter."""
    front_matter_valid: bool = True
    """False when the front matter is no YAML: the keys and values that could be told are
    there all the same, those of a broken line as text."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def source(self, line: int, end_line: int) -> str:
        """Return the lines from *line* to *end_line* (1-based, inclusive), joined."""
        return "\n".join(self.lines[line - 1 : end_line])
