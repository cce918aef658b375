"""Graphs: boxes with text, and arrows between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node: what is written in it and where it leads."""

    title: str
    """Plain; wrapped, and cut when it is long. Shown whole when the reader points at it."""
    above: str = ""
    """A short line over the title, such as a key."""
    below: str = ""
    """A short line under the title, such as a status."""
    address: str = ""
    """URI that the box is a link to; empty for none."""
    kind: str = ""
    """Becomes a class of the drawing, for its looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """An arrow between the boxes at two places of a graph."""

    source: int
    target: int
    label: str = ""
    """Shown when the reader points at the arrow."""
    kind: str = ""
    """Becomes a class of the drawing, for its looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Boxes and the arrows between them."""

    boxes: Sequence[Box]
    arrows: Sequence[Arrow] = ()


def components(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the sets of nodes that hang together, each sorted, in the order of their first.

    *pairs* are the places of what is joined among *count* nodes.
    """
    root = list(range(count))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        root[second] = first
    groups: dict[int, list[int]] = {}
    for place in range(count):
        groups.setdefault(find(place), []).append(place)
    return list(groups.values())
