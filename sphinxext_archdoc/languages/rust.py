"""Rust: traits, structs, enums with what is implemented for them, type aliases, functions.

A trait extends its supertraits. Methods of ``impl`` blocks belong to their type when it is in the
same text, and a trait that is implemented for it is one that it implements. A function without
``self`` is static. Modules qualify the names in them. Exported is what has ``pub``.
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.languages._cache import cached
from sphinxext_archdoc.languages._draft import Draft, Drafts, Part
from sphinxext_archdoc.languages._text import RUST
from sphinxext_archdoc.languages._tree import Code, Style, marked_lines, read
from sphinxext_archdoc.model import Member

NAME = "rust"
FENCES = ("rust", "rs")
SUFFIXES = (".rs",)
EXTRA = "languages"

_KINDS = {
    "trait_item": "interface",
    "struct_item": "class",
    "union_item": "class",
    "enum_item": "enum",
    "type_item": "alias",
    "function_item": "function",
    "function_signature_item": "function",
}
_MEMBERS = {
    "function_item": "method",
    "function_signature_item": "method",
    "associated_type": "property",
    "type_item": "property",
    "const_item": "property",
    "field_declaration": "property",
    "enum_variant": "enum-member",
}
_PARAMETERS = {"type_parameter", "const_parameter", "type_identifier", "constrained_type_parameter"}


@cached(NAME)
def declarations(text: str, suffix: str = "") -> Reading:
    """Return what *text* declares; *suffix* makes no difference."""
    return read(text, "tree_sitter_rust", Style(RUST, marked_lines("///")), _declare)


def _declare(code: Code, drafts: Drafts) -> None:
    impls: list[tuple[str, Node]] = []
    pending = [("", code.root)]
    while pending:
        module, parent = pending.pop()
        for node, doc in code.documented(parent.children):
            body = node.child_by_field_name("body")
            if node.type == "mod_item" and body:
                pending.append((f"{module}{code.name(node)}.", body))
            elif node.type == "impl_item":
                impls.append((module, node))
            elif node.type in _KINDS:
                drafts.declare(_draft(node, module, doc, code), _members(body, code))
    _add_impls(impls, drafts, code)


def _draft(node: Node, module: str, doc: str, code: Code) -> Draft:
    name = code.name(node)
    body = node.child_by_field_name("body")
    bounds = node.child_by_field_name("bounds") if node.type == "trait_item" else None
    parameters = node.child_by_field_name("type_parameters")
    return Draft(
        name=name,
        qualified=f"{module}{name}",
        kind=_KINDS[node.type],
        line=code.line(node),
        end_line=code.end_line(node),
        type_parameters=tuple(
            code.name(x) or code.plain(x)
            for x in (parameters.named_children if parameters else [])
            if x.type in _PARAMETERS
        ),
        signature=code.signature(node.start_byte, body.start_byte if body else node.end_byte),
        doc=doc,
        exported=any(child.type == "visibility_modifier" for child in node.children),
        body=body is not None,
        extends=dict.fromkeys(
            code.plain(x) for x in (bounds.named_children if bounds else []) if x.type != "lifetime"
        ),
    )


def _members(body: Node | None, code: Code) -> Iterator[Part]:
    if body is None or body.type == "block":
        return
    if body.type == "ordered_field_declaration_list":
        yield from _tuple_fields(body, code)
        return
    for node, doc in code.documented(body.children):
        if node.type not in _MEMBERS:
            continue
        kind, name = _MEMBERS[node.type], code.name(node)
        inner = node.child_by_field_name("body") if kind == "method" else None
        end = inner.start_byte if inner else node.end_byte
        member = Member(
            name=name,
            kind=kind,
            signature=code.signature(node.start_byte, end),
            static=kind == "method" and not _has_self(node),
            doc=doc,
            line=code.line(node),
        )
        yield Part(member=member)


def _has_self(function: Node) -> bool:
    parameters = function.child_by_field_name("parameters")
    for parameter in parameters.named_children if parameters else []:
        pattern = parameter.child_by_field_name("pattern")
        if parameter.type == "self_parameter" or (pattern is not None and pattern.type == "self"):
            return True
    return False


def _tuple_fields(body: Node, code: Code) -> Iterator[Part]:
    """Yield the fields of a tuple struct, which are named by their places."""
    number, start = 0, -1
    for child in body.named_children:
        if child.type in ("attribute_item", "line_comment", "block_comment"):
            continue
        start = child.start_byte if start < 0 else start
        if child.type == "visibility_modifier":
            continue
        signature = code.signature(start, child.end_byte)
        line = int(child.start_point[0]) + 1
        member = Member(name=str(number), kind="property", signature=signature, line=line)
        yield Part(member=member)
        number, start = number + 1, -1


def _add_impls(impls: list[tuple[str, Node]], drafts: Drafts, code: Code) -> None:
    """Add what is implemented for types of the same module."""
    types = drafts.types()
    for module, impl in impls:
        name = code.name(impl, "type").partition("<")[0].strip()
        draft = types.get(f"{module}{name}")
        if draft is None:
            continue
        trait = impl.child_by_field_name("trait")
        if trait is not None:
            draft.implements[code.plain(trait)] = None
        else:
            draft.add_members(_members(impl.child_by_field_name("body"), code))
