"""Decisions and the relations between them as a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_archdoc.model import RelationKind
from sphinxext_archdoc.sphinx_ext import figures
from sphinxext_archdoc.sphinx_ext.facts import link_to
from sphinxext_archdoc.sphinx_ext.labels import _, relation_label, status_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.register import Register, Target

if TYPE_CHECKING:
    from sphinxext_archdoc.drawing import Graph


class GraphNode(NamedTuple):
    """One decision of a graph."""

    link: Link
    package: str
    status: str


class GraphEdge(NamedTuple):
    """One relation of a graph, by the places of its ends; the newer decision is the source."""

    source: int
    target: int
    kind: RelationKind
    partial: bool


class RelationGraph(NamedTuple):
    """Decisions that have relations, and the relations."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


PASSIVE = frozenset(
    {
        RelationKind.SUPERSEDED_BY,
        RelationKind.AMENDED_BY,
        RelationKind.CLARIFIED_BY,
        RelationKind.EXTENDED_BY,
        RelationKind.REQUIRED_BY,
        RelationKind.AFFECTED_BY,
    }
)
"""Kinds that are shown from their other end."""

_SYMMETRIC = frozenset({RelationKind.CONFLICTS_WITH, RelationKind.RELATES_TO})
MAP_DEPTH = 2
MAP_NODES = 12
"""How far the small map of one record goes, and how many decisions are on it at most."""


def graph_of(
    register: Register,
    targets: Iterable[Target],
    kinds: frozenset[RelationKind] = frozenset(RelationKind),
    within: Mapping[int, object] | None = None,
) -> RelationGraph:
    """Return the relations that *targets* have, and the decisions at their ends.

    *within* are the decisions that may be ends, by ``id``; None is for all.
    """
    places: dict[int, int] = {}
    found: list[GraphNode] = []
    edges: dict[tuple[int, int, RelationKind], GraphEdge] = {}

    def place_of(target: Target) -> int:
        if id(target) not in places:
            places[id(target)] = len(found)
            found.append(GraphNode(link_to(target), target.package, target.facts.status))
        return places[id(target)]

    for target in targets:
        for relation in register.relations(target):
            other, kind = relation.target, relation.kind
            if other is None or other is target or (within is not None and id(other) not in within):
                continue
            source, goal = (other, target) if kind in PASSIVE else (target, other)
            kind = kind.inverse if kind in PASSIVE else kind
            if kind not in kinds:
                continue
            ends = place_of(source), place_of(goal)
            if kind in _SYMMETRIC:
                ends = (min(ends), max(ends))
            edges.setdefault((*ends, kind), GraphEdge(*ends, kind, relation.partial))
    return RelationGraph(tuple(found), tuple(edges.values()))


def neighbourhood(register: Register, centre: Target, depth: int, most: int) -> list[Target]:
    """Return *centre* and what it is related to over *depth* steps, nearest first."""
    seen = {id(centre): centre}
    edge = [centre]
    for _step in range(depth):
        after: list[Target] = []
        for target in edge:
            for relation in register.relations(target):
                other = relation.target
                if other is None or id(other) in seen:
                    continue
                if len(seen) >= most:
                    return list(seen.values())
                seen[id(other)] = other
                after.append(other)
        edge = after
    return list(seen.values())


def map_of(register: Register, target: Target) -> RelationGraph | None:
    """Return the small map of a record; None where the list of its relations says as much."""
    near = neighbourhood(register, target, MAP_DEPTH, MAP_NODES)
    if len(near) < 3:
        return None
    return graph_of(register, near, within={id(t): None for t in near})


def map_nodes(graph: RelationGraph | None, target: Target, linker: Linker) -> list[nodes.Node]:
    """Return the drawing of the small map of *target*; nothing where it cannot be shown."""
    if graph is None or not figures.can_draw(linker):
        return []
    label = str(_("Decisions related to %s")) % target.key
    return [figures.drawing_node(drawing_of(graph, linker, target.key), label, across=True)]


def drawing_of(graph: RelationGraph, linker: Linker, centre: str = "") -> Graph:
    """Return what is drawn of *graph*; the decision with the key *centre* stands out."""
    from sphinxext_archdoc.drawing import Arrow, Box, Graph

    boxes = [
        Box(
            title=node.link.title,
            above=node.link.key,
            below=status_label(node.status),
            address="" if node.link.key == centre else linker.address(node.link),
            kind="centre" if node.link.key == centre else node.status,
        )
        for node in graph.nodes
    ]
    arrows = [
        Arrow(source=e.source, target=e.target, label=edge_label(e), kind=e.kind.value)
        for e in graph.edges
    ]
    return Graph(boxes=boxes, arrows=arrows)


def edge_label(edge: GraphEdge) -> str:
    """Return the word for a relation of a graph."""
    return relation_label(edge.kind, partial=edge.partial)


def packages_of(graph: RelationGraph) -> tuple[Sequence[str], Mapping[tuple[int, int], int]]:
    """Return the packages of a graph's decisions, and how many relations join two of them."""
    names = list(dict.fromkeys(node.package for node in graph.nodes))
    places = {name: place for place, name in enumerate(names)}
    counts: dict[tuple[int, int], int] = {}
    for edge in graph.edges:
        ends = (
            places[graph.nodes[edge.source].package],
            places[graph.nodes[edge.target].package],
        )
        counts[ends] = counts.get(ends, 0) + 1
    return names, counts
