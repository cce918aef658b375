"""Interfaces: what the code in a section about interfaces declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinxext_archdoc.formats._document_diagrams import code_blocks
from sphinxext_archdoc.formats._document_text import (
    Reading,
    is_name,
    local_of,
    without_number,
)
from sphinxext_archdoc.markup.tree import CodeBlock, Section
from sphinxext_archdoc.model import Declaration, Interface
from sphinxext_archdoc.vocabulary.placeholders import is_example_name

_NO_CODE = frozenset({"", "text", "txt", "plain", "mermaid", "bash", "sh", "shell", "console"})
"""Languages of fences that do not show an interface."""
_TYPES = frozenset({"interface", "type", "class", "abstract-class", "enum"})


def read_interfaces(section: Section, reading: Reading) -> Iterator[Interface]:
    """Yield an interface for each declaration in the code of a section and those below it.

    Where the code of a heading declares nothing that is known, because of its language, the
    heading names the interface.
    """
    for inner in section.walk():
        blocks = [b for b in code_blocks(inner.blocks) if b.language not in _NO_CODE]
        found = [pair for block in blocks for pair in _declared(block, reading)]
        for block, declaration in found:
            if not is_example_name(declaration.name):
                yield _interface(block, declaration, reading)
        if blocks and not found and inner is not section:
            yield from _named_by_heading(inner, blocks, reading)


def _declared(block: CodeBlock, reading: Reading) -> Iterator[tuple[CodeBlock, Declaration]]:
    declarations = reading.context.declarations(block.language, block.text)
    has_types = any(d.kind in _TYPES for d in declarations)
    for declaration in declarations:
        if declaration.kind in _TYPES or not has_types:
            yield block, declaration


def _interface(block: CodeBlock, declaration: Declaration, reading: Reading) -> Interface:
    first = block.text_line + declaration.line - 1
    last = block.text_line + declaration.end_line - 1
    return Interface(
        **reading.base(first, last),
        local=declaration.qualified,
        title=declaration.name,
        language=block.language,
        declaration=declaration,
    )


def _named_by_heading(
    section: Section, blocks: Sequence[CodeBlock], reading: Reading
) -> Iterator[Interface]:
    raw = without_number(section.title)
    title = reading.plain(raw)
    if not is_name(title) or reading.is_placeholder(raw):
        return
    yield Interface(
        **reading.base(section.line, section.end_line),
        local=local_of(title),
        title=title,
        language=blocks[0].language,
        declaration=Declaration(name=title, qualified=title),
    )
