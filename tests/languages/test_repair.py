"""Repaired and divided code is still the code, byte for byte and line for line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.languages._ecmascript.repair import repaired
from sphinxext_archdoc.languages._ecmascript.source import JSX, PLAIN, parse
from sphinxext_archdoc.languages._ecmascript.split import body_of, member_spans, statement_spans

PIECES = r"""
interface class type enum function namespace global declare export default abstract async const
in out using await import("x") import("x").Y<T> export type * accessor readonly static get set
string number any symbol satisfies extends implements keyof typeof infer is new => ... // /* */
" ' ` ${ { } ( ) [ ] < > << ; : , . ? ?: | & = ! @ # / /[/]/ \ 0x1 é 名 <p> </p> &nbsp; A b
""".split()
FILES = sorted((Path(__file__).parent / "repaired").iterdir())
CODE = st.lists(st.sampled_from([*PIECES, " ", " ", "\n", "\n  ", "\r\n", "\t"]), max_size=60)


@given(CODE.map("".join), st.booleans())
@settings(max_examples=300, deadline=None)
def test_repair_keeps_length_and_lines(code: str, jsx: bool) -> None:
    data = code.encode()
    result = repaired(data, jsx)
    assert len(result) == len(data)
    for mark in (b"\n", b"\r"):
        assert places(result, mark) == places(data, mark)


@given(CODE.map("".join))
@settings(max_examples=300, deadline=None)
def test_spans_cover_the_code(code: str) -> None:
    data = code.encode()
    for spans in (statement_spans(data), member_spans(data)):
        assert b"".join(data[start:end] for start, end in spans) == data
        assert all(start < end for start, end in spans)
    body = body_of(data)
    if body is not None:
        assert data[body.start - 1 : body.start] == b"{"
        assert data[body.end : body.end + 1] == (b"}" if body.closed else b"")


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_grammar_knows_the_repaired(file: Path) -> None:
    """Each file holds TypeScript that the compiler accepts, and the grammar alone does not."""
    data = file.read_bytes()
    dialect = JSX if file.suffix == ".tsx" else PLAIN
    assert dialect.parser.parse(data).root_node.has_error
    assert parse(data, dialect).error_line == 0


def places(data: bytes, mark: bytes) -> list[int]:
    return [place for place in range(len(data)) if data[place : place + 1] == mark]
