"""A real browser: Chromium, driven by Playwright. Where one is missing the tests are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import write_tree
from tests.sphinx_ext.conftest import CONF, Site, package
from tests.views.conftest import TODAY, TREE, VIEWS, index, markdown

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
QUIET = {
    "archdoc_today": TODAY,
    "suppress_warnings": ["archdoc.unknown-relation", "myst.xref_missing"],
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser for all tests."""
    playwright = pytest.importorskip("playwright.sync_api")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=program, args=FLAGS)
        yield launched
        launched.close()


@dataclass
class Visit:
    """A page in the browser, and what went wrong on it."""

    page: Any
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def rows(self) -> list[str]:
        """Return the titles of the decisions that are shown, in order."""
        found: list[str] = self.page.eval_on_selector_all(
            "table.arch-index tbody tr:not([hidden])",
            "rows => rows.map((row) => row.querySelector('a').textContent)",
        )
        return found

    def address(self) -> str:
        """Return what stands in the address bar."""
        return str(self.page.evaluate("location.href"))

    def said(self) -> str:
        """Return what is announced."""
        return str(self.page.text_content("output.arch-count"))


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Any) -> Iterator[Open]:
    """Open a file in a new window, with ``width``, ``color_scheme`` and the like."""
    contexts = []

    def open_(file: Path, query: str = "", **settings: Any) -> Visit:
        width = settings.pop("width", 1280)
        height = settings.pop("height", 900)
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        seen = Visit(page)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on(
            "console",
            lambda message: seen.errors.append(message.text) if message.type == "error" else None,
        )
        page.on("request", lambda request: seen.requests.append(request.url))
        page.goto(file.as_uri() + query)
        return seen

    yield open_
    for context in contexts:
        context.close()


def make_site(root: Path, files: dict[str, str], builds: dict[str, dict[str, Any]]) -> Path:
    """Build a site into a folder for each of *builds*, which are settings by name."""
    (root / "repository/.git").mkdir(parents=True)
    pages = {f"docs/{name}.md": markdown(name) for name in VIEWS}
    tree = {**TREE, **pages, "docs/conf.py": CONF, "docs/index.md": index(*VIEWS), **files}
    write_tree(root / "repository", tree)
    site = Site(root / "repository", lambda more: write_tree(root / "repository", more))
    for name, settings in builds.items():
        built = site.build(clean=True, into=name, **{**QUIET, **settings})
        assert built.warnings == []
    return root


MANY = {
    f"packages/{name}/{file}": text
    for name in ("alpha", "beta", "gamma")
    for file, text in (
        ("ARCHITECTURE.md", package(name, *(f"{name} number {n}" for n in range(8)))),
        ("package.json", f'{{"name": "{name}"}}'),
    )
}


@pytest.fixture(scope="session")
def furo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with Furo; ``cut`` has its index cut into pages."""
    builds = {
        "whole": {"html_theme": "furo"},
        "cut": {"html_theme": "furo", "archdoc_page_size": 5},
    }
    return make_site(tmp_path_factory.mktemp("furo"), MANY, builds)
