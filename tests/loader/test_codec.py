"""What is written is read back, and what was not written by us is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc import model
from sphinxext_archdoc.catalog import DocumentRecords
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.loader.codec import _record_types, decode, encode

RECORDS = [found for found in _record_types().values() if found is not model.Record]
EMPTY = DocumentRecords(path="a.md", package=".")
TEXTS = st.text(max_size=8)


@given(
    st.builds(
        DocumentRecords,
        path=TEXTS,
        title=TEXTS,
        records=st.lists(st.one_of(*map(st.from_type, RECORDS)), max_size=4).map(tuple),
        sections=st.lists(st.from_type(model.TemplateSection), max_size=2).map(tuple),
        diagnostics=st.lists(st.from_type(Diagnostic), max_size=2).map(tuple),
    )
)
def test_back_and_forth(found: DocumentRecords) -> None:
    assert decode(encode(found)) == found


def test_all_kinds_of_records_are_known() -> None:
    assert {found.__name__ for found in RECORDS} == {
        found.__name__ for found in model.Record.__subclasses__()
    }


def test_diagnostics_keep_their_codes() -> None:
    diagnostic = Diagnostic(code=Code.BAD_DATE, message="x", path="a.md", line=3)
    found = DocumentRecords(path="a.md", package=".", diagnostics=(diagnostic,))
    assert decode(encode(found)).diagnostics == (diagnostic,)
    assert isinstance(decode(encode(found)).diagnostics[0].code, Code)


def changed(position: int, value: Any) -> str:
    plain = json.loads(encode(EMPTY))
    plain[position] = value
    return json.dumps(plain)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "{}",
        "null",
        "[]",
        json.dumps([*json.loads(encode(EMPTY)), 1]),
        changed(0, 7),
        changed(0, None),
        changed(6, "no"),
        changed(6, 1),
        changed(7, [["Package", "x"]]),
        changed(7, [["Component", "x"]]),
        changed(7, [[]]),
        changed(9, [["no-such-code", "x", "", 0, "note"]]),
        "[" * 100_000,
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no encoded document"):
        decode(text)
