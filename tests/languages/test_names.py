"""Names of members are those that the language gives them."""

from __future__ import annotations

import pytest

from sphinxext_archdoc.languages._ecmascript.names import number_name, unescaped


@pytest.mark.parametrize(
    ("literal", "name"),
    [
        ("0", "0"),
        ("42", "42"),
        ("1_000", "1000"),
        ("0x1F", "31"),
        ("0b11", "3"),
        ("0O17", "15"),
        ("1.50", "1.5"),
        (".5", "0.5"),
        ("1.", "1"),
        ("1e3", "1000"),
        ("1e21", "1e+21"),
        ("123456789012345680000", "123456789012345680000"),
        ("1.5e300", "1.5e+300"),
        ("0.000001", "0.000001"),
        ("0.0000015", "0.0000015"),
        ("0.0000001", "1e-7"),
        ("1.25e-10", "1.25e-10"),
        ("5n", "5n"),
        ("0x10n", "16n"),
        ("1e999", "Infinity"),
        ("0o9", "0o9"),
    ],
)
def test_number_name(literal: str, name: str) -> None:
    assert number_name(literal) == name


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("plain", "plain"),
        (r"\u0041\x42\u{1F600}", "AB😀"),
        (r"it\'s \"so\" \\ \n", 'it\'s "so" \\ \n'),
        ("one\\\nline", "oneline"),
        (r"\u{FFFFFFF}", r"\u{FFFFFFF}"),
        (r"\q", "q"),
        (r"\uD83D\uDE00 \uD83D", "😀 \ufffd"),
    ],
)
def test_unescaped(text: str, meant: str) -> None:
    assert unescaped(text) == meant
