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


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_lines_of_a_declaration_hold_its_members(case: Path) -> None:
    name, text, _expected = parts(case)
    known = language_of_path(name)
    assert known is not None
    for declaration in known[0].declarations(text, known[1]).declarations:
        # What Go declares of a type behind or before it stands in its place here.
        inside = [m for m in declaration.members if not m.signature.startswith("func ")]
        members = [member.line for member in inside]
        assert declaration.line <= declaration.end_line <= text.count("\n") + 1
        assert not members or declaration.line <= members[0] <= declaration.end_line
