"""What each view shows, as text: one case one file, in Markdown and reStructuredText.

A case is the directive's name and its options, a line ``----``, and the text that comes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Tree
from tests.sphinx_ext.conftest import Built, Site
from tests.views.conftest import TODAY, TREE, VIEWS, index, markdown, restructuredtext

FILES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
CASES = {file.stem: file.read_text(encoding="utf-8").partition("\n----\n") for file in FILES}


@pytest.fixture(scope="module")
def built(new_site: Callable[[Tree], Site]) -> Built:
    """All cases in one build."""
    pages = {}
    for case, (directive, _line, _expected) in CASES.items():
        name, *options = directive.splitlines()
        pages[f"docs/md-{case}.md"] = markdown(name, *options)
        pages[f"docs/rst-{case}.rst"] = restructuredtext(name, *options)
    names = [page.removeprefix("docs/").rpartition(".")[0] for page in pages]
    site = new_site({**TREE, **pages, "docs/index.md": index(*names)})
    quiet = ["archdoc.unknown-relation", "myst.xref_missing"]
    return site.build("text", archdoc_today=TODAY, suppress_warnings=quiet)


def shown(page: str) -> str:
    """Return the text below the title, without blanks at the ends of lines."""
    body = page.partition("\n")[2].partition("\n")[2]
    return "\n".join(line.rstrip() for line in body.strip("\n").splitlines())


def test_the_build_has_no_warning(built: Built) -> None:
    assert built.warnings == []


@pytest.mark.parametrize("case", CASES)
def test_a_view_in_markdown(built: Built, case: str) -> None:
    assert shown(built.page(f"md-{case}.txt")) == CASES[case][2].strip("\n")


@pytest.mark.parametrize("case", CASES)
def test_a_view_in_restructuredtext(built: Built, case: str) -> None:
    assert shown(built.page(f"rst-{case}.txt")) == CASES[case][2].strip("\n")


def test_every_view_has_a_case() -> None:
    shown_views = {directive.splitlines()[0] for directive, _line, _text in CASES.values()}
    assert set(VIEWS) <= shown_views


def test_a_case_says_what_comes_out() -> None:
    assert all(re.search(r"\w", expected) for _directive, _line, expected in CASES.values())
