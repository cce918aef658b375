"""Drawing graphs: from nodes and arrows to places, and from places to SVG.

The layout is the layered one of Sugiyama, Tagawa and Toda (1981): arrows point down, the
nodes of a layer are ordered so that few arrows cross, and moved so that arrows are straight.
Everything is deterministic, and takes time in proportion to nodes, arrows and layers. What
is too large to be read is condensed by whoever asks (see :data:`LARGEST`).
"""

from __future__ import annotations

from sphinxext_archdoc.drawing.graph import Arrow, Box, Graph, components
from sphinxext_archdoc.drawing.layout import Placed, arrange
from sphinxext_archdoc.drawing.svg import svg_text

LARGEST = 150
"""Nodes that one drawing can have and still be read."""
MOST_ARROWS = 300


def is_readable(graph: Graph) -> bool:
    """Return whether a drawing of *graph* can be read."""
    return len(graph.boxes) <= LARGEST and len(graph.arrows) <= MOST_ARROWS


__all__ = ["Arrow", "Box", "Graph", "Placed", "arrange", "components", "is_readable", "svg_text"]
