"""Declarations among the statements of a Python module."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from sphinxext_archdoc.languages._draft import Draft, Drafts
from sphinxext_archdoc.languages._python.members import class_members
from sphinxext_archdoc.languages._python.nodes import (
    Function,
    doc_of,
    flat,
    head_of,
    last_name,
    type_parameters,
)
from sphinxext_archdoc.languages._python.source import Source
from sphinxext_archdoc.languages._text import PYTHON

_ENUMS = {"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum"}
_ALIASES = {"Callable", "Union", "Optional", "Literal", "Annotated", "NewType"}
"""What a plain assignment names a type with."""


def read_statements(sources: list[Source], drafts: Drafts) -> None:
    """Declare what the statements of all *sources* declare, in the order of the text."""
    listed = _listed(sources)
    known: set[str] = set()
    pending = [
        (source, node, "", True) for source in reversed(sources) for node in _reversed(source.body)
    ]
    while pending:
        source, node, outer, exported = pending.pop()
        name = _name(node, source)
        if not name or (outer and not isinstance(node, ast.ClassDef)):
            continue
        public = not name.startswith("_") if outer or listed is None else name in listed
        draft = _draft(node, name, outer, source)
        draft.exported = exported and public
        if not isinstance(node, ast.ClassDef):
            drafts.declare(draft)
        elif draft.qualified not in known:  # a second class of that name adds nothing to it
            known.add(draft.qualified)
            drafts.declare(draft, class_members(node, source, draft.kind))
            pending += [
                (source, inner, draft.qualified, draft.exported) for inner in _reversed(node.body)
            ]


def _reversed(body: list[ast.stmt]) -> list[ast.stmt]:
    return list(flat(body))[::-1]


def _name(node: ast.stmt, source: Source) -> str:
    """Return the name that *node* declares; empty when it declares nothing."""
    if isinstance(node, ast.ClassDef | Function):
        return node.name
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        alias = last_name(node.value) in _ALIASES or node.lineno in source.newer.aliases
        return node.targets[0].id if alias else ""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id if last_name(node.annotation) == "TypeAlias" else ""
    if type(node).__name__ == "TypeAlias":  # of Python 3.12
        return source.text_of(node.name)  # type: ignore[attr-defined]
    return ""


def _draft(node: ast.stmt, name: str, outer: str, source: Source) -> Draft:
    draft = Draft(
        name=name,
        qualified=f"{outer}.{name}" if outer else name,
        kind="alias",
        line=source.line(node),
        end_line=source.end_line(node),
        type_parameters=type_parameters(node, source),
    )
    if isinstance(node, ast.ClassDef | Function):
        draft.doc = doc_of(node)
        draft.signature = head_of(node, source)
    else:
        draft.signature = PYTHON.tidy(source.text_of(node))
    if isinstance(node, ast.ClassDef):
        draft.kind = _class_kind(node)
        bases = [base for base in node.bases if last_name(base) != "Generic"]
        draft.extends = dict.fromkeys(PYTHON.plain(source.text_of(base)) for base in bases)
    elif isinstance(node, Function):
        draft.kind = "function"
        draft.body = not any(last_name(x) == "overload" for x in node.decorator_list)
    return draft


def _class_kind(node: ast.ClassDef) -> str:
    bases = {last_name(base) for base in node.bases}
    bases |= {last_name(keyword.value) for keyword in node.keywords if keyword.arg == "metaclass"}
    if "Protocol" in bases:
        return "interface"
    if "TypedDict" in bases:
        return "type"
    if bases & _ENUMS:
        return "enum"
    return "abstract-class" if bases & {"ABC", "ABCMeta"} or _is_abstract(node) else "class"


def _is_abstract(node: ast.ClassDef) -> bool:
    return any(
        last_name(decorator).startswith("abstract")
        for method in node.body
        if isinstance(method, Function)
        for decorator in method.decorator_list
    )


def _listed(sources: Iterable[Source]) -> set[str] | None:
    """Return what ``__all__`` lists; None when there is none."""
    listed: set[str] | None = None
    for source in sources:
        for node in flat(source.body):
            match node:
                case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                    listed = _strings(value)
                case ast.AnnAssign(target=ast.Name(id="__all__"), value=ast.expr() as value):
                    listed = _strings(value)
                case ast.AugAssign(target=ast.Name(id="__all__"), value=value):
                    listed = (listed or set()) | _strings(value)
    return listed


def _strings(value: ast.expr) -> set[str]:
    items = value.elts if isinstance(value, ast.List | ast.Tuple) else []
    return {x.value for x in items if isinstance(x, ast.Constant) and isinstance(x.value, str)}
