"""The source of a mounted page is right in every theme, or not offered."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.sphinx_ext.conftest import Site, package

PATH = "packages/core/ARCHITECTURE.md"
URL = "https://github.com/acme/shop"
EDIT = f"{URL}/edit/main/{PATH}"
VIEW = f"{URL}/blob/main/{PATH}"

GITHUB = {"github_user": "acme", "github_repo": "shop", "github_version": "main"}
FURO = {"source_repository": URL, "source_branch": "main", "source_directory": "docs/"}

CASES: dict[str, tuple[dict[str, Any], list[str]]] = {
    # Before the themes on pydata, which leave their templates behind in the process.
    "sphinx_rtd_theme": (
        {"html_context": {**GITHUB, "display_github": True, "conf_py_path": "/docs/"}},
        [VIEW],
    ),
    "furo": ({"html_theme_options": FURO}, [EDIT, VIEW]),
    "pydata_sphinx_theme": (
        {"html_theme_options": {"use_edit_page_button": True}, "html_context": GITHUB},
        [EDIT],
    ),
    "sphinx_book_theme": (
        {
            "html_theme_options": {
                "use_edit_page_button": True,
                "use_source_button": True,
                "repository_url": URL,
                "repository_branch": "main",
                "path_to_docs": "docs",
            }
        },
        [EDIT, f"{VIEW}?plain=1"],
    ),
    "shibuya": (
        {
            "html_context": {
                "source_type": "github",
                "source_user": "acme",
                "source_repo": "shop",
                "source_docs_path": "/docs/",
            }
        },
        [EDIT],
    ),
    "alabaster": ({}, []),
}


def _addresses(page: str) -> list[str]:
    found = re.findall(
        r'href="([^"]*ARCHITECTURE[^"]*|[^"]*/_sources/[^"]*|[^"]*core\.md[^"]*)"', page
    )
    return sorted(set(found))


@pytest.mark.parametrize("theme", CASES)
def test_edit_and_view_lead_to_the_file(site: Site, theme: str) -> None:
    pytest.importorskip(theme)
    settings, expected = CASES[theme]
    site.write({PATH: package("core")})
    built = site.build(clean=True, html_theme=theme, **settings)
    assert built.warnings == []
    addresses = _addresses(built.page("packages/core.html"))
    assert set(expected) <= set(addresses)
    local = "../_sources/packages/core.md"
    others = [a for a in addresses if a not in expected and a.removesuffix(".txt") != local]
    assert [a for a in others if f"/main/{PATH}" not in a] == []


@pytest.mark.parametrize("theme", CASES)
def test_the_configured_repository_is_enough(site: Site, theme: str) -> None:
    pytest.importorskip(theme)
    site.write({PATH: package("core")})
    built = site.build(
        clean=True,
        html_theme=theme,
        archdoc_repository_url=URL,
    )
    wrong = [a for a in _addresses(built.page("packages/core.html")) if "docs/" in a]
    assert wrong == []
    if theme in {"furo", "shibuya"}:
        assert EDIT in _addresses(built.page("packages/core.html"))


CONTENTS = {
    "sphinx_rtd_theme": ".wy-menu-vertical li.current",
    "furo": ".toc-tree",
    "pydata_sphinx_theme": ".page-toc",
    "sphinx_book_theme": ".page-toc",
    "shibuya": ".localtoc",
}
"""By theme what selects the contents of the page that is shown."""


@pytest.mark.parametrize("theme", CONTENTS)
def test_a_mounted_page_shows_its_own_contents(site: Site, theme: str) -> None:
    pytest.importorskip(theme)
    site.write(
        {
            PATH: package("core") + "\n## Odds & *ends*\n\nSome.\n",
            "packages/core/docs/adr/0001-use-it.md": "# 1. Use it\n\n## Decision\n\nWe do.\n",
            "packages/mail/ARCHITECTURE.md": package("mail"),
            "packages/zoo/ARCHITECTURE.md": package("zoo"),
        }
    )
    built = site.build(clean=True, html_theme=theme)
    for name in ("core", "mail", "zoo"):
        page = BeautifulSoup(built.page(f"packages/{name}.html"), "html.parser")
        wanted = [
            f"#{section['id']}"
            for section in page.select("section")
            if section.find("h2", recursive=False)
        ]
        shown = [link["href"] for link in page.select(f"{CONTENTS[theme]} a[href^='#']")]
        assert len(wanted) > 1
        assert [address for address in shown if address in wanted] == wanted


def test_contents_that_a_page_hides_stay_hidden(site: Site) -> None:
    pytest.importorskip("furo")
    site.write({PATH: "---\nhide-toc: true\n---\n\n" + package("core")})
    built = site.build(clean=True, html_theme="furo")
    page = BeautifulSoup(built.page("packages/core.html"), "html.parser")
    assert page.select(".toc-tree") == []
