"""Tables of standard nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from docutils import nodes


class Column(NamedTuple):
    """A column: its head, and its width in relation to the others."""

    head: str
    width: int


def table_node(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Sequence[nodes.Node]]],
    *,
    classes: Sequence[str] = (),
) -> nodes.table:
    """Return a table; each row has a cell of inline nodes for each column.

    In LaTeX it breaks over pages.
    """
    group = nodes.tgroup(cols=len(columns))
    group += [nodes.colspec(colwidth=column.width) for column in columns]
    heads = [_entry([nodes.Text(column.head)]) for column in columns]
    group += nodes.thead("", nodes.row("", *heads))
    body = nodes.tbody()
    body += [nodes.row("", *(_entry(cell) for cell in row)) for row in rows]
    group += body
    return nodes.table("", group, classes=[*classes, "longtable", "colwidths-auto"])


def _entry(cell: Sequence[nodes.Node]) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *cell)) if cell else nodes.entry()
