"""Bytes of files to text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.markup.source import decode, split_lines


@pytest.mark.parametrize(
    ("data", "text", "line"),
    [
        (b"a\nb\n", "a\nb\n", None),
        (b"\xef\xbb\xbfa", "a", None),
        (b"a\r\nb\rc", "a\nb\nc", None),
        ("Zürich\u2028x".encode(), "Zürich\u2028x", None),
        (b"a\nb\x00c\x00", "a\nb\ufffdc\ufffd", 2),
        (b"a\r\nZ\xfcrich\n", "a\nZ\ufffdrich\n", 2),
        (b"a\n\nend\xe2\x82", "a\n\nend\ufffd", 3),
        (b"\xef\xbb\xbfa\n\xc3\xa9\xc3\xa9\xff", "a\néé\ufffd", 2),
        ("# Å\r\n".encode("utf-16"), "# Å\n", 1),
        ("# Å".encode("utf-16-be"), "\ufffd#\ufffd \ufffd\ufffd", 1),
        (b"", "", None),
    ],
)
def test_decode(data: bytes, text: str, line: int | None) -> None:
    found, diagnostics = decode(data, "docs/a.md")
    assert found == text
    lines = [d.line for d in diagnostics]
    assert set(lines) == ({line} if line else set())
    assert all((d.code, d.path) == (Code.ENCODING, "docs/a.md") for d in diagnostics)


def test_each_kind_of_damage_is_said_once() -> None:
    _, diagnostics = decode(b"\xff\n\xff\n\x00\n\x00", "a.md")
    assert [d.line for d in diagnostics] == [1, 3]


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_become_text(data: bytes) -> None:
    text, diagnostics = decode(data, "a.md")
    assert "\r" not in text
    assert "\0" not in text
    assert all(1 <= d.line <= len(split_lines(text)) for d in diagnostics)


@settings(deadline=None)
@given(st.text())
def test_utf8_is_kept(text: str) -> None:
    kept = "\ufeff" + text.replace("\0", "").replace("\r", "")
    assert decode(kept.encode("utf-8", errors="replace"), "a.md")[1] == []
