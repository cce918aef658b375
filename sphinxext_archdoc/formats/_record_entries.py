"""Metadata of a decision record: labels and what stands behind them, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sphinxext_archdoc.formats._record_html import html_tables
from sphinxext_archdoc.markup.tree import (
    Block,
    DefinitionList,
    DirectiveBlock,
    Document,
    FieldList,
    Item,
    ListBlock,
    OtherBlock,
    Paragraph,
    Quote,
    Table,
)
from sphinxext_archdoc.model import Origin, RelationKind
from sphinxext_archdoc.vocabulary import LONGEST, Vocabulary, read_date, relation_kind

METADATA = frozenset(
    ("status", "date", "created", "updated", "tags", "number", "title", "links", "summary")
)
"""Fields that say something about a record, not about what was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A label and its value."""

    label: str
    """As written, without markup."""
    value: Any
    """Raw inline text; of front matter what YAML made of it; a list of texts for a list."""
    origin: Origin
    line: int
    field: str = ""
    """Canonical name of the field that the label means, of :data:`METADATA`, or empty."""
    role: str = ""
    """Role of the people that it names, or empty."""
    relation: tuple[RelationKind, bool] | None = None
    """Kind of the relation that it states, and whether that is partial."""

    @property
    def is_known(self) -> bool:
        """Whether the label means anything."""
        return bool(self.field or self.role or self.relation)

    @property
    def text(self) -> str:
        """The value as one text, a line for each of several."""
        return "\n".join(texts(self.value))


_Meaning = tuple[str, str, str, tuple[RelationKind, bool] | None]


def texts(value: Any) -> list[str]:
    """Return the texts in a value of front matter or of a list.

    YAML reads ``{accepted}`` and ``[accepted]`` as a table and a list: their keys and items
    are what was meant.
    """
    if isinstance(value, Mapping):
        return [str(k) if v is None else f"{k}: {v}" for k, v in value.items()]
    if isinstance(value, list | tuple):
        return [text for item in value for text in texts(item)]
    return [] if value is None else [str(value)]


class EntryReader:
    """Finds the entries in blocks of one document."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self._document = document
        self._vocabulary = vocabulary
        self._meanings: dict[str, _Meaning] = {}

    def entry(self, label: str, value: Any, origin: Origin, line: int) -> Entry:
        """Return the entry for a label, known or not."""
        plain, field, role, relation = self._meaning(label)
        return Entry(
            label=plain,
            value=value,
            origin=origin,
            line=line,
            field=field,
            role=role,
            relation=relation,
        )

    def is_known(self, label: str) -> bool:
        """Return whether the entry for a label means anything."""
        return any(self._meaning(label)[1:])

    def _meaning(self, label: str) -> _Meaning:
        """Return the plain text of a label, and the field, role and relation that it means."""
        found = self._meanings.get(label)
        if found is None:
            plain = self._document.plain(label).strip(" :：")
            field = self._vocabulary.field(plain) or ""
            relation = relation_kind(plain)
            role = "" if relation else self._vocabulary.role(plain) or ""
            found = plain, field if field in METADATA else "", role, relation
            self._meanings[label] = found
        return found

    def front_matter(self) -> Iterator[Entry]:
        """Yield an entry for each key of the front matter, and of a table of metadata in it."""
        lines = self._document.front_matter_lines
        for key, value in self._document.front_matter.items():
            line = lines.get(key, 1)
            own = self.entry(str(key), value, Origin.FRONT_MATTER, line)
            yield own
            if isinstance(value, Mapping) and not (
                own.relation or own.role or own.field == "links"
            ):
                for inner, inner_value in value.items():
                    yield self.entry(str(inner), inner_value, Origin.FRONT_MATTER, line)

    def split(self, blocks: Sequence[Block]) -> tuple[list[Entry], list[Block]]:
        """Return the known entries in *blocks*, and the blocks without any."""
        entries: list[Entry] = []
        rest: list[Block] = []
        for block in blocks:
            found = [e for e in self.entries(block) if e.is_known]
            entries += found
            if not found:
                rest.append(block)
        return entries, rest

    def entries(self, block: Block) -> Iterator[Entry]:
        """Yield the entries of one block, known or not."""
        match block:
            case Paragraph():
                yield from self._of_lines(block.text, block.line, Origin.LINE)
            case ListBlock():
                for item in block.items:
                    yield from self._of_item(item)
            case Table():
                yield from self._of_table(block)
            case FieldList():
                for field in block.entries:
                    yield self.entry(field.name, _value(field.blocks), Origin.LINE, field.line)
            case DefinitionList():
                for term in block.items:
                    yield self.entry(term.term, _value(term.blocks), Origin.LINE, term.line)
            case Quote():
                for inner in block.blocks:
                    yield from self.entries(inner)
            case DirectiveBlock():
                for option, value in block.options.items():
                    yield self.entry(option, value, Origin.OPTION, block.line)
                yield from self._of_lines(block.body, block.body_line, Origin.LINE)
            case OtherBlock(kind="html"):
                for table in html_tables(block):
                    yield from self._of_table(table)

    def _of_lines(self, text: str, line: int, origin: Origin) -> Iterator[Entry]:
        """Yield the entries of a run of lines; a line without a label goes on with the last."""
        last: Entry | None = None
        behind: list[str] = []
        for number, written in enumerate(text.split("\n"), line):
            found = list(self._of_line(written, number, origin))
            if not found:
                behind.append(written.strip())
                continue
            if last is not None:
                yield _continued(last, behind)
            yield from found[:-1]
            last, behind = found[-1], []
        if last is not None:
            yield _continued(last, behind)

    def _of_line(self, text: str, line: int, origin: Origin) -> Iterator[Entry]:
        """Yield the entries of one line: one, or several parted by bars, dots or commas."""
        if not _MAY_LABEL.search(text, 0, LONGEST):
            return
        text = unwrapped(_TAG.sub("", text[:LONGEST]))
        first = _LABEL.match(text)
        if first is None or not self.is_known(_name(first)):
            return
        found = [(0, first)]
        for part in _PARTED.finditer(text, first.end()):
            label = _LABEL.match(text, part.end())
            if label and self.is_known(_name(label)):
                found.append((part.end(), label))
        ends = [*(start for start, _ in found[1:]), len(text)]
        for (_, label), end in zip(found, ends, strict=True):
            value = _PARTED_END.sub("", text[label.end() : end]).strip()
            yield self.entry(_name(label), value, origin, line)

    def _of_item(self, item: Item) -> Iterator[Entry]:
        found = list(self._of_lines(item.text, item.line, Origin.BULLET))
        nested = [text for block in item.blocks[1:] for text in _item_texts(block)]
        if found and nested:
            own = [found[-1].value] if found[-1].value else []
            found[-1] = replace(found[-1], value=[*own, *nested])
        yield from found

    def _of_table(self, table: Table) -> Iterator[Entry]:
        header = [self.entry(cell, "", Origin.TABLE, table.line) for cell in table.header]
        if any(self._vocabulary.field(entry.label) == "changelog" for entry in header):
            return
        known = sum(entry.is_known for entry in header)
        is_row = self._is_row(header)
        if not is_row and (known > 1 or (known == 1 and len(header) == 1)):
            yield from self._of_columns(table, header)
            return
        rows = list(zip(table.row_lines, table.rows, strict=True))
        found = [e for line, cells in rows for e in self._of_cells(cells, line)]
        if is_row or not rows or any(entry.is_known for entry in found):
            yield from self._of_cells(table.header, table.line)
        yield from found

    def _is_row(self, header: Sequence[Entry]) -> bool:
        """Return whether the header of a table is but the first of rows of label and value."""
        if len(header) != 2 or header[0].field not in ("status", "date"):
            return False
        return self._vocabulary.is_status(header[1].label) or bool(read_date(header[1].label))

    def _of_cells(self, cells: Sequence[str], line: int) -> Iterator[Entry]:
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            yield self.entry(label, value, Origin.TABLE, line)

    def _of_columns(self, table: Table, header: Sequence[Entry]) -> Iterator[Entry]:
        """Yield the entries of a table whose header names them: of its latest row."""
        if not table.rows:
            return
        dates = [max((read_date(c) or "" for c in row), default="") for row in table.rows]
        latest = max(range(len(dates)), key=lambda i: (dates[i], -i))
        line = table.row_lines[latest]
        for entry, cell in zip(header, table.rows[latest], strict=False):
            yield replace(entry, value=cell, line=line)


_COLON = r"(?:：|::?(?![\w-]{1,30}:`))"
"""A colon, but not one that begins a role of reStructuredText."""
_LABEL = re.compile(
    rf"""\s*(?:[>•*+-]\s+)?
    (?:
      (?P<open>\*\*|__|\*|_|`|)(?P<label>[^\s:：*`|<>\[\]][^:：*`|\n]{{0,58}}?)
      (?: (?P=open)\s*{_COLON}(?:\*\*|__|\*|_)? | {_COLON}\s*(?P=open) )
    | (?:\*\*|__)(?P<bold>[^:：*`|\n]{{1,40}})(?:\*\*|__)(?:\s*[-–—=]\s|(?=\s|$))
    )\s*""",
    re.VERBOSE,
)
_MAY_LABEL = re.compile(r"[:：]|\*\*|__")
_WRAPPED = re.compile(
    r"(?<![\w*_])(?P<mark>\*\*|__|\*|_)(?P<inner>[^\W_][^*_:：\n]{0,38}[:：][ \t]*[^\s*_][^*_\n]*?)"
    r"(?P=mark)(?![\w*_])"
)
_TAG = re.compile(r"</?(?:b|strong|i|em|u)>", re.IGNORECASE)
_PARTED = re.compile(
    r"(?:\s{0,9}(?:[|·•;,.]|<br\s*/?>|\s{3,9}|\s[—–-]\s)\s*"
    # Without anything between them, bold labels tell where a value ends.
    r"|(?<!\s)\s{1,2}(?=(?:\*\*|__)\w[^*_\n]{0,40}(?:[:：](?:\*\*|__)|(?:\*\*|__)[:：])))(?=[\w*_`])"
)
_PARTED_END = re.compile(r"\s*(?:[|·•;,.]|<br\s*/?>|\s[—–-])\s*$")


def unwrapped(line: str) -> str:
    """Return a raw line without the emphasis that holds both a label and its value.

    A line that does not begin so stays.

    >>> unwrapped("_Status: accepted_ | **Date: 2024-03-02**")
    'Status: accepted | Date: 2024-03-02'
    """
    return _WRAPPED.sub(r"\g<inner>", line) if _WRAPPED.match(line) else line


def split_label(line: str) -> tuple[str, str] | None:
    """Return the label that a raw line begins with and the rest, None when there is no label."""
    found = _LABEL.match(line[:LONGEST])
    return (_name(found), line[found.end() :].strip()) if found else None


def _continued(entry: Entry, lines: Sequence[str]) -> Entry:
    return replace(entry, value="\n".join((entry.value, *lines))) if lines else entry


def _name(label: re.Match[str]) -> str:
    return label["label"] or label["bold"]


def _value(blocks: Iterable[Block]) -> Any:
    found = [text for block in blocks for text in _item_texts(block)]
    return found[0] if len(found) == 1 else found


def _item_texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case ListBlock():
            for item in block.items:
                yield item.text
        case Quote():
            for inner in block.blocks:
                yield from _item_texts(inner)
