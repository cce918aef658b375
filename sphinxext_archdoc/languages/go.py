"""Go: interfaces, structs with their methods, other named types, functions.

What an interface embeds, and the union of types that a constraint is, it extends; a struct
extends what it embeds. Methods belong to the type of their receiver when it is in the same text.
Exported is what begins with a capital letter.
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.languages._cache import cached
from sphinxext_archdoc.languages._draft import Draft, Drafts, Part
from sphinxext_archdoc.languages._text import C_LIKE
from sphinxext_archdoc.languages._tree import Code, Style, all_comments, read
from sphinxext_archdoc.model import Member

NAME = "go"
FENCES = ("go", "golang")
SUFFIXES = (".go",)
EXTRA = "languages"

_BODIES = {"interface_type": "interface", "struct_type": "struct"}


@cached(NAME)
def declarations(text: str, suffix: str = "") -> Reading:
    """Return what *text* declares; *suffix* makes no difference."""
    return read(text, "tree_sitter_go", Style(C_LIKE, all_comments), _declare)


def _declare(code: Code, drafts: Drafts) -> None:
    methods: list[tuple[str, Part]] = []
    for node, doc in code.documented(code.root.children):
        if node.type == "type_declaration":
            for spec, own_doc in code.documented(node.children):
                if spec.type in ("type_spec", "type_alias"):
                    _declare_type(spec, own_doc or doc, code, drafts)
        elif node.type == "function_declaration":
            drafts.declare(_function(node, doc, code))
        elif node.type == "method_declaration":
            methods.append((_receiver(node, code), _method(node, doc, code)))
    _add_methods(methods, drafts)


def _declare_type(spec: Node, doc: str, code: Code, drafts: Drafts) -> None:
    type_ = spec.child_by_field_name("type")
    if type_ is None:
        return
    is_object = spec.type == "type_spec" and type_.type in _BODIES
    kinds = {"interface_type": "interface", "struct_type": "class"}
    draft = _draft(spec, kinds[type_.type] if is_object else "alias", doc, code)
    end = spec.end_byte
    parts: list[Part] = []
    if is_object:
        end = type_.start_byte + len(_BODIES[type_.type])
        body = type_
        if type_.type == "struct_type":
            body = next((x for x in type_.children if x.type.endswith("_list")), type_)
        parts = list(_members(body, draft, code))
    elif type_.type == "function_type":
        signature = code.signature(type_.start_byte, type_.end_byte)
        parts = [Part(member=Member(name="()", kind="call", signature=signature, line=draft.line))]
    draft.signature = f"type {code.signature(spec.start_byte, end)}"
    drafts.declare(draft, parts)


def _function(node: Node, doc: str, code: Code) -> Draft:
    draft = _draft(node, "function", doc, code)
    draft.signature = _head(node, code)
    return draft


def _draft(node: Node, kind: str, doc: str, code: Code) -> Draft:
    name = code.name(node)
    parameters = node.child_by_field_name("type_parameters")
    listed = parameters.named_children if parameters else []
    return Draft(
        name=name,
        qualified=name,
        kind=kind,
        line=code.line(node),
        end_line=code.end_line(node),
        type_parameters=tuple(
            code.plain(name)
            for parameter in listed
            for name in parameter.children_by_field_name("name")
        ),
        doc=doc,
        exported=name[:1].isupper(),
    )


def _members(body: Node, draft: Draft, code: Code) -> Iterator[Part]:
    """Yield the members in *body*; what is embedded there, *draft* extends."""
    for node, doc in code.documented(body.children):
        names = node.children_by_field_name("name")
        if node.type == "type_elem" or (node.type == "field_declaration" and not names):
            draft.extends[code.signature(node.start_byte, node.end_byte)] = None
        elif node.type == "method_elem":
            yield _part(node, "method", code.name(node), _head(node, code), doc, code)
        elif node.type == "field_declaration":
            rest = code.signature(names[-1].end_byte, node.end_byte)
            for name in map(code.plain, names):
                yield _part(node, "property", name, f"{name} {rest}", doc, code)


def _receiver(node: Node, code: Code) -> str:
    """Return the name of the type that a method belongs to."""
    receiver = node.child_by_field_name("receiver")
    text = code.plain(receiver).strip("()") if receiver else ""
    return text.partition("[")[0].rpartition(" ")[2].lstrip("*")


def _method(node: Node, doc: str, code: Code) -> Part:
    return _part(node, "method", code.name(node), _head(node, code), doc, code)


def _part(node: Node, kind: str, name: str, signature: str, doc: str, code: Code) -> Part:
    member = Member(name=name, kind=kind, signature=signature, doc=doc, line=code.line(node))
    return Part(member=member)


def _head(node: Node, code: Code) -> str:
    body = node.child_by_field_name("body")
    return code.signature(node.start_byte, body.start_byte if body else node.end_byte)


def _add_methods(methods: list[tuple[str, Part]], drafts: Drafts) -> None:
    types = drafts.types()
    for receiver, part in methods:
        if receiver in types:
            types[receiver].add_members([part])
