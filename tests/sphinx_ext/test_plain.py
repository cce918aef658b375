"""Views in text and man pages are lines that are read, not boxes that fell apart."""

from __future__ import annotations

import re

from tests.sphinx_ext.conftest import INDEX, Site, package

LONG = "an-unusually-long-name-of-a-package"
VIEWS = (
    f"{INDEX}\n```{{architecture-dashboard}}\n```\n\n[the core](../packages/core/ARCHITECTURE.md)\n"
)
SETTINGS = {"man_pages": [("index", "site", "Site", [], 1)]}


def _site(site: Site) -> Site:
    site.write(
        {
            "docs/index.md": VIEWS,
            f"packages/{LONG}/ARCHITECTURE.md": package(LONG, "Use queues"),
            "packages/core/ARCHITECTURE.md": package("core", "Render early")
            + "**Tags**: speed\n\n## Component Relationships\n\n"
            "```mermaid\ngraph TD\n  A[Engine of core] --> B[Wheel]\n```\n",
        }
    )
    return site


def test_a_number_stands_before_what_it_counts(site: Site) -> None:
    text = _site(site).build("text").page("index.txt")
    assert "* **2 of 2** packages have a document" in text
    assert re.search(r"\* \*\*0\*\* Packages without a document", text)


def test_no_name_is_cut_in_a_table(site: Site) -> None:
    text = _site(site).build("text").page("index.txt")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert any(LONG in row for row in rows)
    assert len({len(row) for row in rows}) == 1


def test_man_pages_have_no_empty_addresses(site: Site) -> None:
    page = _site(site).build("man", **SETTINGS).page("site.1")
    assert "the core" in page
    assert "<>" not in page
    assert "<#" not in page.replace("\\", "")


def test_epub_has_a_style_of_its_own(site: Site) -> None:
    built = _site(site).build("epub", project="Site", version="1", copyright="us")
    assert built.warnings == []
    assert "archdoc-epub.css" in built.page("index.xhtml")
    assert "archdoc.css" not in built.page("index.xhtml")
    manifest = built.page("content.opf")
    assert "archdoc-epub.css" in manifest
    assert "archdoc.css" not in manifest
    assert "archdoc.js" not in manifest
