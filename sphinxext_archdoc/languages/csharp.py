"""C#: interfaces, classes, records, structs, enums and delegates.

Namespaces and types qualify what is in them. A base type whose name begins with ``I`` and a
capital letter is an interface, which a class implements; what an interface lists it extends. A
property without ``set`` or ``init`` is readonly. Exported is what is ``public``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.languages._cache import cached
from sphinxext_archdoc.languages._draft import Draft, Drafts, Part
from sphinxext_archdoc.languages._markup import markdown_of
from sphinxext_archdoc.languages._text import C_LIKE
from sphinxext_archdoc.languages._tree import Code, Style, marked_lines, read
from sphinxext_archdoc.model import Member

NAME = "csharp"
FENCES = ("csharp", "cs", "c#")
SUFFIXES = (".cs",)
EXTRA = "languages"

_KINDS = {
    "interface_declaration": "interface",
    "class_declaration": "class",
    "record_declaration": "class",
    "record_struct_declaration": "class",
    "struct_declaration": "class",
    "enum_declaration": "enum",
    "delegate_declaration": "alias",
}
_METHODS = {
    "method_declaration": "method",
    "constructor_declaration": "constructor",
    "property_declaration": "property",
    "indexer_declaration": "index",
    "event_declaration": "property",
    "enum_member_declaration": "enum-member",
}
_FIELDS = {"field_declaration", "event_field_declaration"}
_INTERFACE = re.compile(r"(?:\w+\.)*I[A-Z]\w*")


@cached(NAME)
def declarations(text: str, suffix: str = "") -> Reading:
    """Return what *text* declares; *suffix* makes no difference."""
    return read(text, "tree_sitter_c_sharp", Style(C_LIKE, _doc_of), _declare)


def _declare(code: Code, drafts: Drafts) -> None:
    pending = [("", code.root)]
    while pending:
        outer, parent = pending.pop()
        for node, doc in code.documented(parent.children):
            body = node.child_by_field_name("body")
            if node.type == "file_scoped_namespace_declaration":
                outer = f"{outer}{code.name(node)}."
            elif node.type == "namespace_declaration" and body:
                pending.append((f"{outer}{code.name(node)}.", body))
            elif node.type in _KINDS:
                draft = _draft(node, outer, doc, code)
                drafts.declare(draft, _members(node, draft, body, code))
                pending += [(f"{draft.qualified}.", body)] if body else []


def _doc_of(comments: list[str]) -> str:
    """Return the text of ``///`` lines, their XML tags as Markdown."""
    return markdown_of(marked_lines("///")(comments))


def _draft(node: Node, outer: str, doc: str, code: Code) -> Draft:
    name, kind, modifiers = code.name(node), _KINDS[node.type], _modifiers(node, code)
    if kind == "class" and "abstract" in modifiers:
        kind = "abstract-class"
    body = node.child_by_field_name("body")
    end = body.start_byte if body else node.end_byte
    lists = {child.type: child.named_children for child in node.children}
    draft = Draft(
        name=name,
        qualified=f"{outer}{name}",
        kind=kind,
        line=code.line(node),
        end_line=code.end_line(node),
        type_parameters=tuple(
            code.name(x) for x in lists.get("type_parameter_list", []) if x.type == "type_parameter"
        ),
        signature=code.signature(_start(node), end),
        doc=doc,
        exported="public" in modifiers,
    )
    bases = [x for x in lists.get("base_list", []) if x.type != "argument_list"]
    for base in bases if kind != "enum" else []:
        text = code.plain(base)
        is_interface = kind != "interface" and _INTERFACE.match(text)
        (draft.implements if is_interface else draft.extends)[text] = None
    return draft


def _start(node: Node) -> int:
    """Return where *node* begins, after its attributes."""
    kept = (child for child in node.children if child.type != "attribute_list")
    return next(kept, node).start_byte


def _modifiers(node: Node, code: Code) -> set[str]:
    return {code.plain(child) for child in node.children if child.type == "modifier"}


def _members(declaration: Node, draft: Draft, body: Node | None, code: Code) -> Iterator[Part]:
    if declaration.type == "delegate_declaration":
        signature = draft.signature
        yield Part(member=Member(name="()", kind="call", signature=signature, line=draft.line))
        return
    parameters = next((x for x in declaration.children if x.type == "parameter_list"), None)
    of_record = declaration.type.startswith("record")
    for node in parameters.named_children if parameters and of_record else []:
        if node.type == "parameter":
            signature = code.signature(_start(node), node.end_byte)
            yield _part(node, "property", code.name(node), signature, "", code)
    for node, doc in code.documented(body.children) if body else []:
        if node.type in _FIELDS and not node.has_error:
            yield from _fields(node, doc, code)
        elif node.type in _METHODS:
            kind = _METHODS[node.type]
            signature = (
                _property(node, code) if kind in ("property", "index") else _method(node, code)
            )
            name = _indexer(node, code) if kind == "index" else code.name(node)
            yield _part(node, kind, name, signature, doc, code)


def _part(node: Node, kind: str, name: str, signature: str, doc: str, code: Code) -> Part:
    modifiers = _modifiers(node, code)
    accessors = node.child_by_field_name("accessors")
    writable = kind not in ("property", "index") or node.type in ("parameter", "event_declaration")
    for accessor in accessors.named_children if accessors else []:
        writable = writable or bool(re.search(r"\b(?:set|init)\b", _accessor(accessor, code)))
    member = Member(
        name=name,
        kind=kind,
        signature=signature,
        readonly=not writable,
        static="static" in modifiers,
        doc=doc,
        line=code.line(node),
    )
    return Part(member=member)


def _method(node: Node, code: Code) -> str:
    """Return a method without body, a constructor without call of another."""
    inner = (x for x in node.children if x.type == "constructor_initializer")
    end = next(inner, None) or node.child_by_field_name("body")
    return code.signature(_start(node), end.start_byte if end else node.end_byte)


def _property(node: Node, code: Code) -> str:
    """Return a property with its accessors, none of which has a body."""
    accessors = node.child_by_field_name("accessors")
    value = node.child_by_field_name("value")
    end = accessors or value
    before = code.signature(_start(node), end.start_byte if end else node.end_byte)
    if accessors is None:
        return before.removesuffix("=").rstrip()
    inside = " ".join(f"{_accessor(x, code)};" for x in accessors.named_children)
    return f"{before} {{ {inside} }}"


def _accessor(node: Node, code: Code) -> str:
    body = node.child_by_field_name("body")
    return code.signature(_start(node), body.start_byte if body else node.end_byte)


def _indexer(node: Node, code: Code) -> str:
    parameters = node.child_by_field_name("parameters")
    return "this" + (code.plain(parameters) if parameters else "")


def _fields(node: Node, doc: str, code: Code) -> Iterator[Part]:
    """Yield the fields or events that one declaration names, each with the type."""
    declaration = next((x for x in node.children if x.type == "variable_declaration"), None)
    declarators = [
        x for x in (declaration.children if declaration else []) if x.type == "variable_declarator"
    ]
    words = _modifiers(node, code)
    readonly, static = bool(words & {"readonly", "const"}), bool(words & {"static", "const"})
    for declarator in declarators:
        before = code.signature(_start(node), declarators[0].start_byte)
        yield code.field(declarator, before, doc, readonly=readonly, static=static)
