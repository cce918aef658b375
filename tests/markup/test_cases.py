"""Markup to tree: one file of ``cases`` is one document and what is read from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from sphinxext_archdoc.markup import parse

from .shown import shown

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
RST_CASES = [case for case in CASES if case.stem.startswith("rst-")]


def parts(case: Path) -> tuple[str, str, str]:
    """Return name and text of the document of a case, and the tree that it expects."""
    header, _, rest = case.read_text(encoding="utf-8").partition(" <==\n")
    text, _, expected = rest.partition("==> EXPECTED <==\n")
    return header.removeprefix("==> "), text, expected


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_case(case: Path) -> None:
    name, text, expected = parts(case)
    assert shown(parse(name, text)) == expected


@pytest.mark.filterwarnings("ignore::DeprecationWarning:docutils")
@pytest.mark.parametrize("case", RST_CASES, ids=lambda p: p.stem)
def test_sections_are_those_of_docutils(case: Path) -> None:
    _, text, _ = parts(case)
    settings = {
        "report_level": 5,
        "halt_level": 5,
        "doctitle_xform": False,
        "file_insertion_enabled": False,
    }
    doctree = publish_doctree(text, settings_overrides=settings)
    expected = [(depth(s), s[0].astext()) for s in doctree.findall(nodes.section)]
    document = parse("x.rst", text)
    found = [(s.level, document.plain(s.title)) for s in document.root.walk() if s.level]
    assert found == expected


def depth(section: nodes.Element | None) -> int:
    """Return how many sections lead to *section*, itself included."""
    return depth(section.parent) + 1 if isinstance(section, nodes.section) else 0
