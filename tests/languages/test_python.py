"""Python that not every interpreter can parse."""

from __future__ import annotations

import sys

import pytest

from sphinxext_archdoc.languages import Language, language_of_fence
from sphinxext_archdoc.languages._python.newer import without_newer_syntax

from .shown import shown

LANGUAGE = language_of_fence("python")
assert LANGUAGE is not None
PYTHON: Language = LANGUAGE


def test_bodies_in_newer_syntax_do_not_matter() -> None:
    text = (
        "class Store:\n"
        "    def get(self, key: str) -> str:\n"
        '        return f"{self.parts["a"]}"\n'
        "    def size(self) -> int: ...\n"
        "def run() -> None:\n"
        '    print(f"{x["a"]}")\n'
    )
    reading = PYTHON.declarations(text)
    assert [(x.name, [m.name for m in x.members]) for x in reading.declarations] == [
        ("Store", ["get", "size"]),
        ("run", []),
    ]
    assert bool(reading.error_line) == (sys.version_info < (3, 12))


@pytest.mark.parametrize(
    ("text", "older"),
    [
        ("class A[T](B): ...", "class A   (B): ..."),
        ("async def f[\n  T: int = (1)\n](a): ...", "async def f \n              \n (a): ..."),
        ("type A[T] = list[T]", "A         = list[T]"),
        ("type  Long = int", "Long       = int"),
        ("type = 1; x[0] = 2; print(type[int])", "type = 1; x[0] = 2; print(type[int])"),
        ("class A[T", "class A  "),
    ],
)
def test_newer_syntax_is_taken_out(text: str, older: str) -> None:
    result, newer = without_newer_syntax(text)
    assert result == older
    assert bool(newer.type_parameters or newer.aliases) == (text != older)


def test_docstrings_keep_what_looks_like_newer_syntax() -> None:
    text = 'class A:\n    """Like\n\n    class B[T]: ...\n    """\n'
    assert "  | class B[T]: ..." in shown(PYTHON.declarations(text)).splitlines()


def test_warnings_of_the_parser_are_not_ours() -> None:
    assert PYTHON.declarations('class A:\n    x = "\\d"\n').error_line == 0
