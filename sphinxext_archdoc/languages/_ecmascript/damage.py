"""Text that does not parse, read piece by piece: what is around a damage is not lost.

Statements are parsed apart from each other; of one that does not parse, the body apart from the
head; in the body, statements or members apart from each other; and functions without what they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sphinxext_archdoc.languages._ecmascript.repair import blank, repaired
from sphinxext_archdoc.languages._ecmascript.source import Dialect, Source, parse_piece
from sphinxext_archdoc.languages._ecmascript.split import (
    Body,
    body_of,
    member_spans,
    statement_spans,
)

_DEPTH = 16
"""Namespaces in namespaces that are looked into."""
_NAMESPACES = {"namespace", "module", "global"}
_WRAPPERS = {
    "class": b"class _{",
    "enum": b"enum _{",
    "interface": b"interface _{",
    "type": b"interface _{",
}


def pieces(data: bytes, dialect: Dialect) -> list[Source]:
    """Return the statements of *data*, which does not parse as a whole, each by itself."""
    return list(_statements(data, repaired(data, dialect.jsx), dialect, 1, _DEPTH))


def _statements(
    data: bytes, code: bytes, dialect: Dialect, line: int, depth: int
) -> Iterator[Source]:
    for start, end in statement_spans(code):
        yield _statement(data[start:end], code[start:end], dialect, line, depth)
        line += data.count(b"\n", start, end)


def _statement(data: bytes, code: bytes, dialect: Dialect, line: int, depth: int) -> Source:
    whole = parse_piece(data, code, dialect, line)
    body = body_of(code) if whole.error_line and depth else None
    if body is None:
        return whole
    head = _without_body(data, code, body, dialect, line)
    if head.error_line:
        return whole
    inside, code = data[body.start : body.end], code[body.start : body.end]
    line += data.count(b"\n", 0, body.start)
    nested: tuple[Source, ...] = ()
    if body.keyword in _NAMESPACES:
        nested = tuple(_statements(inside, code, dialect, line, depth - 1))
    elif body.keyword in _WRAPPERS:
        nested = tuple(_members(inside, code, dialect, line, body.keyword))
    error_line = next((piece.error_line for piece in nested if piece.error_line), 0)
    return replace(head, nested=nested, error_line=error_line or whole.error_line)


def _without_body(data: bytes, code: bytes, body: Body, dialect: Dialect, line: int) -> Source:
    close = b"" if body.closed else b"}"
    inside = blank(code[body.start : body.end])
    data = data[: body.end] + close + data[body.end :]
    code = code[: body.start] + inside + close + code[body.end :]
    return parse_piece(data, code, dialect, line)


def _members(
    data: bytes, code: bytes, dialect: Dialect, line: int, keyword: str
) -> Iterator[Source]:
    """Yield each member in *data* as the only one of a declaration."""
    before, after = _WRAPPERS[keyword], b"}"
    for start, end in member_spans(code):
        written = before + data[start:end] + after
        member = before + code[start:end] + after
        source = parse_piece(written, member, dialect, line)
        body = body_of(code[start:end], "function") if source.error_line else None
        if keyword == "class" and body is not None:
            shift = len(before)
            body = replace(body, start=body.start + shift, end=body.end + shift)
            bare = _without_body(written, member, body, dialect, line)
            source = source if bare.error_line else replace(bare, error_line=source.error_line)
        yield source
        line += data.count(b"\n", start, end)
