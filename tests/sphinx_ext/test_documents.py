"""A document of a package is the same page in Markdown and in reStructuredText.

Each folder of ``documents`` holds one document in both, and in ``expected.txt`` what is shown.
``OWNER`` is the name of the package.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes

from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from tests.conftest import Tree
from tests.sphinx_ext.conftest import Built, Site
from tests.sphinx_ext.outline import outline

FOLDER = Path(__file__).parent / "documents"
CASES = sorted(folder.name for folder in FOLDER.iterdir())
MARKUPS = ("md", "rst")
NOTHING = (
    "# 6. Cache nothing\n\n## Status\n\nSuperseded by [7. Cache at the edge](0007-edge.{})\n\n"
    "## Context\n\nX.\n\n## Decision\n\nY.\n"
)


def _tree() -> dict[str, str]:
    tree = {}
    for case in CASES:
        for markup in MARKUPS:
            (file,) = (FOLDER / case).glob(f"*.{markup}")
            folder = f"packages/{case}-{markup}"
            if file.stem != "ARCHITECTURE":
                folder += "/docs/adr"
                tree[f"{folder}/0006-nothing.md"] = NOTHING.format(markup)
            text = file.read_text(encoding="utf-8").replace("OWNER", f"{case}-{markup}")
            tree[f"{folder}/{file.name}"] = text
    return tree


def _docname(case: str, markup: str) -> str:
    (file,) = (FOLDER / case).glob(f"*.{markup}")
    name = f"packages/{case}-{markup}"
    return name if file.stem == "ARCHITECTURE" else f"{name}/decisions/{file.stem}"


@pytest.fixture(scope="module")
def built(new_site: Callable[[Tree], Site]) -> tuple[Built, dict[str, nodes.document]]:
    """All documents, each a package of its own, and their doctrees."""
    doctrees: dict[str, nodes.document] = {}
    keep = {"doctree-resolved": lambda _app, doctree, name: doctrees.update({name: doctree})}
    site = new_site(_tree())
    # Pictures are tested elsewhere, and differ with the version of what draws them.
    return site.build(clean=True, handlers=keep, archdoc_diagrams=["browser"]), doctrees


def test_there_is_no_warning(built: tuple[Built, dict[str, nodes.document]]) -> None:
    assert built[0].warnings == []


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("case", CASES)
def test_what_is_shown(
    built: tuple[Built, dict[str, nodes.document]], case: str, markup: str
) -> None:
    text = outline(built[1][_docname(case, markup)]).replace(f"{case}-{markup}", "OWNER")
    file = FOLDER / case / "expected.txt"
    if os.environ.get("REGENERATE") and markup == "md":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_every_record_that_can_be_linked_to_has_a_place(
    built: tuple[Built, dict[str, nodes.document]], case: str
) -> None:
    register = architecture_domain(built[0].app.env).register
    found = []
    for markup in MARKUPS:
        targets = register.on_page(_docname(case, markup))
        found.append([(t.object_type, t.local, bool(t.row.anchor)) for t in targets])
        page = built[0].page(f"{_docname(case, markup)}.html")
        assert all(f'id="{t.row.anchor}"' in page for t in targets if t.row.anchor)
    assert found[0] == found[1]
    assert any(has_anchor for _, _, has_anchor in found[0])
