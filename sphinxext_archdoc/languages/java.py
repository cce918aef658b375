"""Java: interfaces, classes, records, enums and annotation types.

Types in types are qualified by these. Constants and fields are properties, ``final`` ones
readonly; the components of a record are properties. Exported is what is ``public``.
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.languages._cache import cached
from sphinxext_archdoc.languages._draft import Draft, Drafts, Part
from sphinxext_archdoc.languages._markup import markdown_of
from sphinxext_archdoc.languages._text import C_LIKE
from sphinxext_archdoc.languages._tree import Code, Style, last_block, read
from sphinxext_archdoc.model import Member

NAME = "java"
FENCES = ("java",)
SUFFIXES = (".java",)
EXTRA = "languages"

_KINDS = {
    "interface_declaration": "interface",
    "annotation_type_declaration": "interface",
    "class_declaration": "class",
    "record_declaration": "class",
    "enum_declaration": "enum",
}
_METHODS = {
    "method_declaration": "method",
    "annotation_type_element_declaration": "method",
    "constructor_declaration": "constructor",
    "enum_constant": "enum-member",
}
_FIELDS = {"field_declaration", "constant_declaration"}
_ANNOTATIONS = {"annotation", "marker_annotation"}
_SUPERTYPES = {
    "superclass": "extends",
    "extends_interfaces": "extends",
    "super_interfaces": "implements",
}


@cached(NAME)
def declarations(text: str, suffix: str = "") -> Reading:
    """Return what *text* declares; *suffix* makes no difference."""
    return read(text, "tree_sitter_java", Style(C_LIKE, _doc_of), _declare)


def _doc_of(comments: list[str]) -> str:
    """Return the text of a ``/** … */``, its HTML tags as Markdown."""
    return markdown_of(last_block(comments))


def _declare(code: Code, drafts: Drafts) -> None:
    pending = [("", code.root)]
    while pending:
        outer, parent = pending.pop()
        for node, doc in _documented(parent, code):
            if node.type in _KINDS:
                draft = _draft(node, outer, doc, code)
                body = node.child_by_field_name("body")
                drafts.declare(draft, _members(node, body, code))
                pending += [(f"{draft.qualified}.", body)] if body else []


def _documented(parent: Node, code: Code) -> Iterator[tuple[Node, str]]:
    """Yield what is in *parent*; in an enum, what is after its constants too."""
    for node, doc in code.documented(parent.children):
        if node.type == "enum_body_declarations":
            yield from code.documented(node.children)
        else:
            yield node, doc


def _draft(node: Node, outer: str, doc: str, code: Code) -> Draft:
    name, kind = code.name(node), _KINDS[node.type]
    modifiers = _modifiers(node)
    if kind == "class" and "abstract" in modifiers:
        kind = "abstract-class"
    body = node.child_by_field_name("body")
    parameters = node.child_by_field_name("type_parameters")
    draft = Draft(
        name=name,
        qualified=f"{outer}{name}",
        kind=kind,
        line=code.line(node),
        end_line=code.end_line(node),
        type_parameters=tuple(
            _first_text(x, "type_identifier", code)
            for x in (parameters.named_children if parameters else [])
            if x.type == "type_parameter"
        ),
        signature=_signature(node, body.start_byte if body else node.end_byte, code),
        doc=doc,
        exported="public" in modifiers,
    )
    for clause in node.children:
        if clause.type in _SUPERTYPES:
            supertypes = getattr(draft, _SUPERTYPES[clause.type])
            supertypes.update((code.plain(type_), None) for type_ in _types(clause))
    return draft


def _types(clause: Node) -> Iterator[Node]:
    for child in clause.named_children:
        yield from child.named_children if child.type == "type_list" else [child]


def _first_text(node: Node, kind: str, code: Code) -> str:
    return next((code.plain(child) for child in node.children if child.type == kind), "")


def _modifiers(node: Node) -> set[str]:
    return {
        modifier.type
        for child in node.children
        if child.type == "modifiers"
        for modifier in child.children
    }


def _signature(node: Node, end: int, code: Code) -> str:
    """Return *node* up to byte *end* without its annotations."""
    start = node.start_byte
    for child in node.children:
        if child.type == "modifiers":
            kept = [x.start_byte for x in child.children if x.type not in _ANNOTATIONS]
            start = kept[0] if kept else child.end_byte
    return code.signature(start, end)


def _members(declaration: Node, body: Node | None, code: Code) -> Iterator[Part]:
    if declaration.type == "record_declaration":
        components = declaration.child_by_field_name("parameters")
        for node in components.named_children if components else []:
            if node.type in ("formal_parameter", "spread_parameter"):
                yield _part(node, "property", _signature(node, node.end_byte, code), "", code)
    for node, doc in _documented(body, code) if body else []:
        if node.type in _METHODS:
            inner = node.child_by_field_name("body")
            end = inner.start_byte if inner else node.end_byte
            yield _part(node, _METHODS[node.type], _signature(node, end, code), doc, code)
        elif node.type in _FIELDS and not node.has_error:
            yield from _fields(node, doc, code)


def _part(node: Node, kind: str, signature: str, doc: str, code: Code) -> Part:
    modifiers = _modifiers(node)
    declarator = next((x for x in node.children if x.type == "variable_declarator"), node)
    member = Member(
        name=code.name(declarator),
        kind=kind,
        signature=signature,
        readonly=kind == "property" and "final" in modifiers,
        static="static" in modifiers,
        doc=doc,
        line=code.line(node),
    )
    return Part(member=member)


def _fields(node: Node, doc: str, code: Code) -> Iterator[Part]:
    """Yield the fields that one declaration names, each with the type and modifiers."""
    declarators = node.children_by_field_name("declarator")
    if not declarators:
        return
    before = _signature(node, declarators[0].start_byte, code)
    words = _modifiers(node)
    for declarator in declarators:
        yield code.field(
            declarator, before, doc, readonly="final" in words, static="static" in words
        )
