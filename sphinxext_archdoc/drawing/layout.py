"""Places for the boxes and arrows of a graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinxext_archdoc.drawing.graph import components
from sphinxext_archdoc.drawing.layers import Layers, layers_of

GAP = 24.0
"""Space between boxes beside each other."""
BETWEEN = 46.0
"""Space between layers, and between parts of a graph."""
BETWEEN_ACROSS = 88.0
"""Space between layers beside each other: labels of arrows stand there."""
SWEEPS = 12
WIDEST = 720.0
"""Parts of a graph stand beside each other up to this width."""

Point = tuple[float, float]


@dataclass(slots=True, kw_only=True)
class Placed:
    """Where everything is: y grows downwards, all is right and below of (0, 0)."""

    centres: dict[int, Point] = field(default_factory=dict)
    """Middle of each box."""
    paths: dict[int, list[Point]] = field(default_factory=dict)
    """Points of each arrow, from its source to its target, by its place."""
    width: float = 0.0
    height: float = 0.0


def arrange(
    sizes: Sequence[Point], pairs: Sequence[tuple[int, int]], *, across: bool = False
) -> Placed:
    """Place boxes of *sizes* (width, height), with arrows between the boxes of *pairs*.

    Arrows lead down, with *across* to the right. Those from a box to itself get no path.
    """
    if not across:
        return _arrange(sizes, pairs, BETWEEN, WIDEST)
    turned = _arrange([(high, wide) for wide, high in sizes], pairs, BETWEEN_ACROSS, 0.0)
    return Placed(
        centres={box: (x, y) for box, (y, x) in turned.centres.items()},
        paths={place: [(x, y) for y, x in points] for place, points in turned.paths.items()},
        width=turned.height,
        height=turned.width,
    )


def _arrange(
    sizes: Sequence[Point], pairs: Sequence[tuple[int, int]], between: float, widest: float
) -> Placed:
    drawn = [(place, pair) for place, pair in enumerate(pairs) if pair[0] != pair[1]]
    whole = Placed()
    x = y = row = 0.0
    parts = components(len(sizes), [pair for _place, pair in drawn])
    owner = {box: number for number, boxes in enumerate(parts) for box in boxes}
    arrows: list[list[tuple[int, tuple[int, int]]]] = [[] for _ in parts]
    for place, pair in drawn:
        arrows[owner[pair[0]]].append((place, pair))
    for boxes, own in zip(parts, arrows, strict=True):
        part = _arrange_part(sizes, boxes, own, between)
        if x and x + part.width > widest:
            x, y, row = 0.0, y + row + BETWEEN, 0.0
        _move_into(whole, part, x, y)
        x += part.width + BETWEEN
        row = max(row, part.height)
    return whole


def _move_into(whole: Placed, part: Placed, x: float, y: float) -> None:
    for box, (left, top) in part.centres.items():
        whole.centres[box] = (left + x, top + y)
    for arrow, points in part.paths.items():
        whole.paths[arrow] = [(left + x, top + y) for left, top in points]
    whole.width = max(whole.width, x + part.width)
    whole.height = max(whole.height, y + part.height)


def _arrange_part(
    sizes: Sequence[Point],
    boxes: Sequence[int],
    arrows: Sequence[tuple[int, tuple[int, int]]],
    between: float,
) -> Placed:
    layers = layers_of(boxes, arrows)
    widths = {n: sizes[n][0] if n in layers.real else 6.0 for n in layers.layer}
    x = _columns(layers, widths)
    left = min(x[n] - widths[n] / 2 for n in x)
    placed = Placed()
    top = 0.0
    middles = []
    for row in layers.rows:
        height = max((sizes[n][1] for n in row if n in layers.real), default=0.0)
        middles.append((top + height / 2, height))
        top += height + between
    for node in layers.real:
        placed.centres[node] = (x[node] - left, middles[layers.layer[node]][0])
    placed.width = max(x[n] + widths[n] / 2 for n in x) - left
    placed.height = top - between
    for arrow, chain in layers.chains.items():
        placed.paths[arrow] = _path(chain, layers, sizes, {n: x[n] - left for n in chain}, middles)
    return placed


def _path(
    chain: Sequence[int],
    layers: Layers,
    sizes: Sequence[Point],
    x: dict[int, float],
    middles: Sequence[tuple[float, float]],
) -> list[Point]:
    """Return the points of an arrow: at the edges of its boxes and around the rows between."""
    points: list[Point] = []
    falls = layers.layer[chain[0]] < layers.layer[chain[-1]]
    for place, node in enumerate(chain):
        middle, height = middles[layers.layer[node]]
        half = sizes[node][1] / 2 if node in layers.real else height / 2
        before, after = (middle - half, middle + half) if falls else (middle + half, middle - half)
        if place:
            points.append((x[node], before))
        if place < len(chain) - 1:
            points.append((x[node], after))
    return points


def _columns(layers: Layers, widths: dict[int, float]) -> dict[int, float]:
    """Return the middle of each node: near those that it is joined to, without overlaps."""
    x: dict[int, float] = {}
    for row in layers.rows:
        left = 0.0
        for node in row:
            x[node] = left + widths[node] / 2
            left += widths[node] + GAP
    count = len(layers.rows)
    for sweep in range(SWEEPS):
        is_down = sweep % 2 == 0
        for place in range(1, count) if is_down else range(count - 2, -1, -1):
            row = layers.rows[place]
            near = layers.above if is_down else layers.below
            wanted = [_mean([x[n] for n in near[node]], x[node]) for node in row]
            x |= zip(row, _spread(row, wanted, widths), strict=True)
    return x


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _spread(row: Sequence[int], wanted: Sequence[float], widths: dict[int, float]) -> list[float]:
    """Return the places nearest to *wanted* (least squares) that keep order and distance.

    Without the widths that is an isotonic regression: neighbours that are too near are pooled.
    """
    offsets = []
    offset = 0.0
    for place, node in enumerate(row):
        if place:
            offset += widths[row[place - 1]] / 2 + GAP + widths[node] / 2
        offsets.append(offset)
    pools: list[tuple[float, int]] = []
    for goal, shift in zip(wanted, offsets, strict=True):
        total, count = goal - shift, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            before, number = pools.pop()
            total, count = total + before, count + number
        pools.append((total, count))
    means = [total / count for total, count in pools for _ in range(count)]
    return [mean + shift for mean, shift in zip(means, offsets, strict=True)]
