"""One case a file: the template as it was and is, a document, and what becomes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import carry

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
PART = re.compile(r"^==> (base|new|document|result|actions)\n", re.MULTILINE)
HASH = re.compile(r" \([0-9a-f]{20}\)")


def parts_of(path: Path) -> dict[str, str]:
    _about, *parts = PART.split(path.read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    parts = parts_of(path)
    suffix = ".rst" if path.stem.endswith(".rst") else ".md"
    carried = carry(parts["document"], parts["new"], parts.get("base"), suffix=suffix)
    assert HASH.sub("", carried.text) == parts["result"]
    actions = [f"{action} {heading}".strip() for action, heading in carried.actions]
    assert actions == parts["actions"].splitlines()


SEVERAL_LINES = [path for path in CASES if parts_of(path)["document"].count("\n") > 1]


@pytest.mark.parametrize("path", SEVERAL_LINES, ids=lambda path: path.stem)
def test_line_ends_stay(path: Path) -> None:
    """A document with CRLF, a byte order mark and no last line end keeps all of them."""
    parts = parts_of(path)
    suffix = ".rst" if path.stem.endswith(".rst") else ".md"
    document = "\ufeff" + parts["document"].removesuffix("\n").replace("\n", "\r\n")
    carried = carry(document, parts["new"], parts.get("base"), suffix=suffix)
    expected = "\ufeff" + parts["result"].removesuffix("\n").replace("\n", "\r\n")
    assert HASH.sub("", carried.text) == expected
