"""The parts of a decision that is a section: labels and their values, however they are marked.

A value runs from its label to the next label that is known, or to the next heading; it
keeps its block structure. Bold text that names no known field is part of the value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sphinxext_archdoc.formats._document_blocks import defining_name, is_silent
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._record_entries import METADATA, unwrapped
from sphinxext_archdoc.markup.tree import (
    Block,
    DefinitionList,
    FieldList,
    Item,
    ListBlock,
    Paragraph,
    Section,
    Table,
)
from sphinxext_archdoc.model import Origin
from sphinxext_archdoc.vocabulary import relation_kind

_LABEL = re.compile(
    r"\s*(?:[^\w\s*_`\[(<\"'-]{1,4}\s+)?(?P<mark>\*\*\*|\*\*|__|\*|_)"
    r"(?P<label>[^*_\n:：]{1,60}?)"
    r"(?:(?P=mark)(?:\s*[:：]|\s+[-–—]\s|\s*[–—]|(?=\s*(?:\\|<br\s*/?>)?\s*$))"
    r"|\s*[:：]\s*(?P=mark))\s*",
)
_PLAIN_LABEL = re.compile(r"(?P<label>[^\W\d_][\w \t'’-]{1,30}?)\s*[:：](?=\s|$)\s*")
_OF_PLAIN_LABELS = frozenset(
    {"context", "decision", "rationale", "consequences", "alternatives", "status", "date"}
)
"""Fields that a label without emphasis may name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A label and what belongs to it."""

    label: str
    """Raw, without marks; empty for what stands before the first label."""
    text: str
    """Raw value with its block structure."""
    line: int
    """Line on which the value begins; that of the label when both share one."""
    origin: Origin = Origin.LINE
    field: str = ""
    """Canonical name of the field where no label says it."""


@dataclass(slots=True)
class _Open:
    """A segment whose end is not known yet."""

    label: str
    first: str
    """The rest of the line of the label."""
    line: int
    """Line of the label; 0 for none."""
    next_line: int
    """Line after the last one that is in *first*."""
    origin: Origin
    end_line: int = 0


def segments(section: Section, reading: Reading) -> list[Segment]:
    """Return what a decision's section says, in order."""
    splitter = _Splitter(reading)
    for block in section.blocks:
        splitter.add(block)
    found = splitter.finish()
    found += [_of_section(inner, reading) for inner in section.sections]
    return [s for s in found if s.text or s.label]


def is_known(label: str, reading: Reading) -> bool:
    """Return whether a *label* (raw) names a field, people or a relation."""
    known = reading.known_labels.get(label)
    if known is None:
        known = reading.known_labels[label] = _means_something(label, reading)
    return known


def _means_something(label: str, reading: Reading) -> bool:
    plain = reading.plain(label).strip(" :：")
    words = reading.vocabulary
    return bool(plain) and bool(words.field(plain) or words.role(plain) or relation_kind(plain))


def _of_section(section: Section, reading: Reading) -> Segment:
    """Return the segment of a sub-section; a known label may have its value in the heading."""
    label, colon, value = section.title.partition(":")
    if not (colon and value.strip() and is_known(label, reading)):
        label, value = section.title, ""
    below = [s for s in section.walk() if s is not section]
    blocks = [b for s in section.walk() for b in s.blocks]
    said = [b for b in blocks if not (is_silent(b) or defining_name(b))]
    first = min([*(b.line for b in said), *(s.line for s in below)], default=0)
    last = max([*(b.end_line for b in said), *(s.line for s in below)], default=0)
    body = reading.source(first, last) if first else ""
    return Segment(
        label=label.strip(),
        text="\n\n".join(t for t in (value.strip(), body) if t),
        line=section.line if value.strip() or not first else first,
        origin=Origin.SECTION,
    )


class _Splitter:
    """Goes through the blocks of a section and parts them at labels."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._done: list[Segment] = []
        self._open: _Open | None = None

    def add(self, block: Block) -> None:
        """Take in the next block."""
        if is_silent(block) or defining_name(block):
            return
        match block:
            case Paragraph() if labels := self._labels(block):
                self._paragraph(block, labels)
            case ListBlock() if not self._in_value and self._is_list_of_fields(block):
                for item in block.items:
                    self._item(item)
            case Table() if not self._in_value and (rows := self._rows(block)):
                self._close()
                self._done += rows
            case FieldList() if any(self._is_known(e.name) for e in block.entries):
                for entry in block.entries:
                    self._named(entry.name, entry.blocks, entry.line, entry.end_line)
            case DefinitionList() if any(self._is_known(d.term) for d in block.items):
                for term in block.items:
                    self._named(term.term, term.blocks, term.line, term.end_line)
            case _:
                self._continue(block.line, block.end_line)

    def finish(self) -> list[Segment]:
        """Return all segments."""
        self._close()
        return self._done

    @property
    def _in_value(self) -> bool:
        """Whether the value of a field goes on: labels in lists and tables are part of it."""
        if self._open is None or self._open.origin is not Origin.LINE:
            return False
        field = self._reading.vocabulary.field(self._reading.plain(self._open.label))
        return field is not None and field not in METADATA

    def _is_known(self, label: str) -> bool:
        return is_known(label, self._reading)

    def _label(self, line: str) -> re.Match[str] | None:
        """Return the label that *line* begins with, if it is known.

        The match is in the line without emphasis around the label and its value.
        """
        line = unwrapped(line)
        if (found := _LABEL.match(line)) and self._is_known(found["label"]):
            return found
        found = _PLAIN_LABEL.match(line)
        if found and self._reading.vocabulary.field(found["label"]) in _OF_PLAIN_LABELS:
            return found
        return None

    def _labels(self, block: Paragraph) -> list[tuple[int, re.Match[str]]]:
        """Return the known labels of a paragraph that begins with one, by line."""
        first, *others = block.text.split("\n")
        label = self._label(first)
        if label is None:
            return []
        found = [(line, self._label(text)) for line, text in enumerate(others, block.line + 1)]
        return [(block.line, label), *((line, label) for line, label in found if label)]

    def _paragraph(self, block: Paragraph, labels: Sequence[tuple[int, re.Match[str]]]) -> None:
        lines = block.text.split("\n")
        ends = [line - 1 for line, _ in labels[1:]] + [block.line + len(lines) - 1]
        for (line, label), end in zip(labels, ends, strict=True):
            own = [label.string[label.end() :]]
            own += lines[line - block.line + 1 : end - block.line + 1]
            self._start(label["label"], own, line, end, Origin.LINE)

    def _is_list_of_fields(self, block: ListBlock) -> bool:
        known = [self._label(item.text.split("\n")[0]) is not None for item in block.items]
        return known[0] and sum(known) * 2 > len(known) if known else False

    def _item(self, item: Item) -> None:
        lines = item.text.split("\n")
        label = self._label(lines[0]) or _LABEL.match(lines[0])
        if label is None:
            self._continue(item.line, item.end_line)
            return
        first = item.blocks[0]
        self._start(
            label["label"],
            [label.string[label.end() :], *lines[1:]],
            item.line,
            first.end_line,
            Origin.BULLET,
        )
        if first.end_line < item.end_line:
            self._continue(first.end_line + 1, item.end_line)

    def _named(self, name: str, blocks: Sequence[Block], line: int, end_line: int) -> None:
        self._close()
        starts = [b for b in blocks if not is_silent(b)]
        text = ""
        if starts:
            first = starts[0]
            head = first.text if isinstance(first, Paragraph) else ""
            rest = self._reading.source(first.end_line + 1 if head else first.line, end_line)
            text = "\n".join(t for t in (head, rest) if t)
        self._done.append(Segment(label=name, text=text, line=line))

    def _rows(self, table: Table) -> list[Segment]:
        """Return the segments of a table of fields: a row each, or a column each of one row."""
        rows = list(zip(table.row_lines, table.rows, strict=True))
        if rows and all(len(row) == 2 for row in (*table.rows, table.header or ("", ""))):
            known = sum(self._is_known(row[0]) for _, row in rows)
            if known * 2 > len(rows):
                if table.header and self._is_known(table.header[0]):
                    rows.insert(0, (table.line, table.header))
                return [self._cell(row[0], row[1], line) for line, row in rows]
        if len(rows) == 1 and sum(map(self._is_known, table.header)) > 1:
            line, row = rows[0]
            return [self._cell(a, b, line) for a, b in zip(table.header, row, strict=False)]
        return []

    def _cell(self, label: str, text: str, line: int) -> Segment:
        return Segment(
            label=label.strip(" *_:："), text=text.strip(), line=line, origin=Origin.TABLE
        )

    def _start(self, label: str, own: Sequence[str], line: int, end: int, origin: Origin) -> None:
        self._close()
        self._open = _Open(
            label=label.strip(),
            first="\n".join(text.strip() for text in own).strip(),
            line=line,
            next_line=end + 1,
            origin=origin,
        )

    def _continue(self, line: int, end_line: int) -> None:
        if self._open is None:
            self._open = _Open(label="", first="", line=0, next_line=line, origin=Origin.LINE)
        self._open.end_line = end_line

    def _close(self) -> None:
        if self._open is None:
            return
        held, self._open = self._open, None
        rest = ""
        start = held.next_line
        if held.end_line >= start:
            rest = self._reading.source(start, held.end_line)
            while start < held.end_line and not self._reading.document.lines[start - 1].strip():
                start += 1
        text = "\n\n".join(part for part in (held.first, rest) if part)
        line = held.line if held.first or not rest else start
        self._done.append(Segment(label=held.label, text=text, line=line, origin=held.origin))
