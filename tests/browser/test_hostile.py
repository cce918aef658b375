"""Titles, tags and names of packages that nobody should choose are shown as text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import pytest

from tests.browser.conftest import Open, make_site
from tests.views.conftest import VIEWS

SCRIPT = "<script>window.taken = 1</script>"
IMAGE = "<img src=x onerror='window.taken = 2'>"
CLOSING = "</title></svg></script><script>window.taken = 3</script>"
QUOTES = "say \"quoted\" & 'single' or `tick` twice"
RIGHT_TO_LEFT = "קבלת החלטות \N{RIGHT-TO-LEFT OVERRIDE}txt.exe"
EMOJI = "🌱 👩‍👩‍👧‍👦 plants"
LONG = "long" * 75
ODD = (SCRIPT, IMAGE, CLOSING, QUOTES, RIGHT_TO_LEFT, EMOJI, LONG)
PACKAGES = ("</script><script>window.taken = 5</script>", 'it\'s "odd" & so', "plants-🌱", LONG)


def _record(number: int, title: str) -> str:
    tags = json.dumps([title, "plain"], ensure_ascii=False)
    related = number % len(ODD) + 1
    return (
        f"---\nstatus: accepted\ndate: 2024-03-{number:02}\ntags: {tags}\n---\n\n"
        f"# {_escaped(title)}\n\n"
        "## Context and Problem Statement\n\nOdd.\n\n## Decision Outcome\n\nShown.\n\n"
        f"## More Information\n\n* Relates to [another]({related:04}-record.md)\n"
    )


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "<>&`'\"$*_[]" else c for c in text)


def _files() -> dict[str, str]:
    files = {f"docs/adr/{n:04}-record.md": _record(n, title) for n, title in enumerate(ODD, 1)}
    for place, name in enumerate(PACKAGES):
        folder = f"packages/odd{place}"
        needed = PACKAGES[(place + 1) % len(PACKAGES)]
        manifest = {"name": name, "description": SCRIPT, "dependencies": {needed: "*"}}
        files[f"{folder}/package.json"] = json.dumps(manifest)
        files[f"{folder}/ARCHITECTURE.md"] = (
            f"# Architecture - {_escaped(name)}\n\n## System Overview\n\n{_escaped(SCRIPT)}\n\n"
            f"## Technology Stack\n\n- **{_escaped(IMAGE)}**: {_escaped(QUOTES)}\n\n"
            f"## Future Improvements\n\n- **{_escaped(CLOSING)}**: {_escaped(SCRIPT)}\n\n"
            "## Design Decisions\n\n### Decision 1: " + _escaped(SCRIPT) + "\n\n"
            "**Status**: " + _escaped(IMAGE) + "\n\n**Context**: Odd.\n\n**Decision**: Shown.\n"
        )
    return files


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a repository in which everything has an odd name, whole and cut."""
    quiet = ["archdoc", "myst.xref_missing", "myst.header"]
    outputs = ["atom", "json", "needs"]
    common: dict[str, Any] = {
        "html_theme": "furo",
        "suppress_warnings": quiet,
        "archdoc_outputs": outputs,
    }
    builds = {"whole": common, "cut": {**common, "archdoc_page_size": 3}}
    return make_site(tmp_path_factory.mktemp("hostile"), _files(), builds)


@pytest.mark.parametrize("build", ["whole", "cut"])
def test_no_page_runs_what_somebody_wrote(hostile: Path, visit: Open, build: str) -> None:
    pages = sorted((hostile / build / "html").glob("*.html"))
    names = {page.stem for page in pages}
    assert set(VIEWS) <= names
    for page in pages:
        seen = visit(page, width=320)
        assert seen.page.evaluate("window.taken === undefined"), page.name
        assert seen.page.locator("main img[src='x'], article img[src='x']").count() == 0
        assert seen.errors == [], page.name
        assert [r for r in seen.requests if not r.startswith("file:")] == []


def test_titles_are_shown_letter_by_letter(hostile: Path, visit: Open) -> None:
    seen = visit(hostile / "whole/html/decision-index.html")
    assert set(ODD) <= set(seen.rows())
    drawn = visit(hostile / "whole/html/decision-graph.html")
    titles = drawn.page.eval_on_selector_all(
        "svg.arch-drawing title", "all => all.map((one) => one.textContent)"
    )
    for title in (SCRIPT, IMAGE, EMOJI, LONG):
        assert any(title in shown for shown in titles), title


def test_what_runs_from_right_to_left_ends_where_it_ends(hostile: Path, visit: Open) -> None:
    seen = visit(hostile / "whole/html/decision-index.html")
    row = seen.page.locator("tr", has_text=RIGHT_TO_LEFT)
    assert row.locator(".arch-tag").count() == 2
    places = row.locator(".arch-tag").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().x)"
    )
    assert places == sorted(places)
    kinds = row.locator(".arch-tag, a").evaluate_all(
        "all => all.map(e => getComputedStyle(e).unicodeBidi)"
    )
    assert set(kinds) == {"isolate"}


@pytest.mark.parametrize("tag", ODD)
def test_odd_tags_and_packages_survive_the_address(hostile: Path, visit: Open, tag: str) -> None:
    seen = visit(hostile / "whole/html/decision-index.html")
    seen.page.select_option("select[name=tag]", label=tag)
    assert seen.rows() == [tag]
    query = seen.address().partition("?")[2]
    assert unquote(query.replace("+", " ")) == f"tag={tag}"
    again = visit(hostile / "whole/html/decision-index.html", f"?{query}")
    assert again.rows() == [tag]
    assert again.page.evaluate("window.taken === undefined")


@pytest.mark.parametrize("name", PACKAGES)
def test_odd_packages_are_found_in_a_cut_index(hostile: Path, visit: Open, name: str) -> None:
    seen = visit(hostile / "cut/html/decision-index.html", f"?package={quote(name)}")
    seen.page.wait_for_selector("table.arch-index tbody tr")
    assert seen.rows() == [SCRIPT]
    assert seen.page.evaluate("window.taken === undefined")


@pytest.mark.parametrize(
    "text", ['"><img src=x onerror=window.taken=6>', "%E0%A4%A", "&=#?+", "\\"]
)
def test_an_odd_address_is_a_text_to_look_for(hostile: Path, visit: Open, text: str) -> None:
    for build in ("whole", "cut"):
        seen = visit(hostile / build / "html/decision-index.html", f"?text={quote(text)}")
        seen.page.wait_for_function("document.querySelector('input[name=text]').value !== ''")
        assert seen.page.input_value("input[name=text]") == text
        assert seen.page.evaluate("window.taken === undefined")
        assert seen.errors == []


def test_files_beside_the_pages_say_the_same(hostile: Path) -> None:
    folder = hostile / "whole/html"
    feed = ElementTree.parse(folder / "decisions.atom").getroot()
    shown = {e.text for e in feed.iter("{http://www.w3.org/2005/Atom}title")}
    assert set(ODD) <= shown
    records = json.loads((folder / "archdoc.json").read_text(encoding="utf-8"))
    assert set(ODD) <= {record["title"] for record in records["decisions"]}
    needs = json.loads((folder / "needs.json").read_text(encoding="utf-8"))
    (version,) = needs["versions"].values()
    assert set(ODD) <= {need["title"] for need in version["needs"].values()}
