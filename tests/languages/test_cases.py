"""Languages read what they should: one file of ``cases`` is one text and what it declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxext_archdoc.languages import language_of_path, languages

from .shown import shown

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(FOLDER.rglob("*.txt"))
MARK = "==> EXPECTED <==\n"


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_case(case: Path) -> None:
    name, text, expected = parts(case)
    known = language_of_path(name)
    assert known is not None
    language, suffix = known
    assert case.parent.name == language.NAME
    assert shown(language.declarations(text, suffix)) == expected


def test_every_language_has_cases() -> None:
    assert {folder.name for folder in FOLDER.iterdir()} == {x.NAME for x in languages()}


def parts(case: Path) -> tuple[str, str, str]:
    """Return name and text of the source of a case, and what it declares."""
    header, _, rest = case.read_text(encoding="utf-8").partition(" <==\n")
    text, _, expected = rest.partition(MARK)
    return header.removeprefix("==> "), text, expected
