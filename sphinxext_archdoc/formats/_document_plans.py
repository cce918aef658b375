"""Improvements: what a document plans or wishes for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sphinxext_archdoc.formats._document_blocks import nested_items, paragraphs_of
from sphinxext_archdoc.formats._document_points import Point, is_done, item_point
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_text import first_sentence, split_label, without_number
from sphinxext_archdoc.markup.tree import Item, ListBlock, Section, Table
from sphinxext_archdoc.model import Improvement, slugify
from sphinxext_archdoc.vocabulary.sections import is_label

_PERIOD = re.compile(
    r"(?:phase|q|v|version|milestone|sprint|release|stage|h)[\s.]?\d.*", re.IGNORECASE
)
_LONGEST_SLUG = 8
"""Words of an improvement that are in its key."""


def read_improvements(section: Section, reading: Reading) -> Iterator[Improvement]:
    """Yield what a section plans: items of lists, else sub-sections that tell of one thing each."""
    for point in _planned(section, reading):
        if slug := "-".join(slugify(point.title).split("-")[:_LONGEST_SLUG]):
            yield Improvement(
                **reading.base(point.line, point.end_line),
                local=reading.unused("improvement", slug),
                title=point.title,
                done=point.done,
                text=point.text,
            )


def _planned(section: Section, reading: Reading) -> Iterator[Point]:
    for block in section.blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from _planned_item(item, reading)
        elif isinstance(block, Table):
            yield from _planned_rows(block, reading)
    for inner in section.sections:
        paragraphs = paragraphs_of(inner.blocks)
        title = reading.plain(without_number(inner.title))
        tells = bool(paragraphs) and not paragraphs[0].text.rstrip().endswith((":", "："))
        if not inner.sections and tells and not reading.is_placeholder(inner.title):
            done = is_done(inner.title)
            text = reading.written(paragraphs[0].text)
            if is_label("period", title) or _PERIOD.fullmatch(title):
                title = first_sentence(reading.plain(text))
            yield Point(title=title, text=text, line=inner.line, end_line=inner.end_line, done=done)
        else:
            yield from _planned(inner, reading)


def _planned_item(item: Item, reading: Reading) -> Iterator[Point]:
    """Yield the point of an item, or those inside it when it is but a heading for them."""
    label = split_label(item.text)
    inner = nested_items(item)
    name = reading.plain(label.name if label else item.text).strip(" :：")
    is_period = is_label("period", name) or _PERIOD.fullmatch(name) is not None
    announces = label is None and item.text.rstrip().endswith((":", "："))
    if inner and item.checked is None and (announces or is_period):
        for below in inner:
            yield from _planned_item(below, reading)
    elif found := item_point(item, reading):
        if is_period and label and label.rest:
            found = replace(found, title=first_sentence(reading.plain(label.rest)))
        yield found


def _planned_rows(table: Table, reading: Reading) -> Iterator[Point]:
    """Yield a point for each row, called as the column says that names what is planned."""
    header = [reading.plain(cell) for cell in table.header]
    named = next((i for i, cell in enumerate(header) if is_label("improvement", cell)), 0)
    for line, row in zip(table.row_lines, table.rows, strict=True):
        if named < len(row) and reading.is_written(row[named]):
            cells = [cell for cell in row if reading.is_written(cell)]
            yield Point(
                title=first_sentence(reading.plain(row[named])),
                text=" — ".join(cells),
                line=line,
                end_line=line,
            )
