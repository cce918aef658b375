"""Tables of standard nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from docutils import nodes


class Column(NamedTuple):
    """A column: its head, its width in relation to the others, and what it is called."""

    head: str
    width: int
    name: str = ""
    """Becomes the class ``arch-col-<name>`` of the head, by which the script finds it."""


def table_node(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Sequence[nodes.Node]]] | str,
    *,
    classes: Sequence[str] = (),
    stubs: int = 0,
) -> nodes.table:
    """Return a table; each row has a cell for each column, of inline nodes or paragraphs.

    In place of the rows there may be their HTML (see ``row_html``).

    The first *stubs* columns head their rows; a row of one cell is as wide as the table, and
    heads those below it. In LaTeX the table breaks over pages.
    """
    group = nodes.tgroup(cols=len(columns))
    widths = [nodes.colspec(colwidth=column.width) for column in columns]
    for colspec in widths[:stubs]:
        colspec["stub"] = 1
    group += widths
    heads = [_entry([nodes.Text(c.head)] if c.head else [], c.name) for c in columns]
    group += nodes.thead("", nodes.row("", *heads))
    body = nodes.tbody()
    if isinstance(rows, str):
        body += nodes.raw("", rows, format="html")
    else:
        body += [_row(row, len(columns)) for row in rows]
    group += body
    return nodes.table("", group, classes=[*classes, "longtable", "colwidths-auto"])


def _row(cells: Sequence[Sequence[nodes.Node]], columns: int) -> nodes.row:
    entries = [_entry(cell) for cell in cells]
    if len(entries) == 1 < columns:
        entries[0]["morecols"] = columns - 1
    return nodes.row("", *entries)


def _entry(cell: Sequence[nodes.Node], name: str = "") -> nodes.entry:
    are_blocks = any(isinstance(node, nodes.paragraph) for node in cell)
    blocks = cell if are_blocks or not cell else [nodes.paragraph("", "", *cell)]
    entry = nodes.entry("", *blocks)
    if name:
        entry["classes"].append(f"arch-col-{name}")
    return entry
