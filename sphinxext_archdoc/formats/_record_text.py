"""The lines of text in blocks, with the links that they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sphinxext_archdoc.markup.tree import (
    Block,
    DefinitionList,
    DirectiveBlock,
    Document,
    FieldList,
    ListBlock,
    Paragraph,
    Quote,
    Table,
)
from sphinxext_archdoc.vocabulary import LONGEST, begins_statement, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of raw inline text."""

    text: str
    line: int
    """1-based."""
    checked: bool | None = None
    """Whether the box of the item of a task list is ticked; None without a box."""
    is_item: bool = False
    """Whether an item of a list or a cell of a table begins with it."""


def lines_in(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the lines of text in *blocks*: no code, comments or other sources."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from logical_lines(block.text, block.line)
            case ListBlock():
                for item in block.items:
                    yield from _first(lines_in(item.blocks), item.checked)
            case Table():
                for number, row in zip(block.row_lines, block.rows, strict=True):
                    yield Line(text=" | ".join(row), line=number, is_item=True)
            case FieldList():
                for entry in block.entries:
                    yield from _first(lines_in(entry.blocks), None)
            case DefinitionList():
                for definition in block.items:
                    yield Line(text=definition.term, line=definition.line)
                    yield from lines_in(definition.blocks)
            case Quote():
                yield from lines_in(block.blocks)
            case DirectiveBlock():
                for number, text in enumerate(block.body.split("\n"), block.body_line):
                    yield Line(text=text.strip(), line=number)


_HARD_BREAK = re.compile(r"(?:\\| {2,}|<br\s*/?>)$")
_GOES_ON = re.compile(r"[a-zà-öø-ÿ\[(§&<]")


def logical_lines(text: str, line: int) -> Iterator[Line]:
    """Yield the lines of a paragraph that begins on *line*, soft line ends joined.

    A line goes on when it begins with a small letter, a bracket or the like, unless that is
    a word for a status or a relation: people write these on lines of their own. Of a very
    long paragraph only the beginning is given.
    """
    held: list[str] = []
    first = line
    for number, written in enumerate(text[:LONGEST].split("\n"), line):
        goes_on = _GOES_ON.match(written.lstrip()) and not begins_statement(written)
        if held and not (goes_on and not _HARD_BREAK.search(held[-1])):
            yield Line(text=" ".join(part.strip() for part in held), line=first)
            held = []
        if not held:
            first = number
        held.append(written)
    if any(held):
        yield Line(text=" ".join(part.strip() for part in held), line=first)


def _first(lines: Iterable[Line], checked: bool | None) -> Iterator[Line]:
    for number, line in enumerate(lines):
        first = number == 0
        yield Line(
            text=line.text,
            line=line.line,
            checked=checked if first else line.checked,
            is_item=first or line.is_item,
        )


def targets_in(document: Document, text: str) -> Mapping[str, str]:
    """Return the destinations of the links in *text* by their texts (folded)."""
    return {fold(link.text): link.destination for link in document.links(text[:LONGEST])}
