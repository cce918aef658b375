"""Members of one Python class."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from sphinxext_archdoc.languages._draft import Part
from sphinxext_archdoc.languages._python.nodes import (
    Function,
    doc_after,
    doc_of,
    flat,
    head_of,
    last_name,
)
from sphinxext_archdoc.languages._python.source import Source
from sphinxext_archdoc.languages._text import PYTHON
from sphinxext_archdoc.model import Member

_GETTERS = {"property", "cached_property", "abstractproperty"}
_STATIC = {"staticmethod", "classmethod"}
_READONLY = {"Final", "ReadOnly"}


@dataclass(slots=True)
class _Class:
    """A class while its members are read."""

    source: Source
    kind: str
    optional: bool
    """Whether keys of a typed dictionary may be missing when nothing else is said."""
    seen: set[tuple[str, str]] = field(default_factory=set)
    """Kinds and names of members so far."""
    previous: tuple[str, str] = ("", "")


def class_members(node: ast.ClassDef, source: Source, kind: str) -> Iterator[Part]:
    """Yield the members of the class *node*, which is of *kind*, in the order of the text."""
    optional = kind == "type" and any(
        k.arg == "total" and isinstance(k.value, ast.Constant) and k.value.value is False
        for k in node.keywords
    )
    reading = _Class(source, kind, optional)
    body = list(flat(node.body))
    for statement, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(statement, Function):
            yield from _function(statement, reading)
            if statement.name == "__init__":
                yield from _attributes(statement.body, reading, "self")
        else:
            yield from _attribute(statement, following, reading)


def _function(node: Function, reading: _Class) -> Iterator[Part]:
    decorators = {last_name(decorator) for decorator in node.decorator_list}
    overload = "overload" in decorators
    kind = "constructor" if node.name == "__init__" else "method"
    if decorators & _GETTERS:
        kind = "getter"
    elif "setter" in decorators:
        kind = "setter"
    elif "deleter" in decorators:
        return
    key = (kind, node.name)
    if key in reading.seen and not overload and key != reading.previous:
        return  # a redefinition, no implementation of overloads
    reading.seen.add(key)
    reading.previous = key
    member = Member(
        name=node.name,
        kind=kind,
        signature=head_of(node, reading.source),
        static=bool(decorators & _STATIC),
        doc=doc_of(node),
        line=reading.source.line(node),
    )
    yield Part(member=member, body=not overload)


def _attributes(body: list[ast.stmt], reading: _Class, owner: str) -> Iterator[Part]:
    """Yield what the statements of *body* assign to attributes of *owner*."""
    for statement, following in zip(body, [*body[1:], None], strict=True):
        for target in _targets(statement):
            match target, statement:
                case (
                    ast.Attribute(value=ast.Name(id=name), attr=attribute),
                    ast.Assign() | ast.AnnAssign() as assignment,
                ) if name == owner:
                    yield from _property(attribute, assignment, following, reading)


def _targets(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, ast.AnnAssign):
        return [statement.target]
    return statement.targets if isinstance(statement, ast.Assign) else []


def _attribute(statement: ast.stmt, following: ast.stmt | None, reading: _Class) -> Iterator[Part]:
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        yield from _property(statement.target.id, statement, following, reading)
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                yield from _property(target.id, statement, following, reading)


def _property(
    name: str, statement: ast.Assign | ast.AnnAssign, following: ast.stmt | None, reading: _Class
) -> Iterator[Part]:
    hidden = name.startswith("__") and name.endswith("__")
    if hidden or ("property", name) in reading.seen or ("enum-member", name) in reading.seen:
        return
    annotation = statement.annotation if isinstance(statement, ast.AnnAssign) else None
    kind = "enum-member" if reading.kind == "enum" and annotation is None else "property"
    reading.seen.add((kind, name))
    words = _qualifiers(annotation)
    optional = "NotRequired" in words or (reading.optional and "Required" not in words)
    member = Member(
        name=name,
        kind=kind,
        signature=_signature(name, annotation, statement.value, kind, reading.source),
        optional=optional and reading.kind == "type",
        readonly=bool(words & _READONLY),
        static="ClassVar" in words,
        doc=doc_after(following),
        line=reading.source.line(statement),
    )
    yield Part(member=member)


def _qualifiers(annotation: ast.expr | None) -> set[str]:
    """Return the names around the type in an annotation: ``ClassVar[Final[int]]``."""
    names = set()
    while annotation is not None:
        names.add(last_name(annotation))
        annotation = annotation.slice if isinstance(annotation, ast.Subscript) else None
    return names


def _signature(
    name: str, annotation: ast.expr | None, value: ast.expr | None, kind: str, source: Source
) -> str:
    """Return the name with its type, and its value where that is a literal or an enum's."""
    text = f"{name}: {source.text_of(annotation)}" if annotation else name
    literal = value.operand if isinstance(value, ast.UnaryOp) else value
    if value is not None and (kind == "enum-member" or isinstance(literal, ast.Constant)):
        text += f" = {source.text_of(value)}"
    return PYTHON.tidy(text)
