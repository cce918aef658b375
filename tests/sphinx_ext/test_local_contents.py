"""The contents of a mounted page are those that Sphinx would write."""

from __future__ import annotations

from typing import Any

import pytest
from docutils import nodes
from sphinx.application import Sphinx

from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.local_contents import LocalContents
from tests.sphinx_ext.conftest import Site, package

NAMES = ("auth", "core", "mail")
PLAIN = {f"packages/{name}/ARCHITECTURE.md": package(name, "Use queues") for name in NAMES}
TITLES = (
    "A < B & \"C\" 'D' me@x.example",
    "Über uns 東京",
    "`code` in *it*",
    "[A link](x.md)",
    "-",
)
INDEX = "docs/index.md"

TREES: dict[str, dict[str, str]] = {
    "plain": PLAIN,
    "titles": {
        f"packages/p{number}/ARCHITECTURE.md": f"# {title}\n\n## {title}\n\n### Below {title}\n\n"
        f"Text.\n\n## Again\n\nText.\n"
        for number, title in enumerate(TITLES)
    },
    "depth": PLAIN
    | {"packages/core/ARCHITECTURE.md": "---\ntocdepth: 2\n---\n" + package("core", "Use it")},
    "numbered": PLAIN | {INDEX: "# Site\n\n```{toctree}\n:numbered:\n:glob:\n\npackages/*\n```\n"},
    "a log": PLAIN
    | {
        f"packages/core/docs/adr/000{number}-use-it.md": f"# {number}. Use\n\n## Status\n\n"
        "Accepted\n\n## Context\n\nSo.\n\n## Decision\n\nYes.\n"
        for number in (1, 2)
    },
}


def compared(site: Site) -> dict[str, tuple[str, str]]:
    """Return the contents in the context of each mounted page, and those that Sphinx writes."""
    found = {}

    def compare(app: Sphinx, pagename: str, template: str, context: Any, doctree: Any) -> None:
        domain = architecture_domain(app.env)
        whole = domain.data["tocs"].get(pagename)
        if isinstance(whole, nodes.bullet_list):
            rendered = LocalContents(app.env, domain.builder)._rendered(pagename, whole)
            found[pagename] = context["toc"], rendered

    site.build(clean=True, handlers={"html-page-context": compare})
    return found


@pytest.mark.parametrize("tree", TREES)
def test_the_contents_are_those_of_sphinx(site: Site, tree: str) -> None:
    site.write(TREES[tree])
    found = compared(site)
    assert len(found) >= len(NAMES)
    assert {name: ours for name, (ours, _) in found.items()} == {
        name: theirs for name, (_, theirs) in found.items()
    }


def test_one_page_is_rendered_to_compare(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = []
    original = LocalContents._rendered

    def noted(contents: LocalContents, docname: str, whole: nodes.bullet_list) -> str:
        rendered.append(docname)
        return original(contents, docname, whole)

    monkeypatch.setattr(LocalContents, "_rendered", noted)
    site.write(PLAIN)
    site.build(clean=True)
    assert rendered == ["packages/auth"]
