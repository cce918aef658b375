"""The page of a record is one section with the title of the record, whatever its headings."""

from __future__ import annotations

import pytest
from docutils import nodes

from tests.sphinx_ext.conftest import Site

TITLE_ABOVE = "---\ntitle: Cache pages\nstatus: accepted\n---\n\nIntro.\n\n## Context\n\nX.\n"
SAME_LEVEL = (
    "7. Cache pages\n--------------\n\nStatus\n------\n\nAccepted\n\n.. _why:\n\n"
    "Context\n-------\n\nX, :ref:`why <why>`.\n"
)
TWO_TITLES = "# Cache pages\n\n- Status: accepted\n\n# Context\n\nX.\n\n# Decision\n\nY.\n"
NO_TITLE = "## Status\n\nAccepted\n\n## Decision\n\nCache.\n"
NO_HEADING = "In the context of **pages**, facing **load**, we decided for **a cache**.\n"
KIND_ABOVE = "# Architecture decision record\n\n## Cache pages\n\n### Decision\n\nCache.\n"
USUAL = "# 7. Cache <b>all</b> pages\n\n## Status\n\nAccepted\n\n## Decision\n\nCache.\n"


@pytest.mark.parametrize(
    ("name", "text", "title", "parts"),
    [
        ("0007-cache.md", TITLE_ABOVE, "Cache pages", ["Context"]),
        ("0007-cache.rst", SAME_LEVEL, "7. Cache pages", ["Status", "Context"]),
        ("0007-cache.md", TWO_TITLES, "Cache pages", ["Context", "Decision"]),
        ("0007-cache-pages.md", NO_TITLE, "Cache pages", ["Status", "Decision"]),
        ("0007-cache-pages.md", NO_HEADING, "Cache pages", []),
        ("0007-cache.md", KIND_ABOVE, "Architecture decision record", ["Cache pages"]),
    ],
)
def test_a_record_is_one_section(
    site: Site, name: str, text: str, title: str, parts: list[str]
) -> None:
    site.write(
        {f"docs/adr/{name}": text, "docs/index.md": "# S\n\n```{toctree}\n:glob:\nadr/*\n```\n"}
    )
    built = site.build("html", clean=True, suppress_warnings=["myst.header"])
    assert built.warnings == []
    docname = f"adr/{name.partition('.')[0]}"
    doctree = built.app.env.get_doctree(docname)
    (page,) = [node for node in doctree.children if isinstance(node, nodes.section)]
    assert page.children[0].astext() == title
    assert [
        node.children[0].astext() for node in page.children if isinstance(node, nodes.section)
    ] == parts
    assert built.app.env.titles[docname].astext() == title
    contents = built.app.env.tocs[docname]
    assert len(contents.children) == 1
    assert 'class="arch-decision' in built.page(f"{docname}.html")


def test_headings_that_are_as_they_should_be_stay(site: Site) -> None:
    site.write({"docs/adr/0007-x.md": USUAL})
    built = site.build("html", clean=True)
    page = built.page("adr/0007-x.html")
    assert page.count("<h1") == 1
    assert page.count("<h2") == 2
