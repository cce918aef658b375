"""Questions to nodes of Python's syntax tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from sphinxext_archdoc.languages._python.source import Source
from sphinxext_archdoc.languages._text import PYTHON, cleaned

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_GENERIC = {"Generic", "Protocol"}


def flat(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements in *body* and in its ``if``, ``try`` and ``with`` blocks, in order."""
    pending = list(reversed(body))
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, ast.If | ast.Try | ast.TryStar | ast.With):
            blocks = [node.body, getattr(node, "orelse", []), getattr(node, "finalbody", [])]
            blocks[1:1] = [handler.body for handler in getattr(node, "handlers", [])]
            pending += [inner for block in reversed(blocks) for inner in reversed(block)]


def last_name(node: ast.expr) -> str:
    """Return the last part of a dotted name, which may be called or have a subscript."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def elements(node: ast.expr) -> list[ast.expr]:
    """Return the elements of a tuple, or *node* alone."""
    return node.elts if isinstance(node, ast.Tuple) else [node]


def doc_of(node: ast.ClassDef | Function) -> str:
    """Return the docstring of *node*, without the indentation that its lines share."""
    return ast.get_docstring(node) or ""


def doc_after(following: ast.stmt | None) -> str:
    """Return the text that documents an attribute, when the statement after it is one."""
    match following:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return cleaned(text)
    return ""


def head_of(node: ast.ClassDef | Function, source: Source) -> str:
    """Return the head of a class or function on one line, without colon and decorators."""
    first = node.body[0]
    line, column = first.lineno, first.col_offset
    for decorator in getattr(first, "decorator_list", [])[:1]:
        line, column = decorator.lineno, decorator.col_offset - 1
    text = PYTHON.tidy(source.text(node.lineno, node.col_offset, line, column))
    return text.rstrip().removesuffix(":").rstrip()


def type_parameters(node: ast.stmt, source: Source) -> tuple[str, ...]:
    """Return the names of type parameters, in brackets or as arguments of a generic base."""
    native = getattr(node, "type_params", [])
    if native:
        return tuple(parameter.name for parameter in native)
    listed = source.newer.type_parameters.get(node.lineno, "")
    if listed:
        return _names_in(listed)
    for base in node.bases if isinstance(node, ast.ClassDef) else []:
        if isinstance(base, ast.Subscript) and last_name(base) in _GENERIC:
            return tuple(source.text_of(x).lstrip("*") for x in elements(base.slice))
    return ()


def _names_in(listed: str) -> tuple[str, ...]:
    """Return the names in ``[T: Bound, *Ts, **P = Default]``."""
    names, depth, expected = [], 0, False
    for token in re.finditer(r"\w+|[()\[\]{},]", listed):
        if token[0] in "([{":
            depth += 1
            expected = depth == 1
        elif token[0] in ")]}":
            depth -= 1
        elif token[0] == ",":
            expected = depth == 1
        elif expected:
            names.append(token[0])
            expected = False
    return tuple(names)
