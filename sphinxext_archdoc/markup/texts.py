"""The inline texts of a document, wherever they stand, and the lines that are code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinxext_archdoc.markup.tree import (
    Block,
    CodeBlock,
    DefinitionList,
    Document,
    FieldList,
    Item,
    ListBlock,
    OtherBlock,
    Paragraph,
    Quote,
    Table,
)


def blocks_in(document: Document) -> Iterator[Block]:
    """Yield all blocks in the order of the document, each before those inside it."""
    for section in document.root.walk():
        yield from _with_inner(section.blocks)


def _with_inner(blocks: Iterable[Block]) -> Iterator[Block]:
    stack = list(reversed(list(blocks)))
    while stack:
        block = stack.pop()
        yield block
        if not isinstance(block, Paragraph):
            stack.extend(reversed(_inside(block)))


def _inside(block: Block) -> tuple[Block, ...]:
    match block:
        case ListBlock():
            return block.items
        case Item() | Quote():
            return block.blocks
        case FieldList():
            return tuple(inner for entry in block.entries for inner in entry.blocks)
        case DefinitionList():
            return tuple(inner for item in block.items for inner in item.blocks)
    return ()


def inline_texts(document: Document, blocks: Iterable[Block]) -> Iterator[tuple[str, int]]:
    """Yield raw inline texts with the lines on which they begin: of headings, then of *blocks*.

    *blocks* are all of *document*, see :func:`blocks_in`.
    """
    for section in document.root.walk():
        if section.title:
            yield section.title, section.line
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text, block.line
        else:
            yield from _texts_of(block)


def _texts_of(block: Block) -> Iterator[tuple[str, int]]:
    match block:
        case Table():
            yield from ((cell, block.line) for cell in block.header)
            for line, row in zip(block.row_lines, block.rows, strict=True):
                yield from ((cell, line) for cell in row)
        case DefinitionList():
            yield from ((item.term, item.line) for item in block.items)
        case OtherBlock(kind="heading"):
            yield block.text, block.line


def code_lines(blocks: Iterable[Block]) -> frozenset[int]:
    """Return the lines of *blocks* that are code."""
    return frozenset(
        line
        for block in blocks
        if isinstance(block, CodeBlock)
        for line in range(block.line, block.end_line + 1)
    )
