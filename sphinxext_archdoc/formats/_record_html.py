"""Tables written in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinxext_archdoc.markup.tree import OtherBlock, Table

_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_START = re.compile(r"<(t[rdh])\b[^<>]*>", re.IGNORECASE)
_END = re.compile(r"</(?:t[drh]|table|t?body|thead|tfoot)\s*>", re.IGNORECASE)


def html_tables(block: OtherBlock) -> Iterator[Table]:
    """Yield the table in a block of HTML, with raw cells.

    A first row of nothing but ``<th>`` is the header.
    """
    if not _TABLE.search(block.text):
        return
    rows: list[list[str]] = []
    lines: list[int] = []
    has_header = True
    line, seen = block.line, 0
    starts = list(_START.finditer(block.text))
    ends = [*(m.start() for m in starts[1:]), len(block.text)]
    for start, end in zip(starts, ends, strict=True):
        line, seen = line + block.text.count("\n", seen, start.start()), start.start()
        tag = start[1].lower()
        if tag == "tr" or not rows:
            rows.append([])
            lines.append(line)
        if tag != "tr":
            text = _END.split(block.text[start.end() : end], maxsplit=1)[0]
            rows[-1].append(" ".join(text.split()))
            has_header = has_header and (tag == "th" or len(rows) > 1)
    header = tuple(rows[0]) if rows and has_header else ()
    first = 1 if header else 0
    yield Table(
        line=block.line,
        end_line=block.end_line,
        header=header,
        rows=tuple(map(tuple, rows[first:])),
        row_lines=tuple(lines[first:]),
    )
