"""Views that are parts with headings, such as one for each package, cut where they are long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docutils import nodes

from sphinxext_archdoc.sphinx_ext import paging
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.views._parts import heading, items_node, package_node, view_node


def units_nodes(
    units: Sequence[paging.Unit],
    *,
    view: str,
    title: str,
    options: Mapping[str, Any],
    linker: Linker,
    links: Mapping[str, Link] | None = None,
) -> list[nodes.Node]:
    """Return all *units* with their headings, or links to the pages that they are cut into.

    *links* says which page a heading leads to, by the title of its unit.
    """
    name = paging.base_name(linker.docname, view, options)
    cut = paging.split(units, name=name, title=title, linker=linker)
    if cut is not None:
        items = [
            [linker.reference(link, link.title), nodes.Text(f" ({number})")] for link, number in cut
        ]
        return [view_node(view, [items_node(items, ["arch-units"])])]
    shown: list[nodes.Node] = []
    for unit in units:
        if unit.title:
            link = (links or {}).get(unit.title)
            text = package_node(link, linker) if link else nodes.Text(unit.title)
            shown.append(heading(text))
        shown += unit.render(unit.rows, linker)
    return [view_node(view, shown)]
