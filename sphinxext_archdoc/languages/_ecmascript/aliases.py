"""Type aliases: which of them are object types, and what their members are."""

from __future__ import annotations

import re

from tree_sitter import Node

from sphinxext_archdoc.languages._draft import Part
from sphinxext_archdoc.languages._ecmascript.members import body_members
from sphinxext_archdoc.languages._ecmascript.source import Source
from sphinxext_archdoc.languages._text import C_LIKE
from sphinxext_archdoc.model import Member

_IN_MAPPED = re.compile(r"\[\s*[\w$]+\s+in\b")
_FUNCTIONS = {"function_type": ("call", "()"), "constructor_type": ("construct", "new()")}


def object_literals(value: Node, source: Source) -> list[Node]:
    """Return the object types that a type consists of: itself, or operands of its intersection.

    Parentheses and a leading ``|`` or ``&`` make no difference. A mapped type is none.
    """
    literals = []
    pending = [value]
    while pending:
        node = pending.pop()
        if node.type == "object_type":
            if not _is_mapped(node, source):
                literals.append(node)
            continue
        inner = _types_in(node)
        if node.type in ("intersection_type", "readonly_type"):
            pending.extend(reversed(_operands(node)))
        elif node.type == "parenthesized_type" or (node.type == "union_type" and len(inner) == 1):
            pending.extend(reversed(inner))
    return literals


def _types_in(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"]


def _operands(intersection: Node) -> list[Node]:
    """Return the operands of an intersection, as the compiler divides it.

    To the grammar, ``readonly`` is about all operands after it and not just the next one, and
    the type that a constructor returns ends at ``&``.
    """
    operands: list[Node] = []
    pending = [intersection]
    readonly = False
    while pending:
        node = pending.pop()
        if node.type in ("intersection_type", "readonly_type"):
            readonly = readonly or node.type == "readonly_type"
            pending.extend(reversed(_types_in(node)))
        elif node.type == "constructor_type":
            return operands
        elif readonly:
            readonly = False
        else:
            operands.append(node)
    return operands


def _is_mapped(object_type: Node, source: Source) -> bool:
    if not object_type.named_child_count:
        return False
    first = object_type.named_child(0)
    if first.type == "comment":
        first = next((x for x in object_type.named_children if x.type != "comment"), first)
    if first.type == "property_signature":  # a keyword as the name of a key
        name = first.child_by_field_name("name")
        return name is not None and _IN_MAPPED.match(source.text_of(name)) is not None
    parts = first.children if first.type == "index_signature" else []
    return any(part.type == "mapped_type_clause" for part in parts)


def alias_parts(value: Node, literals: list[Node], source: Source) -> list[Part]:
    """Return the members of an alias: of its *literals*, else the call that a function type is."""
    if literals:
        return [part for literal in literals for part in body_members(literal, source)]
    while value.type == "parenthesized_type" and (inner := _types_in(value)):
        value = inner[0]
    types = _types_in(value) if value.type == "intersection_type" else []
    function = types[0] if types else value  # the type that a constructor returns goes on
    if function.type not in _FUNCTIONS:
        return []
    kind, name = _FUNCTIONS[function.type]
    signature = C_LIKE.tidy(source.text_of(value))
    return [Part(Member(name=name, kind=kind, signature=signature, line=source.line(value)))]


def alias_signature(start: int, value: Node, literals: list[Node], source: Source) -> str:
    """Return the alias that begins at byte *start* without the members of its *literals*."""
    if len(literals) == 1 and value.type == "object_type":
        return C_LIKE.tidy(source.text(start, value.start_byte)).removesuffix("=").rstrip()
    pieces = []
    for literal in literals:
        pieces.append(source.text(start, literal.start_byte))
        start = literal.end_byte
    pieces.append(source.text(start, value.end_byte))
    return C_LIKE.tidy("{…}".join(pieces))
