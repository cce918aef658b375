"""Nodes that several views are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_archdoc.sphinx_ext.labels import SEPARATOR, package_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain


def view_node(name: str, children: Iterable[nodes.Node]) -> nodes.container:
    """Return the container of a view; what it repeats of other pages is not searched."""
    return nodes.container("", *children, classes=["arch-view", f"arch-{name}", "no-search"])


def nothing(text: str) -> list[nodes.Node]:
    """Return the sentence that stands for a view without contents."""
    return [nodes.paragraph("", text, classes=["arch-empty"])]


def heading(*shown: nodes.Node, anchor: str = "") -> nodes.rubric:
    """Return the heading of a part of a view; views can stand where sections cannot."""
    rubric = nodes.rubric("", "", *shown, classes=["arch-heading"])
    if anchor:
        rubric["ids"].append(anchor)
    return rubric


def text_heading(text: str, anchor: str = "") -> nodes.rubric:
    """Return a heading of plain text."""
    return heading(nodes.Text(text), anchor=anchor)


def items_node(
    items: Iterable[Sequence[nodes.Node]], classes: Sequence[str] = ()
) -> nodes.bullet_list:
    """Return a list with an item of inline nodes for each of *items*."""
    rows = [nodes.list_item("", nodes.paragraph("", "", *item)) for item in items]
    return nodes.bullet_list("", *rows, classes=["arch-list", *classes])


def separated(
    parts: Iterable[Sequence[nodes.Node]], separator: str = SEPARATOR
) -> list[nodes.Node]:
    """Return *parts* in one line with *separator* between them; empty ones are left out."""
    line: list[nodes.Node] = []
    for part in parts:
        if part and line:
            line.append(nodes.Text(separator))
        line += part
    return line


def package_link(domain: ArchitectureDomain, name: str) -> Link:
    """Return the link to the page of a package; its docname is empty when it has none."""
    page = domain.register.pages.get(name)
    return Link(page.docname if page else "", "", name, package_label(name))


def package_node(link: Link, linker: Linker) -> nodes.Node:
    """Return the name of a package, a reference where it has a page."""
    if link.docname:
        return linker.reference(link, link.title)
    return nodes.Text(link.title)
