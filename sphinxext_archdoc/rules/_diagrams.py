"""What rules about diagrams and components have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sphinxext_archdoc.catalog import Catalog, DocumentRecords, anchor_name
from sphinxext_archdoc.model import Component, Diagram, Interface, Technology
from sphinxext_archdoc.vocabulary.sections import role_of

_ASIDE = re.compile(r"\s*[,(\[–—].*|\s+-\s.*")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram of the parts of a package, and what its document lists as these."""

    document: DocumentRecords
    diagram: Diagram
    components: Mapping[str, Component]
    """By their names, see ``names_of``."""
    boxes: Mapping[str, str]
    """Labels of the nodes that may be components, by id: plain boxes, no stores or actors."""

    @property
    def named(self) -> set[str]:
        """Names of the nodes."""
        return {name for label in self.diagram.nodes.values() for name in names_of(label)}


def drawings(catalog: Catalog) -> Iterator[Drawing]:
    """Yield the diagrams of relationships that show components.

    At least half of the boxes, or of the components, have to be the other: a diagram of
    something else is not held to the list.
    """
    for document in catalog.documents:
        diagrams = [r for r in document.records if isinstance(r, Diagram) and r.nodes]
        listed = [r for r in document.records if isinstance(r, Component)] if diagrams else []
        if len(listed) < _FEWEST:
            continue
        components = {anchor_name(c.title): c for c in listed}
        for diagram in diagrams:
            if _shows_relationships(diagram.title):
                boxes = {i: n for i, n in diagram.nodes.items() if _is_box(i, diagram.source)}
                known = [n for n in boxes.values() if any(x in components for x in names_of(n))]
                if known and 2 * len(known) >= min(len(boxes), len(components)):
                    yield Drawing(document, diagram, components, boxes)


@lru_cache(maxsize=1024)
def _shows_relationships(heading: str) -> bool:
    return role_of(heading) == "relationships"


def names_of(label: str) -> Iterator[str]:
    """Yield what a *label* may name: all of it, and without what is said about it."""
    yield anchor_name(label)
    yield anchor_name(_ASIDE.sub("", label))


def other_names(document: DocumentRecords) -> set[str]:
    """Return the names of what a document names besides components."""
    return {anchor_name(r.title) for r in document.records if isinstance(r, Interface | Technology)}


def _is_box(identifier: str, source: str) -> bool:
    """Return whether a node is a plain box: ``A[Label]``, ``A(Label)`` or a bare name."""
    for shape in _SHAPES:
        place = source.find(identifier + shape)
        if place >= 0 and not (
            place and (source[place - 1].isalnum() or source[place - 1] in "_.-")
        ):
            return False
    return True


_SHAPES = ("[(", "[[", "[/", "[\\", "((", "([", "{", ">", "@")
"""What opens the shapes that stand for something else than a part of a package."""
