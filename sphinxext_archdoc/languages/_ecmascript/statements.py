"""Declarations among the statements of a file, its namespaces and ambient modules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from sphinxext_archdoc.languages._draft import Draft, Drafts, Part
from sphinxext_archdoc.languages._ecmascript.aliases import (
    alias_parts,
    alias_signature,
    object_literals,
)
from sphinxext_archdoc.languages._ecmascript.blocks import (
    Block,
    Statement,
    block_of,
    default_value,
    exports_of,
    file_of,
)
from sphinxext_archdoc.languages._ecmascript.members import body_members
from sphinxext_archdoc.languages._ecmascript.names import unescaped
from sphinxext_archdoc.languages._ecmascript.source import Source
from sphinxext_archdoc.languages._text import C_LIKE

_KINDS = {
    "interface_declaration": "interface",
    "class_declaration": "class",
    "class": "class",
    "abstract_class_declaration": "abstract-class",
    "enum_declaration": "enum",
    "type_alias_declaration": "type",
    "function_declaration": "function",
    "function_signature": "function",
    "function_expression": "function",
    "generator_function": "function",
    "generator_function_declaration": "function",
}
_BEFORE = {"decorator", "comment"}
_NAMESPACES = {"internal_module", "module"}


def read_declarations(block: Block, drafts: Drafts) -> None:
    """Declare what *block* and the namespaces in it declare, in the order of the text."""
    pending = [_read_block(block, drafts)]
    while pending:
        nested = next(pending[-1], None)
        if nested is None:
            pending.pop()
        else:
            pending.append(_read_block(nested, drafts))


def _read_block(block: Block, drafts: Drafts) -> Iterator[Block]:
    """Declare the statements of *block*; yield each namespace at its place."""
    exports = exports_of(block.statements)
    implicit = block.ambient and not exports.statements and (exports.module or not block.is_file)
    opened: _Namespace | None = None
    for statement in block.statements:
        node, exported, declared = _unwrapped(statement.node)
        source, before, opened = statement.source, opened, None
        if node.type in _NAMESPACES:
            found = _Namespace(_names(node, source), block.ambient or declared)
            body = node.child_by_field_name("body")
            if body is not None:
                yield _nested(block, found, source, body)
            else:
                opened = found
        elif node.type == "statement_block":
            if before is None and _follows_global(node, source):
                before = _Namespace(("global",), block.ambient or declared)
            if before is not None:
                yield _nested(block, before, source, node)
        elif node.type in _KINDS:
            name = node.child_by_field_name("name")
            if name is not None and source.stands_for_nothing(name):
                name = None
            draft, parts = _declared(statement, node, name, block.qualifier)
            draft.exported = exported or implicit or draft.name in exports.names
            drafts.declare(draft, parts)


@dataclass(frozen=True, slots=True)
class _Namespace:
    """The head of a namespace; the grammar takes a body on the next line for a block."""

    names: tuple[str, ...]
    ambient: bool


def _nested(outer: Block, namespace: _Namespace, source: Source, body: Node) -> Block:
    return Block(
        statements=block_of(source, body) if source.nested is None else file_of(source.nested),
        qualifier=(*outer.qualifier, *namespace.names),
        ambient=namespace.ambient,
    )


def _names(namespace: Node, source: Source) -> tuple[str, ...]:
    """Return ``A`` and ``B`` for ``namespace A.B``, the text of a module's string."""
    name = namespace.child_by_field_name("name")
    if name is None:
        return ()
    text = source.text_of(name)
    if name.type == "string":
        return (unescaped(text[1:-1]),)
    return tuple(part.strip() for part in C_LIKE.plain(text).split("."))


def _follows_global(block: Node, source: Source) -> bool:
    return (
        source.data[max(0, block.start_byte - 80) : block.start_byte].rstrip().endswith(b"global")
    )


def _unwrapped(node: Node) -> tuple[Node, bool, bool]:
    """Return what is inside ``export`` and ``declare``, and whether these are there."""
    exported = declared = False
    while True:
        inner: Node | None = None
        if node.type == "export_statement":
            exported = True
            inner = node.child_by_field_name("declaration") or default_value(node)
        elif node.type == "ambient_declaration":
            declared = True
            inner = node.named_children[-1] if node.named_child_count else None
        elif node.type == "expression_statement":
            first = node.named_children[:1]
            inner = first[0] if first and first[0].type in _NAMESPACES else None
        if inner is None:
            return node, exported, declared
        node = inner


def _declared(
    statement: Statement, node: Node, name: Node | None, qualifier: tuple[str, ...]
) -> tuple[Draft, list[Part]]:
    """Return the declaration that *node* is, and its members."""
    source, kind = statement.source, _KINDS[node.type]
    text = unescaped(source.text_of(name)) if name else "default"
    tokens = [child for child in node.children if child.type not in _BEFORE]
    start = tokens[0].start_byte
    body = node.child_by_field_name("body")
    draft = Draft(
        name=text,
        qualified=".".join((*qualifier, text)),
        kind=kind,
        line=source.line(name or next(token for token in tokens if token.type != "async")),
        end_line=source.end_line(node),
        type_parameters=_type_parameters(node, source),
        doc=source.doc_comment(statement.gap_start, start),
        body=body is not None,
    )
    value = node.child_by_field_name("value") if kind == "type" else None
    if value is not None:
        literals = object_literals(value, source)
        draft.kind = "type" if literals else "alias"
        draft.signature = alias_signature(start, value, literals, source)
        return draft, alias_parts(value, literals, source)
    end = body.start_byte if body else node.end_byte
    draft.signature = C_LIKE.tidy(source.text(start, end)).rstrip(" ;")
    if kind == "type":  # of nothing
        draft.kind = "alias"
    if kind == "function" or body is None:
        return draft, []
    _add_heritage(draft, tokens, source)
    return draft, body_members(body, source, of_class=kind.endswith("class"))


def _type_parameters(node: Node, source: Source) -> tuple[str, ...]:
    parameters = node.child_by_field_name("type_parameters")
    if parameters is None:
        return ()
    names = (child.child_by_field_name("name") for child in parameters.named_children)
    return tuple(unescaped(source.text_of(name)) for name in names if name is not None)


def _add_heritage(draft: Draft, tokens: list[Node], source: Source) -> None:
    for token in tokens:
        for clause in token.children if token.type == "class_heritage" else [token]:
            if clause.type == "implements_clause":
                draft.implements |= dict.fromkeys(_types(clause, source))
            elif clause.type in ("extends_clause", "extends_type_clause"):
                draft.extends |= dict.fromkeys(_types(clause, source))


def _types(clause: Node, source: Source) -> Iterator[str]:
    """Yield the types in a clause: what commas separate, after the keyword."""
    start = end = 0
    for child in clause.children[1:]:
        if child.type == "," and end:
            yield C_LIKE.plain(source.text(start, end))
            start = end = 0
        elif child.type != "comment":
            start, end = start or child.start_byte, child.end_byte
    if end:
        yield C_LIKE.plain(source.text(start, end))
