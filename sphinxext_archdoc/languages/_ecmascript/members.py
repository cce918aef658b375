"""Members of one interface, class, object type or enum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from tree_sitter import Node

from sphinxext_archdoc.languages._draft import Part
from sphinxext_archdoc.languages._ecmascript.names import number_name, unescaped
from sphinxext_archdoc.languages._ecmascript.source import Source
from sphinxext_archdoc.languages._text import C_LIKE
from sphinxext_archdoc.model import Member

_KINDS = {
    "property_signature": "property",
    "public_field_definition": "property",
    "method_signature": "method",
    "method_definition": "method",
    "abstract_method_signature": "method",
    "call_signature": "call",
    "construct_signature": "construct",
    "index_signature": "index",
}
_PLAIN = {"property_signature": "property", "method_signature": "method"}
_BEGINNING = re.compile(rb"(readonly[ ]+)?([A-Za-z_$][\w$]*+)(\?)?(?=[:(<])")
_NAMES = {
    "property_identifier",
    "private_property_identifier",
    "string",
    "number",
    "computed_property_name",
}
_BEFORE = {"decorator", "comment"}
_NAMELESS = {"call": "()", "construct": "new()"}
_LITERALS = {
    "string",
    "number",
    "true",
    "false",
    "null",
    "undefined",
    "template_string",
    "unary_expression",
}
_VALUED = {"public_field_definition", "required_parameter", "optional_parameter"}
_PARAMETERS = {"required_parameter", "optional_parameter"}
_MODIFIERS = {"readonly", "static", "get", "set", "?"}
_PROPERTY_MODIFIERS = {"accessibility_modifier", "override_modifier", "readonly"}


@dataclass(slots=True)
class _Head:
    """What stands before and around the name of a member."""

    start: int
    """After decorators."""
    end: int
    """Where the signature ends: before a body, and before a value that is no literal."""
    name: Node | None
    modifiers: set[str]
    """Modifiers, ``get``, ``set`` and ``?``, as written."""
    body: bool


def body_members(body: Node, source: Source, *, of_class: bool = False) -> list[Part]:
    """Return the members in *body*, in order; a constructor before its parameter properties.

    When the members were parsed apart, *body* is empty and they are in ``source.nested``.
    """
    if source.nested is None:
        return _members(body, source, of_class)
    return [part for piece in source.nested for part in _member_of(piece, of_class)]


def _member_of(piece: Source, of_class: bool) -> list[Part]:
    """Return the member that *piece*, a declaration of it alone, holds."""
    wrapper = piece.root.named_children[:1]
    body = wrapper[0].child_by_field_name("body") if wrapper else None
    parts = _members(body, piece, of_class) if body else []
    if len(parts) == 1 and piece.root.has_error:
        text = piece.text(piece.data.index(b"{") + 1, len(piece.data) - 1)
        member = replace(parts[0].member, signature=C_LIKE.tidy(text).rstrip(",; "))
        return [replace(parts[0], member=member)]
    return parts


def _members(body: Node, source: Source, of_class: bool) -> list[Part]:
    parts: list[Part] = []
    gap_start = body.start_byte + 1  # after the brace
    children = body.children
    names = _NAMES if body.type == "enum_body" else ()
    for child in _with_parts_of_errors(children) if body.has_error else children:
        kind = child.type
        if kind in _PLAIN and (part := _plain_part(child, _PLAIN[kind], source, gap_start)):
            parts.append(part)
        elif kind in _KINDS:
            parts += _parts(child, _KINDS[kind], source, gap_start, of_class)
        elif kind in names:
            parts.append(_enum_member(child, child, source, gap_start))
        elif kind == "enum_assignment":
            parts.append(_enum_member(child, child.children[0], source, gap_start))
        elif kind in _BEFORE:
            continue
        gap_start = child.end_byte
    return parts


def _plain_part(node: Node, kind: str, source: Source, gap_start: int) -> Part | None:
    """Return the member that *node* is if it begins with its name, as nearly all do.

    This makes a large text a third faster: what the node consists of is not looked at.
    """
    start = node.start_byte
    match = _BEGINNING.match(source.data, start)
    if match is None or match[2] == b"constructor":
        return None
    member = Member(
        name=match[2].decode(),
        kind=kind,
        signature=C_LIKE.tidy(source.text(start, node.end_byte)),
        optional=match[3] is not None,
        readonly=match[1] is not None,
        doc=source.doc_comment(gap_start, start),
        line=source.line(node),
    )
    return Part(member)


def member_name(node: Node, source: Source) -> str:
    """Return the name that *node* gives a member."""
    text = source.text_of(node)
    kind = node.type
    if kind == "computed_property_name":
        return C_LIKE.plain(text)
    if kind == "number":
        return number_name(text)
    return unescaped(text[1:-1] if kind == "string" else text)


def _with_parts_of_errors(children: list[Node]) -> Iterator[Node]:
    """Yield *children*, and in place of each error what was understood of it."""
    for child in children:
        if child.is_error:
            yield from child.children
        else:
            yield child


def _head(node: Node) -> _Head:
    children = node.children
    first = place = 0
    modifiers: set[str] = set()
    name: Node | None = None
    for place, child in enumerate(children):
        token = child.type
        if token in _NAMES:
            name = child
            break
        if token in _MODIFIERS:
            modifiers.add(token)
        elif token == "decorator":
            first = place + 1
    rest = children[place + 1 :]
    if rest and rest[0].type == "?":
        modifiers.add("?")
    body = bool(rest) and rest[-1].type == "statement_block"
    end = rest[-1].start_byte if body else node.end_byte
    if node.type in _VALUED:
        end = _end_before_value(rest, end)
    return _Head(children[first].start_byte, end, name, modifiers, body)


def _end_before_value(children: list[Node], end: int) -> int:
    """Return where a signature ends that would go on to *end*, the end of a value."""
    for child, value in pairwise(children):
        if child.type == "=" and value.type not in _LITERALS:
            return child.start_byte
    return end


def _parts(node: Node, kind: str, source: Source, gap_start: int, of_class: bool) -> list[Part]:
    head = _head(node)
    if kind == "index":
        name = _index_name(node, source)
        if not name:
            return []
    elif head.name is not None:
        name = member_name(head.name, source)
    elif kind in _NAMELESS:
        name = _NAMELESS[kind]
    else:
        return []
    if kind == "method":
        kind = _method_kind(name, head, of_class)
    part = Part(member=_member(node, name, kind, head, source, gap_start), body=head.body)
    if kind == "constructor":
        return [part, *_parameter_properties(node, source)]
    return [part]


def _method_kind(name: str, head: _Head, of_class: bool) -> str:
    if "get" in head.modifiers:
        return "getter"
    if "set" in head.modifiers:
        return "setter"
    computed = head.name is not None and head.name.type == "computed_property_name"
    return "constructor" if of_class and name == "constructor" and not computed else "method"


def _index_name(node: Node, source: Source) -> str:
    """Return ``[key: Type]``; nothing for the clause of a mapped type."""
    start = end = 0
    for child in node.children:
        if child.type == "mapped_type_clause":
            return ""
        if child.type == "[":
            start = child.start_byte
        elif child.type == "]":
            end = child.end_byte
    return C_LIKE.plain(source.text(start, end))


def _member(
    node: Node, name: str, kind: str, head: _Head, source: Source, gap_start: int
) -> Member:
    modifiers = head.modifiers
    return Member(
        name=name,
        kind=kind,
        signature=C_LIKE.tidy(source.text(head.start, head.end)),
        optional="?" in modifiers,
        readonly="readonly" in modifiers,
        static="static" in modifiers,
        doc=source.doc_comment(gap_start, head.start),
        line=source.line(head.name or node),
    )


def _enum_member(node: Node, name: Node, source: Source, gap_start: int) -> Part:
    member = Member(
        name=member_name(name, source),
        kind="enum-member",
        signature=C_LIKE.plain(source.text_of(node)),
        doc=source.doc_comment(gap_start, node.start_byte),
        line=source.line(name),
    )
    return Part(member=member)


def _parameter_properties(constructor: Node, source: Source) -> Iterator[Part]:
    parameters = constructor.child_by_field_name("parameters")
    for node in parameters.children if parameters else ():
        if node.type not in _PARAMETERS:
            continue
        name = node.child_by_field_name("pattern")
        if name is None or not any(c.type in _PROPERTY_MODIFIERS for c in node.children):
            continue
        head = _head(node)
        head.name = name
        text = unescaped(C_LIKE.plain(source.text_of(name)))
        member = _member(node, text, "property", head, source, node.start_byte)
        yield Part(member=member)
