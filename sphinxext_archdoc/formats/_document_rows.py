"""Decisions that are items of a list or rows of a table, and links to those that are files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from sphinxext_archdoc.formats._document_decisions import Candidate
from sphinxext_archdoc.formats._document_fields import Segment, is_known, segments
from sphinxext_archdoc.formats._document_headings import DecisionHeading, read_decision_heading
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_text import first_sentence, is_name, split_label
from sphinxext_archdoc.markup.tree import Block, Item, ListBlock, Section, Table
from sphinxext_archdoc.model import Origin, slugify
from sphinxext_archdoc.vocabulary.sections import is_label

_REASONS = frozenset({"rationale", "context", "consequences", "alternatives", "drivers"})
_SHORTEST_REASON = 8
"""Characters of a reason."""
_POINTER = 40
"""Characters beside the link in a text that only points to a file."""
_SIGNS = ("#", "№")
"""Heads of a column of numbers that are no word."""
_PAGES = (".md", ".markdown", ".rst", ".adoc")
_DOCUMENT = "architecture"
"""Stem of the name of a package's document, which is no page of one decision."""


def leads_to_page(raw: str, reading: Reading) -> bool:
    """Return whether *raw* links to a page of its own."""
    return any(_pages(raw, reading))


def _pages(raw: str, reading: Reading) -> Iterator[str]:
    """Yield the paths of the pages that *raw* links to, in lower case."""
    paths = (x.destination.split("#")[0].lower() for x in reading.links(raw))
    return (path for path in paths if path.endswith(_PAGES))


def is_pointer(raw: str, reading: Reading) -> bool:
    """Return whether a text says no more than where the page of its own is."""
    written = sum(len(x.text) + len(x.destination) for x in reading.links(raw))
    is_own = any(PurePosixPath(path).stem != _DOCUMENT for path in _pages(raw, reading))
    return is_own and len(raw) - written < _POINTER


def decisions_in_blocks(blocks: Sequence[Block], reading: Reading) -> Iterator[Candidate]:
    """Yield the decisions in lists and tables of a section about decisions."""
    for block in blocks:
        if isinstance(block, ListBlock):
            yield from _in_list(block, reading)
        elif isinstance(block, Table):
            yield from _in_table(block, reading)


def _in_list(block: ListBlock, reading: Reading) -> Iterator[Candidate]:
    """Yield a decision for each item, where all of them have a bold title and a reason."""
    found = [_of_item(item, reading) for item in block.items]
    if all(found):
        for place, candidate in enumerate(c for c in found if c):
            if block.ordered and candidate.heading.number is None:
                number = block.start + place
                heading = replace(candidate.heading, number=number, local=str(number))
                candidate = replace(candidate, heading=heading)
            yield candidate


def _of_item(item: Item, reading: Reading) -> Candidate | None:
    label = split_label(item.text)
    if label is None or label.style != "strong" or not label.separated:
        return None
    if is_known(label.name, reading) or leads_to_page(label.name, reading):
        return None
    below = item.blocks[1:]
    found = segments(
        Section(level=6, title="", line=item.line, end_line=item.end_line, blocks=below), reading
    )
    if len(reading.plain(label.rest)) < _SHORTEST_REASON and not found:
        return None
    heading = read_decision_heading(label.name, reading)
    if label.rest:
        reason = Segment(
            label="", field="rationale", text=label.rest, line=item.line, origin=Origin.BULLET
        )
        found.insert(0, reason)
        if heading.is_number_alone:
            heading = replace(heading, title=first_sentence(reading.plain(label.rest)))
    return Candidate(heading=heading, segments=found, line=item.line, end_line=item.end_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """What the columns of a table of decisions hold."""

    labels: Sequence[str]
    title: int
    topic: int | None
    number: int | None


def _columns(table: Table, reading: Reading) -> _Columns | None:
    """Return the columns of a table that gives decisions and their reasons, else None."""
    labels = [reading.plain(cell) for cell in table.header]
    fields = [reading.vocabulary.field(label) for label in labels]
    title = next((i for i, f in enumerate(fields) if f in ("decision", "title")), None)
    if title is None or not _REASONS.intersection(f for f in fields if f):
        return None
    topics = (i for i, x in enumerate(labels) if i != title and is_label("topic", x))
    columns = zip(labels, fields, strict=True)
    numbers = (i for i, (x, f) in enumerate(columns) if f == "number" or x.strip() in _SIGNS)
    return _Columns(
        labels=labels,
        title=title,
        topic=next(topics, None),
        number=next(numbers, None),
    )


def _in_table(table: Table, reading: Reading) -> Iterator[Candidate]:
    """Yield a decision for each row of a table that gives decisions and reasons."""
    columns = _columns(table, reading)
    if columns is None:
        return
    for line, row in zip(table.row_lines, table.rows, strict=True):
        cells = [cell.strip() for cell in row]
        title = cells[columns.title] if columns.title < len(cells) else ""
        if reading.is_written(title) and not leads_to_page(title, reading):
            yield _of_row(cells, columns, line, reading)


def _of_row(cells: Sequence[str], columns: _Columns, line: int, reading: Reading) -> Candidate:
    heading = _row_heading(cells, columns, reading)
    own = {columns.number, columns.topic}
    if reading.plain(cells[columns.title]).endswith(heading.title.rpartition(": ")[2]):
        own.add(columns.title)
    found = [
        Segment(label=label, text=text, line=line, origin=Origin.TABLE)
        for place, (label, text) in enumerate(zip(columns.labels, cells, strict=False))
        if text and place not in own
    ]
    return Candidate(heading=heading, segments=found, line=line, end_line=line)


def _row_heading(cells: Sequence[str], columns: _Columns, reading: Reading) -> DecisionHeading:
    """Return the decision's title: its cell's first sentence, behind the topic if it is short."""
    heading = read_decision_heading(cells[columns.title], reading)
    title = first_sentence(heading.title)
    if columns.topic is not None and is_name(title, words=4) and cells[columns.topic]:
        title = f"{reading.plain(cells[columns.topic])}: {title}"
    if heading.number is None and columns.number is not None:
        counted = read_decision_heading(cells[columns.number], reading)
        if counted.number is not None:
            return replace(heading, title=title, number=counted.number, local=counted.local)
    local = heading.local if heading.number is not None else slugify(title) or heading.local
    return replace(heading, title=title, local=local)
