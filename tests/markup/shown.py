"""Documents as text, for comparing them with what a case expects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from typing import Any

from sphinxext_archdoc.markup.tree import Block, Document, Section

PLACE = {"line", "end_line"}


def shown(document: Document) -> str:
    """Return front matter, sections, blocks and diagnostics of *document*, one a line."""
    lines = [*_front_matter(document), *_node(document.root, "")]
    # What a parser says after the colon is its own and changes with its version.
    lines += [f"! {d.line} {d.code} {d.message.partition(':')[0]}" for d in document.diagnostics]
    return "\n".join(lines) + "\n"


def _front_matter(document: Document) -> Iterator[str]:
    for key, value in document.front_matter.items():
        yield f"{document.front_matter_lines[key]} {key}: {value!r}"
    if not document.front_matter_valid:
        yield "front matter is not valid"


def _node(node: Block | Section, indent: str) -> Iterator[str]:
    children: list[Block | Section] = []
    details = []
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple) and value and isinstance(value[0], Block | Section):
            children += value
        elif field.name not in PLACE and value != _default(field):
            details.append(f"{field.name}={value!r}")
    name = type(node).__name__
    yield " ".join([f"{indent}{node.line}-{node.end_line} {name}", *details])
    for child in children:
        yield from _node(child, f"{indent}  ")


def _default(field: Field[Any]) -> Any:
    # An empty part says no more than its absence.
    return () if field.default is MISSING else field.default
