"""The example site: every page of it is as it should be, in every theme."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest

from tests.browser.conftest import Open
from tests.browser.test_looks import OF_THEMES, THEMES

SHOP = Path(__file__).parents[2] / "examples" / "shop"
FEW = (
    "index",
    "overview",
    "ordering",
    "packages/cart",
    "adr/0006-plants-are-reserved-until-picked",
)
"""Pages with everything there is to see; the others are looked at in one theme."""
OF_THEME = {
    "alabaster": {"color-contrast"},
    "pydata_sphinx_theme": {"summary-name"},
    "sphinx_book_theme": {"summary-name"},
    "sphinx_rtd_theme": {"color-contrast", "link-in-text-block"},
}
"""Serious faults of a theme itself, by the names of axe: of its footer, its navigation."""
PALE = ("#2980b9", "#e74c3c")
"""Colours of RTD for links and code, which are too pale wherever they stand."""
IS_OURS = """(place) => {
  const found = document.querySelector(place);
  return Boolean(found && found.closest("[class*='arch-']"));
}"""


@pytest.fixture(scope="module", params=THEMES)
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built in one theme; the folder is named like it."""
    pytest.importorskip(str(request.param))
    out = tmp_path_factory.mktemp("example") / str(request.param)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", f"{out}-doctrees"]
    command += ["-D", f"html_theme={request.param}", str(SHOP / "docs"), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return out


def _pages(example: Path) -> list[Path]:
    if example.name != "furo":
        return [example / f"{name}.html" for name in FEW]
    left_out = {"genindex.html", "search.html"}
    pages = (p for p in example.rglob("*.html") if "_static" not in p.parts)
    return sorted(page for page in pages if page.name not in left_out)


def test_nothing_serious_is_wrong_on_any_page(example: Path, visit: Open) -> None:
    for page in _pages(example):
        seen = visit(page)
        assert [e for e in seen.errors if not any(known in e for known in OF_THEMES)] == []
        hosts = [r for r in seen.requests if not r.startswith("file:")]
        assert [r for r in hosts if "fonts" not in r] == [], page.name
        assert _serious(seen.page, example.name) == [], page.name


def _serious(page: Any, theme: str) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    options = {"resultTypes": ["violations"], "preload": False}
    found = []
    for violation in axe.Axe().run(page, options=options).response["violations"]:
        if violation["impact"] not in {"serious", "critical"}:
            continue
        for node in violation["nodes"]:
            is_known = violation["id"] in OF_THEME.get(theme, set())
            is_pale = any(colour in node["failureSummary"] for colour in PALE)
            if is_known and (is_pale or not page.evaluate(IS_OURS, node["target"][0])):
                continue
            found.append(f"{violation['id']}: {node['html'][:200]} {node['failureSummary'][:200]}")
    return found


def test_every_link_leads_to_a_place_that_is_there(example: Path) -> None:
    if example.name != "furo":
        pytest.skip("links do not depend on the theme")
    pages = {page: page.read_text(encoding="utf-8") for page in _pages(example)}
    ids = {page: set(re.findall(r'\bid="([^"]+)"', text)) for page, text in pages.items()}
    for page, text in pages.items():
        assert len(re.findall(r'\bid="([^"]+)"', text)) == len(ids[page]), page.name
        for href in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', text):
            if re.match(r"[a-z]+:", href):
                continue
            address, fragment = urldefrag(urljoin(page.as_uri(), href.partition("?")[0]))
            target = Path(address.removeprefix("file://"))
            assert target.is_file(), (page.name, href)
            if fragment and target in ids:
                assert fragment in ids[target], (page.name, href)
