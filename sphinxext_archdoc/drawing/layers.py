"""In which layer a box is, and in which order the boxes of a layer are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

ROUNDS = 8
FEW = 700
"""Nodes and waypoints up to which all rounds are made; two for more."""


@dataclass(slots=True, kw_only=True)
class Layers:
    """The boxes of one connected graph in layers, with a waypoint where an arrow passes one."""

    rows: list[list[int]]
    """Nodes of each layer in order; negative numbers are waypoints."""
    layer: dict[int, int]
    real: frozenset[int]
    """The nodes that are boxes."""
    chains: Mapping[int, list[int]]
    """The nodes along each arrow from source to target, by the arrow's place."""
    above: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    below: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def layers_of(boxes: Sequence[int], arrows: Sequence[tuple[int, tuple[int, int]]]) -> Layers:
    """Put *boxes* into layers; *arrows* have a place and two ends that differ."""
    turned = _turned(boxes, [pair for _place, pair in arrows])
    layer = _layers(boxes, turned)
    chains: dict[int, list[int]] = {}
    waypoint = -1
    for place, (source, target) in arrows:
        step = 1 if layer[source] < layer[target] else -1
        between = range(layer[source] + step, layer[target], step)
        chain = [source]
        for row in between:
            layer[waypoint] = row
            chain.append(waypoint)
            waypoint -= 1
        chains[place] = [*chain, target]
    rows: list[list[int]] = [[] for _ in range(max(layer.values()) + 1)]
    for node in layer:
        rows[layer[node]].append(node)
    layers = Layers(rows=rows, layer=layer, real=frozenset(boxes), chains=chains)
    for chain in chains.values():
        for one, other in pairwise(chain):
            upper, lower = (one, other) if layer[one] < layer[other] else (other, one)
            layers.below[upper].append(lower)
            layers.above[lower].append(upper)
    _order(layers)
    return layers


def _turned(boxes: Sequence[int], pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the pairs with those turned around that would close a circle."""
    after: dict[int, list[int]] = {box: [] for box in boxes}
    for source, target in pairs:
        after[source].append(target)
    state = dict.fromkeys(boxes, 0)
    found: set[tuple[int, int]] = set()
    targets = {target for _source, target in pairs}
    for start in sorted(boxes, key=lambda box: (box in targets, box)):
        if state[start]:
            continue
        state[start] = 1
        stack = [(start, iter(after[start]))]
        while stack:
            node, rest = stack[-1]
            target = next(rest, -1)
            if target < 0:
                state[node] = 2
                stack.pop()
            elif state[target] == 1:
                found.add((target, node))
            else:
                found.add((node, target))
                if not state[target]:
                    state[target] = 1
                    stack.append((target, iter(after[target])))
    return found


def _layers(boxes: Sequence[int], pairs: set[tuple[int, int]]) -> dict[int, int]:
    """Return the layer of each box: one below the lowest of those that point at it."""
    after: defaultdict[int, list[int]] = defaultdict(list)
    waiting = dict.fromkeys(boxes, 0)
    for source, target in sorted(pairs):
        after[source].append(target)
        waiting[target] += 1
    layer = dict.fromkeys(boxes, 0)
    ready = [box for box in boxes if not waiting[box]]
    order = []
    while ready:
        box = ready.pop()
        order.append(box)
        for target in after[box]:
            layer[target] = max(layer[target], layer[box] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    # A box that nothing points at moves down to those that it points at.
    targets = {target for _source, target in pairs}
    for box in reversed(order):
        if after[box] and box not in targets:
            layer[box] = min(layer[target] for target in after[box]) - 1
    return layer


def _order(layers: Layers) -> None:
    """Order each layer by the mean place of what its nodes are joined to, back and forth."""
    best = [list(row) for row in layers.rows]
    fewest = _crossings(layers)
    for round_ in range(ROUNDS if len(layers.layer) <= FEW else 2):
        is_down = round_ % 2 == 0
        rows = layers.rows if is_down else layers.rows[::-1]
        near = layers.above if is_down else layers.below
        for fixed, row in pairwise(rows):
            place = {node: number for number, node in enumerate(fixed)}
            own = {node: number for number, node in enumerate(row)}
            means = {node: _mean([place[n] for n in near[node]], float(own[node])) for node in row}
            row.sort(key=lambda node: (means[node], own[node]))
        crossings = _crossings(layers)
        if crossings < fewest:
            fewest, best = crossings, [list(row) for row in layers.rows]
    layers.rows[:] = best


def _mean(values: Sequence[int], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(layers: Layers) -> int:
    """Return how many arrows cross, counted with a Fenwick tree: n log n for n arrows."""
    total = 0
    for upper, lower in pairwise(layers.rows):
        place = {node: number for number, node in enumerate(lower)}
        ends = [
            place[n] for node in upper for n in sorted(layers.below[node], key=place.__getitem__)
        ]
        tree = [0] * (len(lower) + 1)
        for seen, end in enumerate(ends):
            total += seen - _sum(tree, end + 1)
            number = end + 1
            while number < len(tree):
                tree[number] += 1
                number += number & -number
    return total


def _sum(tree: Sequence[int], number: int) -> int:
    total = 0
    while number:
        total += tree[number]
        number -= number & -number
    return total
