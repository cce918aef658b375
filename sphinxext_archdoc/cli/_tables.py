"""Rows as text: aligned columns for people, CSV for programs."""

from __future__ import annotations

import csv
import io
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence

_GAP = "  "


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return *rows* as CSV (RFC 4180, but with LF), with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def table_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return *rows* in aligned columns below *header*; empty when there are none.

    On a terminal, lines end where it does.
    """
    cells = [[_one_line(cell) for cell in row] for row in rows]
    if not cells:
        return ""
    cells.insert(0, [name.upper() for name in header])
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    lines = [_GAP.join(map(_padded, row, widths)).rstrip() for row in cells]
    if sys.stdout.isatty():
        columns = shutil.get_terminal_size().columns
        lines = [_cut(line, columns) for line in lines]
    return "\n".join(lines) + "\n"


def display_width(text: str) -> int:
    """Return how many columns of a terminal *text* takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def _one_line(text: str) -> str:
    """Return *text* without what would move the cursor of a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _cut(line: str, columns: int) -> str:
    if display_width(line) <= columns:
        return line
    kept, width = [], 0
    for character in line:
        width += display_width(character)
        if width >= columns:
            break
        kept.append(character)
    return "".join(kept) + "…"
