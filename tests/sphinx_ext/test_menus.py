"""The navigation of a page is the same whether Sphinx makes it or a neighbour's is taken."""

from __future__ import annotations

from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from tests.sphinx_ext.conftest import Site, package

OPTIONS: list[dict[str, Any]] = [
    {"collapse": True, "includehidden": True},
    {"collapse": False, "includehidden": True},
    {"collapse": False, "includehidden": True, "maxdepth": -1, "titles_only": True},
    {"collapse": True, "includehidden": True, "maxdepth": 2},
    {"collapse": True, "maxdepth": ""},
]
NAMES = ("auth", "billing", "core", "mail", "search")
PLAIN: dict[str, str] = {f"packages/{name}/ARCHITECTURE.md": package(name) for name in NAMES}
LOG = "# 1. Use {}\n\n## Status\n\nAccepted\n\n## Context\n\nWe need it.\n\n## Decision\n\nSo.\n"
INDEX = "# Site\n\n```{{architecture-packages}}\n```\n\n```{{toctree}}\n{}\n```\n"

TREES: dict[str, dict[str, str]] = {
    "packages": PLAIN,
    "a log": PLAIN
    | {f"packages/core/docs/adr/000{n}-use-{n}.md": LOG.format(n) for n in range(1, 6)},
    "titles": {
        f"packages/{name}/ARCHITECTURE.md": package(name).replace("# ", f"# *{name}* & `<li>` ", 1)
        for name in NAMES
    },
    "one listed twice": PLAIN | {"docs/index.md": INDEX.format("packages/mail")},
    "numbered": PLAIN
    | {
        "docs/index.md": "# Site\n\n```{toctree}\n:numbered:\n:caption: All\n\n"
        + "".join(f"packages/{name}\n" for name in NAMES)
        + "```\n"
    },
    "packages without documents": PLAIN
    | {
        f"packages/{name}/package.json": f'{{"name": "{name}"}}'
        for name in ("bare", "thin", "wide")
    }
    | {
        f"packages/{name}/docs/adr/000{n}-use-{n}.md": LOG.format(n)
        for n in (1, 2, 3)
        for name in ("bare", "thin", "wide")
    },
    "deeper documents": PLAIN
    | {f"packages/core/src/{name}/ARCHITECTURE.md": package(name) for name in NAMES},
}


class Comparison:
    """Asks for the navigation of each page in both ways."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.different: list[tuple[str, dict[str, Any]]] = []

    def compare(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
    ) -> None:
        """Compare all navigations of a page (``html-page-context``)."""
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        for options in OPTIONS:
            self.asked.append(pagename)
            expected = app.builder._get_local_toctree(pagename, **options)
            if context["toctree"](**options) != expected:
                self.different.append((pagename, options))


@pytest.mark.parametrize("depth", [1, 2, 0])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("tree", TREES)
def test_every_navigation_is_the_one_of_sphinx(
    site: Site, tree: str, builder: str, depth: int
) -> None:
    site.write(TREES[tree])
    comparison = Comparison()
    built = site.build(
        builder,
        clean=True,
        handlers={"html-page-context": comparison.compare},
        archdoc_navigation_depth=depth,
    )
    assert len(set(comparison.asked)) > len(built.written)
    assert comparison.different == []


def test_sphinx_is_asked_for_two_pages_of_a_folder(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    original = StandaloneHTMLBuilder._get_local_toctree

    def noted(builder: StandaloneHTMLBuilder, docname: str, **options: Any) -> str:
        asked.append(docname)
        return original(builder, docname, **options)

    monkeypatch.setattr(StandaloneHTMLBuilder, "_get_local_toctree", noted)
    site.write({p: package(p.split("/")[1], "Use queues") for p in PLAIN})
    built = site.build(clean=True, html_theme="alabaster")
    assert {name for name in built.written if name.startswith("packages/")} == {
        f"packages/{name}" for name in NAMES
    }
    # And once for all pages without a document: indices and search.
    assert sorted(n for n in asked if n != "index") == [
        "genindex",
        "packages/auth",
        "packages/billing",
    ]
