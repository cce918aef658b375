"""Statements that stand together, and what they say of what they export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from sphinxext_archdoc.languages._ecmascript.source import Source

_NAMELESS = {"class", "function_expression", "generator_function"}
"""Expressions that are declarations when they are exported by default."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its source and the end of what stands before it."""

    source: Source
    node: Node
    gap_start: int


@dataclass(slots=True, kw_only=True)
class Block:
    """Statements of a file, or of a namespace in it."""

    statements: list[Statement]
    qualifier: tuple[str, ...] = ()
    ambient: bool = False
    """Whether it only describes code that is elsewhere."""
    is_file: bool = False


@dataclass(slots=True)
class Exports:
    """What a block says about what it exports."""

    names: set[str] = field(default_factory=set)
    statements: bool = False
    """Whether there is an export list or an export assignment."""
    module: bool = False
    """Whether there is what makes a file a module."""


def block_of(source: Source, parent: Node) -> list[Statement]:
    """Return the statements directly in *parent*, and those in errors among them."""
    found: list[Statement] = []
    gap_start = 0 if parent.type == "program" else parent.start_byte + 1  # after the brace
    pending = parent.named_children[::-1]
    while pending:
        node = pending.pop()
        if node.is_error:
            pending.extend(reversed(node.named_children))
            continue
        if node.type != "comment":
            found.append(Statement(source, node, gap_start))
            gap_start = node.end_byte
    return found


def file_of(sources: Iterable[Source]) -> list[Statement]:
    """Return the statements of all *sources*."""
    return [statement for source in sources for statement in block_of(source, source.root)]


def exports_of(statements: list[Statement]) -> Exports:
    """Return what *statements*, those of one block, say of exports."""
    exports = Exports()
    for statement in statements:
        node, source = statement.node, statement.source
        if node.type == "import_statement":
            exports.module = True
        elif node.type == "export_statement":
            if node.child_by_field_name("declaration") or default_value(node):
                exports.module = True
                continue
            tokens = {child.type for child in node.children}
            if "namespace" in tokens and "as" in tokens:  # export as namespace x
                continue
            exports.module = True
            exports.statements = True
            if "from" not in tokens:
                exports.names.update(_exported_names(node, source))
    return exports


def _exported_names(export: Node, source: Source) -> Iterator[str]:
    for child in export.named_children:
        if child.type == "identifier":  # export default x, export = x
            yield source.text_of(child)
        elif child.type == "export_clause":
            for specifier in child.named_children:
                name = specifier.child_by_field_name("name")
                if name is not None:
                    yield source.text_of(name)


def default_value(export: Node) -> Node | None:
    """Return the declaration without a name that *export* exports by default."""
    value = export.child_by_field_name("value")
    return value if value is not None and value.type in _NAMELESS else None
