"""Components: the parts of a package, as its document lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinxext_archdoc.formats._document_blocks import lists_of, paragraphs_of
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_text import (
    Labelled,
    is_name,
    local_of,
    split_label,
    without_number,
)
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
from sphinxext_archdoc.model import Component
from sphinxext_archdoc.vocabulary.sections import is_label

_CODE_ASIDE = re.compile(r"\s*\([^()\s]*[./@_][^()\s]*\)$")
"""A path or the name of a package or file in parentheses behind the name of a component."""


_FEWEST_WORDS = 3
"""Words of a description."""


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    description: str
    line: int
    end_line: int


def read_components(section: Section, reading: Reading) -> Iterator[Component]:
    """Yield the components that a section lists: items, rows, or headings with a description.

    One that is named twice in the section is one component, at the first place.
    """
    seen: set[str] = set()
    for found in _below(section, reading):
        title = _CODE_ASIDE.sub("", reading.plain(found.name)).strip()
        local = local_of(title)
        if not local or local in seen:
            continue
        seen.add(local)
        yield Component(
            **reading.base(found.line, found.end_line),
            local=local,
            title=title,
            description=reading.written(found.description),
        )


def _below(section: Section, reading: Reading) -> Iterator[_Found]:
    yield from _in_blocks(section.blocks, reading)
    for inner in section.sections:
        if _is_group(inner, reading):
            yield from _below(inner, reading)
            continue
        name = without_number(inner.title)
        if _names_a_component(name, reading):
            text = _description(inner.blocks, reading)
            yield _Found(name, text, inner.line, inner.end_line)


def _description(blocks: Sequence[Block], reading: Reading) -> str:
    """Return what is said about the component that *blocks* are about: prose, else its purpose."""
    paragraphs = [p.text for p in paragraphs_of(blocks)]
    prose = (text for text in paragraphs if not _is_labelled(split_label(text)))
    if (first := next(prose, None)) is not None:
        return first
    lines = [line for text in paragraphs for line in text.split("\n")]
    lines += [item.text for block in lists_of(blocks) for item in block.items]
    for label in map(split_label, lines):
        if label and _is_labelled(label) and is_label("description", reading.plain(label.name)):
            return label.rest
    return ""


def _is_labelled(label: Labelled | None) -> bool:
    return label is not None and label.style == "strong" and label.separated


def _is_group(section: Section, reading: Reading) -> bool:
    """Return whether a heading gathers components, and is none itself.

    It has sub-sections or a list of names, and nothing is said about itself but a line that
    announces them. Names with a word each are attributes of the heading ("Port: 80").
    """
    paragraphs = paragraphs_of(section.blocks)
    announced = [p for p in paragraphs if p.text.rstrip().endswith((":", "："))]
    if len(announced) < len(paragraphs) or _CODE_ASIDE.search(reading.plain(section.title)):
        return False
    if section.sections and not section.blocks:
        return True
    if any(map(_is_attribute, _labels(section.blocks, reading))):
        return False
    found = list(_in_blocks(section.blocks, reading))
    explained = any(len(f.description.split()) >= _FEWEST_WORDS for f in found)
    return len(found) > 1 and (bool(announced) or explained)


def _labels(blocks: Sequence[Block], reading: Reading) -> Iterator[str]:
    """Yield the plain labels of the items in *blocks*."""
    for block in lists_of(blocks):
        for label in (split_label(item.text) for item in block.items):
            if label is not None:
                yield reading.plain(label.name)


def _is_attribute(name: str) -> bool:
    return is_label("attribute", name)


def _in_blocks(blocks: Sequence[Block], reading: Reading) -> Iterator[_Found]:
    for block in blocks:
        match block:
            case ListBlock():
                yield from _in_list(block, reading)
            case Table():
                yield from _in_table(block, reading)
            case Paragraph():
                yield from _in_paragraph(block, reading)
            case DefinitionList():
                for term in block.items:
                    if _names_a_component(term.term, reading):
                        text = paragraphs_of(term.blocks)
                        yield _Found(
                            term.term, text[0].text if text else "", term.line, term.end_line
                        )
            case FieldList():
                for entry in block.entries:
                    if _names_a_component(entry.name, reading):
                        yield _Found(entry.name, entry.text, entry.line, entry.end_line)


def _in_list(block: ListBlock, reading: Reading) -> Iterator[_Found]:
    labels = [split_label(item.text) for item in block.items]
    all_marked = len(labels) > 1 and all(x is not None and x.style != "plain" for x in labels)
    for item, label in zip(block.items, labels, strict=True):
        if found := _in_item(item, label, all_marked, reading):
            yield found


def _in_item(
    item: Item, label: Labelled | None, all_marked: bool, reading: Reading
) -> _Found | None:
    if label is None:
        bare = item.text.strip()
        named = bool(bare) and _is_bare_name(reading.plain(bare))
        label = Labelled(name=bare, rest="", style="plain", separated=True) if named else None
    if label is None or not (label.separated or (all_marked and label.style != "strong")):
        return None
    if not _names_a_component(label.name, reading) or reading.is_template_text(item.text):
        return None
    return _Found(label.name, label.rest, item.line, item.end_line)


def _is_bare_name(plain: str) -> bool:
    words = plain.split()
    return is_name(plain, words=3) and all(w[0].isupper() or not w[0].isalpha() for w in words)


def _in_paragraph(block: Paragraph, reading: Reading) -> Iterator[_Found]:
    label = split_label(block.text)
    if label is None or label.style != "strong" or not label.separated or not label.rest:
        return
    if _names_a_component(label.name, reading):
        yield _Found(label.name, label.rest, block.line, block.end_line)


def _in_table(table: Table, reading: Reading) -> Iterator[_Found]:
    header = [reading.plain(cell) for cell in table.header]
    column = next((i for i, cell in enumerate(header) if is_label("component", cell)), None)
    if column is None:
        return
    others = [i for i in range(len(header)) if i != column]
    described = next((i for i in others if is_label("description", header[i])), None)
    described = described if described is not None else next(iter(others), column)
    for line, row in zip(table.row_lines, table.rows, strict=True):
        cells = dict(enumerate(row))
        if _names_a_component(cells.get(column, ""), reading):
            text = cells.get(described, "") if described != column else ""
            yield _Found(cells[column], text, line, line)


def _names_a_component(raw: str, reading: Reading) -> bool:
    plain = reading.plain(raw)
    return is_name(plain, words=8) and not reading.is_placeholder(raw) and not _is_attribute(plain)
