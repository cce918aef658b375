"""Technologies: what a package is built with, by category."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinxext_archdoc.formats._document_blocks import nested_items
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_text import (
    Labelled,
    is_name,
    local_of,
    split_label,
    without_number,
)
from sphinxext_archdoc.markup.tree import Block, FieldList, Item, ListBlock, Section, Table
from sphinxext_archdoc.model import Technology
from sphinxext_archdoc.vocabulary.sections import is_label

_PART = re.compile(r"[,;，；、]")
_JOINING = re.compile(r"^(?:and|und|et|y|e|ve|or)\s+")
_EXPLAINED = re.compile(
    r"\s+(?:-{1,2}|–|—|→)\s+.*|\s*[–—:：].*"
    r"|\s+(?:for|used|via|as|to|which|that|because|because of)\s.*"
)
_NOTE = re.compile(r"\s*\([^()]*\)\s*$")
_PROSE = re.compile(
    r"[a-z]|(?:A|An|The|Our|We|It|Used|For|Primary|Main|Provides|Handles|Allows|Runs|Powers) "
    r"|[A-Z][a-z]+s (?:the|a|an|all|our) "
)
_LONGEST = 5
"""Words of a name."""
_FEW = 2
"""Words of each name behind a label in a list without any category that is known."""
_LONGEST_PART = 400
"""Characters of a name with what explains it: more is prose."""

Found = tuple[str, str, int, int]
"""Raw name, plain category, first and last line."""


def read_technologies(section: Section, reading: Reading) -> Iterator[Technology]:
    """Yield the technologies that a section lists, one for each name.

    Lists of ``**Category**: name, name``, of names alone, or with the name in front of a
    description; tables; sub-sections, whose headings are categories. A name that comes twice
    is one technology, at the first place.
    """
    seen: set[str] = set()
    for raw, category, line, end_line in _below(section, "", reading):
        title = _bare(reading.plain(raw))
        local = local_of(title)
        if is_name(title, _LONGEST) and reading.is_written(raw) and local and local not in seen:
            seen.add(local)
            yield Technology(
                **reading.base(line, end_line), local=local, title=title, category=category
            )


def _below(section: Section, category: str, reading: Reading) -> Iterator[Found]:
    yield from _in_blocks(section.blocks, category, reading)
    for inner in section.sections:
        yield from _below(inner, reading.plain(without_number(inner.title)), reading)


def _in_blocks(blocks: Sequence[Block], category: str, reading: Reading) -> Iterator[Found]:
    for block in blocks:
        match block:
            case ListBlock():
                yield from _in_list(block.items, category, reading)
            case Table():
                yield from _in_table(block, category, reading)
            case FieldList():
                for entry in block.entries:
                    name = reading.plain(entry.name)
                    yield from _names(entry.text, name, entry.line, entry.end_line)


def _in_list(items: Sequence[Item], category: str, reading: Reading) -> Iterator[Found]:
    """Yield the technologies of a list, whose labels are categories or names.

    Below a category, and in a list without any label that surely is one, labels are names.
    """
    labels = [split_label(item.text) for item in items]
    sure = [x for x in labels if x is not None and _is_kind(reading.plain(x.name))]
    for item, label in zip(items, labels, strict=True):
        if reading.is_template_text(item.text):
            continue
        if label is None:
            yield from _alone(item, category, reading)
        else:
            yield from _labelled(item, label, category, bool(sure), reading)


def _labelled(
    item: Item, label: Labelled, category: str, by_category: bool, reading: Reading
) -> Iterator[Found]:
    name = reading.plain(label.name)
    if not label.separated:
        if label.style in ("code", "link"):
            yield label.name, category, item.line, item.end_line
        else:
            yield from _alone(item, category, reading)
    elif not label.rest:
        if inner := nested_items(item):
            yield from _in_list(inner, name, reading)
        else:
            yield label.name, category, item.line, item.end_line
    elif is_label("kind", name) or (
        not category and (_is_kind(name) or _may_be_category(name, label.rest, by_category))
    ):
        yield from _names(label.rest, name, item.line, item.end_line)
    else:
        yield label.name, category, item.line, item.end_line


def _is_kind(name: str) -> bool:
    """Return whether *name* is a category of technologies, or ends with one ("Web server")."""
    words = name.split()
    return bool(words) and (is_label("kind", name) or is_label("kind", words[-1]))


def _may_be_category(name: str, rest: str, by_category: bool) -> bool:
    """Return whether a label that is no known category is one, judged by what follows."""
    parts = _parts(rest)
    first = parts[0].strip("*_")
    if is_label("kind", first) or (_PROSE.match(first) and len(first.split()) > 1):
        return False
    if first.islower() and name.islower():
        return False
    longest = _LONGEST if by_category else _FEW
    return all(len(part.split()) <= longest for part in parts)


def _alone(item: Item, category: str, reading: Reading) -> Iterator[Found]:
    """Yield the names in an item without a label, unless it is a sentence."""
    parts = _parts(item.text)
    if all(is_name(_bare(reading.plain(part)), _LONGEST) for part in parts):
        yield from _names(item.text, category, item.line, item.end_line)


def _is_category(label: Labelled, name: str) -> bool:
    """Return whether the label is the category of what follows, not a name that is explained."""
    words = name.split()
    last = words[-1] if words else ""
    if is_label("kind", name) or is_label("kind", last):
        return True
    parts = _parts(label.rest)
    first = parts[0].strip("*_")
    if is_label("kind", first) or (_PROSE.match(first) and len(first.split()) > 1):
        return False
    if first.islower() and name.islower():
        return False
    return all(len(part.split()) <= _LONGEST for part in parts)


def _names(text: str, category: str, line: int, end_line: int) -> Iterator[Found]:
    for part in _parts(text):
        yield _JOINING.sub("", part), category, line, end_line


def _parts(text: str) -> list[str]:
    """Split a raw text at commas and semicolons outside of brackets."""
    parts, depth, start = [], 0, 0
    for place, character in enumerate(text):
        if character in "([{（":
            depth += 1
        elif character in ")]}）":
            depth = max(0, depth - 1)
        elif depth == 0 and _PART.match(character):
            parts.append(text[start:place].strip())
            start = place + 1
    return [*parts, text[start:].strip()]


def _bare(plain: str) -> str:
    """Return a name without what explains it and without a full stop."""
    name = plain.strip()
    if len(name) > _LONGEST_PART:
        return name
    name = _EXPLAINED.sub("", name)
    while (shorter := _NOTE.sub("", name)) and shorter != name:
        name = shorter
    return name.rstrip(" .,;:").strip("\"'“”„")


def _in_table(table: Table, category: str, reading: Reading) -> Iterator[Found]:
    header = [reading.plain(cell) for cell in table.header]
    named = next((i for i, cell in enumerate(header) if is_label("technology", cell)), None)
    if named is None:
        return
    kind = next(
        (i for i, cell in enumerate(header) if i != named and is_label("category", cell)), None
    )
    for line, row in zip(table.row_lines, table.rows, strict=True):
        cells = dict(enumerate(row))
        own = reading.plain(cells.get(kind, "")) if kind is not None else ""
        yield from _names(cells.get(named, ""), own or category, line, line)
