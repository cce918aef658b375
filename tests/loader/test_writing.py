"""Files are changed as a whole, and nothing but what an edit covers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.catalog import Edit
from sphinxext_archdoc.loader import writing
from sphinxext_archdoc.loader.writing import NotWritableError, SourceFile, replace_file


def edit(line: int, column: int, end_line: int, end_column: int, text: str = "") -> Edit:
    return Edit(line=line, column=column, end_line=end_line, end_column=end_column, text=text)


@pytest.mark.parametrize(
    ("before", "edits", "after"),
    [
        ("status: a\n", [edit(1, 9, 1, 10, "b")], "status: b\n"),
        ("a\r\nb \t\r\n", [edit(1, 1, 1, 2, "x\ny")], "x\r\ny\r\nb \t\r\n"),
        ("\ufeffa\rb\r", [edit(2, 1, 2, 2, "c\n\nd")], "\ufeffa\rc\r\rd\r"),
        ("a\nb", [edit(3, 1, 3, 1, "c\n")], "a\nb\nc"),
        ("a\nb\n", [edit(3, 1, 3, 1, "c\n")], "a\nb\nc\n"),
        ("a\nb\n\n\n", [edit(5, 1, 5, 1, "c\n")], "a\nb\n\n\nc\n\n\n"),
        ("a\nb", [edit(2, 1, 3, 1, "c\n"), edit(3, 1, 3, 1, "d\n")], "a\nc\nd"),
        ("a\nb\nc", [edit(2, 1, 4, 1)], "a"),
        ("a\n", [edit(1, 1, 1, 1, "x\n"), edit(1, 1, 1, 1, "y\n")], "x\ny\na\n"),
        ("a\nb\r\nc\n", [edit(2, 1, 2, 2, "x\n")], "a\nx\n\r\nc\n"),
        ("", [edit(1, 1, 1, 1, "a\n")], "a\n"),
        ("über", [edit(1, 2, 1, 5, "ber das")], "über das"),
        ("ab", [edit(1, 2, 1, 99, "c")], "ac"),
    ],
)
def test_edits(before: str, edits: Sequence[Edit], after: str) -> None:
    assert SourceFile(before.encode()).edited(edits).decode() == after


@pytest.mark.parametrize(
    "edits",
    [
        [edit(1, 1, 2, 1), edit(1, 2, 1, 3)],
        [edit(1, 3, 1, 1)],
        [edit(0, 1, 1, 1)],
        [edit(1, 0, 1, 1)],
        [edit(9, 1, 9, 1)],
    ],
)
def test_edits_that_are_none(edits: Sequence[Edit]) -> None:
    with pytest.raises(ValueError, match="line"):
        SourceFile(b"abc\ndef\n").edited(edits)


def test_no_utf8() -> None:
    with pytest.raises(UnicodeDecodeError):
        SourceFile(b"caf\xe9")


@given(st.text(alphabet="ab\r\n\ufeff", max_size=20), st.integers(1, 9), st.text("x\n", max_size=4))
def test_what_is_not_covered_stays(text: str, line: int, new: str) -> None:
    """Apart from the line ends that the file ends with, which stay as they are too."""
    source = SourceFile(text.encode())
    count = source.text.count("\n") + 1
    line = min(line, count)
    after = SourceFile(source.edited([edit(line, 1, line, 1, new)])).text
    lines = source.text.split("\n")
    expected = "\n".join([*lines[: line - 1], new + lines[line - 1], *lines[line:]])
    assert after.rstrip("\n") == expected.rstrip("\n")


def test_replacing(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o600)
    replace_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600
    replace_file(tmp_path / "b.md", b"made")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md"]


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError):
        replace_file(tmp_path, b"new")
    assert list(tmp_path.iterdir()) == []


def test_clean_up_touches_nothing_else(tmp_path: Path) -> None:
    names = [f".a.md.x{writing.TEMPORARY}", f".b.md.x{writing.TEMPORARY}", ".a.md.swp", "a.md"]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    writing.clean_up(tmp_path / "a.md")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])
