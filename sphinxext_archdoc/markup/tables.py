"""Tables that are written as directives, in both markups."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sphinxext_archdoc.markup.tree import Block, DirectiveBlock, ListBlock, Paragraph, Table

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

ParseBody = Callable[[str, int], Sequence[Block]]
"""Reads the body of a directive, given with the line on which it begins, into blocks."""

_MAX_LINE_OF_CSV = 100_000


def table_of(directive: DirectiveBlock, parse_body: ParseBody) -> Block:
    """Return the table that a ``list-table``, ``csv-table`` or ``table`` directive holds.

    Any other directive, and one whose body is no table, is returned as it is.
    """
    rows: list[tuple[int, tuple[str, ...]]] | None = None
    if directive.name == "list-table":
        rows = _list_rows(parse_body(directive.body, directive.body_line))
    elif directive.name == "csv-table":
        rows = _csv_rows(directive)
    elif directive.name == "table":
        inner = parse_body(directive.body, directive.body_line)
        table = next((block for block in inner if isinstance(block, Table)), None)
        return directive if table is None else _at(directive, table)
    if not rows:
        return directive
    heads = _count(directive.options.get("header-rows", "0"))
    header = rows[0][1] if heads else ()
    if directive.name == "csv-table" and "header" in directive.options:
        header, heads = tuple(next(_reader([directive.options["header"]]), [])), 0
    body = rows[heads:]
    return Table(
        line=directive.line,
        end_line=directive.end_line,
        header=header,
        rows=tuple(cells for _, cells in body),
        row_lines=tuple(line for line, _ in body),
    )


def _at(directive: DirectiveBlock, table: Table) -> Table:
    return Table(
        line=directive.line,
        end_line=directive.end_line,
        header=table.header,
        rows=table.rows,
        row_lines=table.row_lines,
    )


def _count(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _list_rows(blocks: Sequence[Block]) -> list[tuple[int, tuple[str, ...]]] | None:
    outer = next((block for block in blocks if isinstance(block, ListBlock)), None)
    rows = []
    for item in outer.items if outer else ():
        cells = item.blocks[0] if item.blocks else None
        if not isinstance(cells, ListBlock):
            return None
        texts = ("\n\n".join(_texts(cell.blocks)) for cell in cells.items)
        rows.append((item.line, tuple(texts)))
    return rows


def _texts(blocks: Sequence[Block]) -> list[str]:
    texts = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, ListBlock):
            texts += [text for item in block.items for text in _texts(item.blocks)]
    return texts


def _csv_rows(directive: DirectiveBlock) -> list[tuple[int, tuple[str, ...]]] | None:
    lines = directive.body.split("\n")
    if any(len(line) > _MAX_LINE_OF_CSV for line in lines):
        return None
    reader = _reader(lines)
    rows = []
    before = 0
    try:
        for row in reader:
            if row:
                cells = tuple(cell.strip() for cell in row)
                rows.append((directive.body_line + before, cells))
            before = reader.line_num
    except csv.Error:
        return None
    return rows


def _reader(lines: Sequence[str]) -> CsvReader:
    return csv.reader((f"{line}\n" for line in lines), skipinitialspace=True)
