"""Decisions and their relations as a drawing, with the same as a table.

``:record:`` draws the neighbourhood of one decision, ``:depth:`` steps far (2 by default).
``:package:``, ``:status:``, ``:tag:``, ``:text:``, ``:since:`` and ``:until:`` choose as in
``decision-index``: what is chosen is drawn with what it is related to. ``:relations:`` is a
list of ``supersedes``, ``amends``, ``clarifies``, ``extends``, ``depends-on``, ``affects``,
``conflicts-with`` and ``relates-to``.

Arrows lead from the decision that says so, or would say so, to the other. Decisions without
relations are not drawn. More than 150 decisions or 300 relations are drawn as the packages
that they belong to, with the number of relations between them; the table always has all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinxext_archdoc.drawing import Arrow, Box, Graph, is_readable
from sphinxext_archdoc.model import RelationKind
from sphinxext_archdoc.sphinx_ext import figures, options, paging
from sphinxext_archdoc.sphinx_ext.labels import _, counted, package_label, status_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.relation_graph import (
    PASSIVE,
    GraphEdge,
    RelationGraph,
    drawing_of,
    edge_label,
    graph_of,
    neighbourhood,
    packages_of,
)
from sphinxext_archdoc.sphinx_ext.tables import Column, table_node
from sphinxext_archdoc.sphinx_ext.views._parts import nothing, package_link, view_node
from sphinxext_archdoc.sphinx_ext.views._selection import (
    DECISION_OPTIONS,
    chosen_decisions,
    package_order,
)
from sphinxext_archdoc.sphinx_ext.views._units import units_nodes

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

NAME = "decision-graph"
KINDS = tuple(kind.value for kind in RelationKind if kind not in PASSIVE)
OPTIONS = {
    **DECISION_OPTIONS,
    "record": options.text,
    "depth": options.whole_number,
    "relations": options.choices(*KINDS),
}
DEPTH = 2
MOST = 150
"""Decisions of a neighbourhood."""


class Content(NamedTuple):
    """What is drawn."""

    graph: RelationGraph
    packages: tuple[Link, ...]
    """The pages of the packages that the decisions belong to."""
    centre: str
    """Key of the decision whose neighbourhood it is."""


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> Content:
    """Return the chosen decisions that have relations, and these."""
    register = domain.register
    kinds = frozenset(RelationKind(kind) for kind in options.get("relations", KINDS))
    centre = ""
    if reference := options.get("record"):
        found = domain.lookup(reference, "decision", domain.package_of_page(docname))
        near = neighbourhood(register, found[0], options.get("depth", DEPTH), MOST) if found else []
        graph = graph_of(register, near, kinds, within={id(t): None for t in near})
        centre = found[0].key if found else ""
    else:
        graph = graph_of(register, chosen_decisions(domain, options), kinds)
    names = sorted({node.package for node in graph.nodes})
    return Content(graph, tuple(package_link(domain, name) for name in names), centre)


def render(content: Content, options: Mapping[str, Any], linker: Linker) -> list[nodes.Node]:
    """Return the drawing and the table of the relations."""
    graph = content.graph
    if not graph.edges:
        return nothing(str(_("No relations between decisions were found.")))
    table = _tables(graph, options, linker)
    if not figures.can_draw(linker):
        return table
    drawing = drawing_of(graph, linker, content.centre)
    label = str(_("Relations between decisions"))
    shown: list[nodes.Node] = []
    if not is_readable(drawing):
        drawing = _condensed(content, linker)
        label = str(_("Relations between the decisions of packages"))
        text = _("%s are too many for one drawing; it shows their packages.")
        if not is_readable(drawing):
            text = _("%s are too many for a drawing.")
        shown.append(nodes.paragraph("", str(text) % counted("decision", len(graph.nodes))))
    if is_readable(drawing):
        shown.append(figures.drawing_node(drawing, label))
    summary = str(_("The relations as a table"))
    return [view_node(NAME, [*shown, *figures.folded(linker, summary, table)])]


def _tables(graph: RelationGraph, options: Mapping[str, Any], linker: Linker) -> list[nodes.Node]:
    """Return the table of all relations, or the parts that it is cut into."""
    packages: dict[str, list[GraphEdge]] = {}
    for edge in graph.edges:
        packages.setdefault(graph.nodes[edge.source].package, []).append(edge)
    if len(graph.edges) <= linker.pages.size or not paging.can_split(linker.builder):
        return _table(graph, graph.edges, linker)
    units = [
        paging.Unit(
            title=package_label(name),
            rows=packages[name],
            render=lambda edges, linker: _table(graph, edges, linker),
        )
        for name in sorted(packages, key=package_order)
    ]
    title = str(_("Relations between decisions"))
    return units_nodes(units, view=NAME, title=title, options=options, linker=linker)


def _condensed(content: Content, linker: Linker) -> Graph:
    names, counts = packages_of(content.graph)
    links = {link.key: link for link in content.packages}
    inside = {place: number for (place, other), number in counts.items() if place == other}
    boxes = [
        Box(
            title=package_label(name),
            below=str(_("%d relations inside")) % inside[place] if place in inside else "",
            address=linker.address(links[name]),
            kind="package",
        )
        for place, name in enumerate(names)
    ]
    arrows = [
        Arrow(source=source, target=target, label=str(number), kind="many")
        for (source, target), number in counts.items()
        if source != target
    ]
    return Graph(boxes=boxes, arrows=arrows)


def _table(graph: RelationGraph, edges: Sequence[GraphEdge], linker: Linker) -> list[nodes.Node]:
    def decision(place: int) -> list[nodes.Node]:
        node = graph.nodes[place]
        shown = linker.reference(node.link, f"{node.link.key} {node.link.title}")
        status = status_label(node.status)
        return [shown, nodes.Text(f" ({status})")] if status else [shown]

    rows: Iterator[list[list[nodes.Node]]] = (
        [decision(edge.source), [nodes.Text(edge_label(edge))], decision(edge.target)]
        for edge in edges
    )
    columns = [
        Column(str(_("Decision")), 40),
        Column(str(_("Relation")), 20),
        Column(str(_("Decision")), 40),
    ]
    return [table_node(columns, rows, classes=["arch-relations"])]
