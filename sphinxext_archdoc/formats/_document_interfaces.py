"""Interfaces: what the code in a section about interfaces declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from sphinxext_archdoc.formats._document_blocks import code_blocks
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_text import is_name, local_of, without_number
from sphinxext_archdoc.markup.tree import CodeBlock, Section
from sphinxext_archdoc.model import Declaration, Interface
from sphinxext_archdoc.vocabulary.placeholders import is_example_name
from sphinxext_archdoc.vocabulary.sections import section_name

_NO_CODE = frozenset({"", "text", "txt", "plain", "mermaid", "bash", "sh", "shell", "console"})
"""Languages of fences that do not show an interface."""
_TYPES = frozenset({"interface", "type", "alias", "abstract-class", "enum"})
"""Kinds of declarations that are interfaces wherever they stand."""
_REFERENCE_WORDS = frozenset({"api", "apis", "reference", "surface", "types"})


def read_interfaces(section: Section, reading: Reading) -> Iterator[Interface]:
    """Yield an interface for each declaration in the code of a section and those below it.

    Where the code of a heading declares nothing that is known, because of its language, the
    heading names the interface. A reference of an API shows how things are used too: there a
    class or function counts only below a heading that names it, and a name only once.
    """
    words = set(section_name(reading.plain(section.title)).split())
    is_reference = bool(words & _REFERENCE_WORDS)
    seen: set[str] = set()
    for inner in section.walk():
        blocks = [b for b in code_blocks(inner.blocks) if b.language not in _NO_CODE]
        found = [(b, d) for b in blocks for d in _declared(b, reading)]
        named = set(_WORD.findall(inner.title)) if is_reference else None
        for block, declaration in found:
            again = is_reference and declaration.qualified in seen
            if _counts(declaration, named) and not again:
                seen.add(declaration.qualified)
                yield _interface(block, declaration, reading)
        if blocks and not found and not is_reference and inner is not section:
            yield from _named_by_heading(inner, blocks, reading)


_WORD = re.compile(r"[\w$]+")


def _declared(block: CodeBlock, reading: Reading) -> list[Declaration]:
    """Return what is declared: types, or functions where there are none."""
    declarations = reading.context.declarations(block.language, block.text)
    types = [d for d in declarations if d.kind != "function"]
    return types or list(declarations)


def _counts(declaration: Declaration, named: Set[str] | None) -> bool:
    """Return whether a declaration is an interface; *named* are the words that may name one."""
    if is_example_name(declaration.name):
        return False
    return named is None or declaration.kind in _TYPES or declaration.name in named


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
