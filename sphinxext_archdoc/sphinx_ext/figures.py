"""Drawings on pages: SVG inside the page in HTML, nothing where it cannot be shown.

Whoever shows a drawing shows the same as a table or list too, which other builders have
alone. The markup of a drawing comes from the serialiser of ``drawing``, never from what
somebody wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_archdoc.sphinx_ext.linking import Linker

if TYPE_CHECKING:
    from sphinxext_archdoc.drawing import Graph


def can_draw(linker: Linker) -> bool:
    """Return whether the builder shows SVG that stands inside of a page.

    EPUB readers do, but its checker wants each such file declared.
    """
    return linker.builder.format == "html" and linker.builder.name != "epub"


def drawing_node(graph: Graph, label: str, *, across: bool = False) -> nodes.container:
    """Return the drawing of *graph* for builders that can draw; see ``drawing.svg_text``."""
    from sphinxext_archdoc.drawing import svg_text

    raw = nodes.raw("", svg_text(graph, label, across=across), format="html")
    return nodes.container("", raw, classes=["arch-graph", "no-search"])


def folded(linker: Linker, summary: str, shown: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return *shown* so that readers of HTML unfold it; in other builders as it is."""
    if not can_draw(linker):
        return list(shown)
    before = f'<details class="arch-edges"><summary>{escape(summary)}</summary>'
    return [
        nodes.raw("", before, format="html"),
        *shown,
        nodes.raw("", "</details>", format="html"),
    ]
