"""A graph as SVG that stands inside an HTML page.

Colours come from the page: boxes and arrows have classes, text the colour around it. Every
text and address is escaped by the serialiser. Nodes are links; what is pointed at tells its
whole title. The drawing names no other file, no font and no script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

from sphinxext_archdoc.drawing.graph import Arrow, Box, Graph
from sphinxext_archdoc.drawing.layout import Point, arrange
from sphinxext_archdoc.drawing.text import clean, shortened, width, wrapped

SIZE = 13.0
SMALL = 11.0
LINE = 16.0
WIDEST = 188.0
NARROWEST = 84.0
PADDING = 10.0
MARGIN = 6.0
FEW = 40
"""Arrows up to which each has its label beside it."""
HEAD = 8.0
"""Length of the head of an arrow."""


SMALLEST = 0.75
"""How small a drawing may become, in relation to its size, before it is scrolled."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    kind: str


def svg_text(graph: Graph, label: str, *, across: bool = False) -> str:
    """Return *graph* as the text of an ``svg`` element; *label* says what it shows.

    Arrows lead down, with *across* to the right.
    """
    lines = [_lines(box) for box in graph.boxes]
    sizes = [_size(own) for own in lines]
    pairs = [(arrow.source, arrow.target) for arrow in graph.arrows]
    placed = arrange(sizes, pairs, across=across)
    wide, high = placed.width + 2 * MARGIN, placed.height + 2 * MARGIN
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "arch-drawing",
            "role": "document",
            "aria-label": clean(label),
            "viewBox": f"{_n(-MARGIN)} {_n(-MARGIN)} {_n(wide)} {_n(high)}",
            "width": _n(wide),
            "height": _n(high),
            "style": f"min-width:{_n(wide * SMALLEST)}px",
        },
    )
    for place, points in sorted(placed.paths.items()):
        arrow = _arrow(graph.arrows[place], points, across=across)
        if graph.arrows[place].label and len(placed.paths) <= FEW:
            arrow.append(_label(graph.arrows[place], points))
        svg.append(arrow)
    for place, box in enumerate(graph.boxes):
        svg.append(_box(box, lines[place], sizes[place], placed.centres[place]))
    return ET.tostring(svg, encoding="unicode")


def _lines(box: Box) -> list[_Line]:
    """Return the lines of a box; of a key that is too long the end is kept."""
    room = WIDEST - 2 * PADDING
    found = []
    if box.above:
        above = shortened(clean(box.above)[::-1], room / SMALL)[::-1]
        found.append(_Line(above, SMALL, "arch-small"))
    title = wrapped(clean(box.title) or "?", room / SIZE, 3)
    found += [_Line(line, SIZE, "arch-title") for line in title]
    if box.below:
        found.append(_Line(shortened(clean(box.below), room / SMALL), SMALL, "arch-small"))
    return found


def _size(lines: Sequence[_Line]) -> Point:
    widest = max(width(line.text) * line.size for line in lines) + 2 * PADDING
    return min(max(widest, NARROWEST), WIDEST), len(lines) * LINE + 2 * PADDING - 4


def _box(box: Box, lines: Sequence[_Line], size: Point, centre: Point) -> ET.Element:
    (wide, high), (x, y) = size, centre
    kind = f"arch-node arch-node-{box.kind}" if box.kind else "arch-node"
    if box.address:
        group = ET.Element("a", {"class": kind, "href": clean(box.address)})
    else:
        group = ET.Element("g", {"class": kind})
    title = ET.SubElement(group, "title")
    title.text = " · ".join(clean(t) for t in (box.above, box.title, box.below) if t)
    place = {"x": _n(x - wide / 2), "y": _n(y - high / 2), "width": _n(wide), "height": _n(high)}
    ET.SubElement(group, "rect", {**place, "rx": "5"})
    top = y - len(lines) * LINE / 2
    for number, line in enumerate(lines):
        baseline = top + number * LINE + LINE * 0.76
        text = ET.SubElement(
            group,
            "text",
            {
                "class": line.kind,
                "x": _n(x),
                "y": _n(baseline),
                "text-anchor": "middle",
                "font-size": _n(line.size),
            },
        )
        text.text = line.text
    return group


def _arrow(arrow: Arrow, points: Sequence[Point], *, across: bool) -> ET.Element:
    kind = f"arch-arrow arch-arrow-{arrow.kind}" if arrow.kind else "arch-arrow"
    group = ET.Element("g", {"class": kind})
    if arrow.label:
        ET.SubElement(group, "title").text = clean(arrow.label)
    axis = 0 if across else 1
    end, before = points[-1], points[-2]
    back = -HEAD if end[axis] >= before[axis] else HEAD
    base = (end[0] + back, end[1]) if across else (end[0], end[1] + back)
    ET.SubElement(group, "path", {"d": _curve([*points[:-1], base], axis)})
    wings = [(base[0], base[1] - HEAD / 2), (base[0], base[1] + HEAD / 2)]
    if not across:
        wings = [(base[0] - HEAD / 2, base[1]), (base[0] + HEAD / 2, base[1])]
    corners = "L".join(f"{_n(x)} {_n(y)}" for x, y in (end, *wings))
    ET.SubElement(group, "path", {"class": "arch-head", "d": f"M{corners}Z"})
    return group


def _label(arrow: Arrow, points: Sequence[Point]) -> ET.Element:
    (left, top), (right, bottom) = points[0], points[1]
    place = {"x": _n((left + right) / 2), "y": _n((top + bottom) / 2 + SMALL / 3)}
    style = {"class": "arch-label", "text-anchor": "middle", "font-size": _n(SMALL)}
    label = ET.Element("text", {**place, **style})
    label.text = shortened(clean(arrow.label), 16)
    return label


def _curve(points: Sequence[Point], axis: int) -> str:
    """Return a path that leaves and reaches every layer along *axis* (0 is x, 1 is y)."""
    parts = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for (x, y), (right, low) in pairwise(points):
        if (y == low) if axis == 0 else (x == right):
            parts.append(f"L{_n(right)} {_n(low)}")
        elif axis == 0:
            half = _n((x + right) / 2)
            parts.append(f"C{half} {_n(y)} {half} {_n(low)} {_n(right)} {_n(low)}")
        else:
            half = _n((y + low) / 2)
            parts.append(f"C{_n(x)} {half} {_n(right)} {half} {_n(right)} {_n(low)}")
    return "".join(parts)


def _n(number: float) -> str:
    """Return a number with one decimal at most."""
    return f"{round(number, 1) + 0.0:g}"
