"""Python code without the bodies of its functions."""

from __future__ import annotations

import ast
import textwrap
import warnings
from collections.abc import Iterator, Mapping, Sequence, Set
from types import MappingProxyType

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Cut = tuple[int, int, int, int, str]
"""Line and byte column of beginning and end, and what comes in place."""


def without_bodies(
    code: str, left_out: Set[str], attributes: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> str:
    """Return *code*, a class or function, without statements in functions but docstrings.

    What a class has of the names in *left_out* goes as a whole. *attributes* by name, lines
    for each, are added when only functions speak of them. Empty when *code* does not parse, or
    is something else.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            body = ast.parse(code).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ""
    if len(body) != 1 or not isinstance(body[0], ast.ClassDef | _Function):
        return ""
    lines = [line.encode() for line in code.split("\n")]
    if isinstance(body[0], _Function):
        cuts = list(_of_function(body[0]))
    else:
        cuts = [*_of_class(body[0], left_out), *_added(body[0], attributes)]
    for line, column, end_line, end_column, text in sorted(cuts, reverse=True):
        before, after = lines[line - 1][:column], lines[end_line - 1][end_column:]
        kept = before + text.encode() + after
        lines[line - 1 : end_line] = [kept] if kept.strip() else []
    result = b"\n".join(lines).decode().rstrip()
    return f"{result}\n    ..." if result.endswith(":") else result


def _of_class(node: ast.ClassDef, left_out: Set[str]) -> Iterator[_Cut]:
    body = node.body
    for place, statement in enumerate(body):
        if _names(statement) & left_out:
            documented = place + 1 < len(body) and _is_text(body[place + 1])
            last = body[place + 1] if documented else statement
            decorators = getattr(statement, "decorator_list", ())
            first = min([statement.lineno, *(d.lineno for d in decorators)])
            yield (first, 0, last.end_lineno or first, last.end_col_offset or 0, "")
        elif isinstance(statement, _Function):
            yield from _of_function(statement)


def _added(node: ast.ClassDef, attributes: Mapping[str, Sequence[str]]) -> Iterator[_Cut]:
    """Yield what puts the *attributes* that the class does not have itself before its functions."""
    known = {name for statement in node.body for name in _names(statement)}
    rows = [row for name, found in attributes.items() if name not in known for row in found]
    first = next((s for s in node.body if isinstance(s, _Function)), None)
    if first is None or not rows:
        return
    indent = " " * first.col_offset
    line = min([first.lineno, *(d.lineno for d in first.decorator_list)])
    text = textwrap.indent("\n".join(rows), indent)
    yield (line, 0, line, 0, f"{text}\n\n")


def _of_function(node: _Function) -> Iterator[_Cut]:
    rest = node.body[1:] if _is_text(node.body[0]) else node.body
    if not rest or all(_does_nothing(statement) for statement in rest):
        return
    first, last = rest[0], rest[-1]
    start = min([first.lineno, *(d.lineno for d in getattr(first, "decorator_list", ()))])
    yield (
        start,
        first.col_offset,
        last.end_lineno or last.lineno,
        last.end_col_offset or 0,
        "...",
    )


def _names(statement: ast.stmt) -> set[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return {name}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case ast.Assign(targets=targets):
            return {target.id for target in targets if isinstance(target, ast.Name)}
    return set()


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _does_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant(value=value)):
            return value is ...
        case ast.Raise(exc=ast.Name(id=name) | ast.Call(func=ast.Name(id=name))):
            return name == "NotImplementedError"
    return isinstance(statement, ast.Pass)
