"""Blocks of a package's document, by what they are for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinxext_archdoc.markup.tree import (
    Block,
    CodeBlock,
    DirectiveBlock,
    Item,
    ListBlock,
    OtherBlock,
    Paragraph,
    Quote,
)


def lists_of(blocks: Sequence[Block]) -> Iterator[ListBlock]:
    """Yield the lists among *blocks*."""
    return (b for b in blocks if isinstance(b, ListBlock))


def nested_items(item: Item) -> list[Item]:
    """Return the items of the lists directly inside *item*."""
    return [inner for block in lists_of(item.blocks) for inner in block.items]


def paragraphs_of(blocks: Sequence[Block]) -> list[Paragraph]:
    """Return the paragraphs among *blocks*."""
    return [b for b in blocks if isinstance(b, Paragraph)]


def is_silent(block: Block) -> bool:
    """Return whether a block says nothing to a reader: a comment, a rule, a target."""
    return isinstance(block, OtherBlock) and block.kind in ("comment", "rule", "target", "break")


DEFINING_DIRECTIVES = frozenset(
    ("architecture-decision", "decision", "interface", "component", "technology", "improvement")
)
"""Directives that define a record of their own when they have a body."""


def defining_name(block: Block) -> str:
    """Return the name of the directive that defines a record, else an empty string."""
    if not isinstance(block, DirectiveBlock) or not block.body:
        return ""
    name = block.name.removeprefix("arch:")
    return name if name in DEFINING_DIRECTIVES else ""


def code_blocks(blocks: Sequence[Block]) -> Iterator[CodeBlock]:
    """Yield the code in *blocks*, and in lists and quotes among them."""
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        match block:
            case CodeBlock():
                yield block
            case ListBlock():
                stack.extend(reversed(block.items))
            case Item() | Quote():
                stack.extend(reversed(block.blocks))
