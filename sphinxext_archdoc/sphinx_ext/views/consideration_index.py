"""What the documents say on performance, security, errors and monitoring, side by side.

``:kind:`` is a list of ``performance``, ``security``, ``error-handling`` and ``monitoring``
(all by default), ``:package:`` chooses packages by a list of names, which may have ``*``.
Points are shown whole, as they stand on the pages of their packages; by their titles where
the view is cut into pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinxext_archdoc.model import ConsiderationKind
from sphinxext_archdoc.sphinx_ext import options, paging
from sphinxext_archdoc.sphinx_ext.facts import link_to
from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.views._bodies import Bodies
from sphinxext_archdoc.sphinx_ext.views._parts import nothing, package_link, package_node
from sphinxext_archdoc.sphinx_ext.views._selection import PACKAGE_OPTIONS, chosen
from sphinxext_archdoc.sphinx_ext.views._units import units_nodes

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

NAME = "consideration-index"
KINDS = tuple(kind.value for kind in ConsiderationKind)
OPTIONS = {**PACKAGE_OPTIONS, "kind": options.choices(*KINDS)}


class Point(NamedTuple):
    """One consideration; its text is on its own page."""

    link: Link
    digest: int


class Entry(NamedTuple):
    """What one package considers."""

    package: Link
    points: tuple[Point, ...]


def content(
    domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]
) -> list[tuple[str, list[Entry]]]:
    """Return for each chosen kind the packages and their points."""
    kinds = options.get("kind", KINDS)
    groups: dict[str, dict[str, list[Point]]] = {kind: {} for kind in kinds}
    for target in chosen(domain, "consideration", options):
        if target.row.detail in groups:
            point = Point(link_to(target), target.row.digest)
            groups[target.row.detail].setdefault(target.package, []).append(point)
    return [
        (kind, [Entry(package_link(domain, name), tuple(p)) for name, p in packages.items()])
        for kind, packages in groups.items()
        if packages
    ]


def render(
    content: Sequence[tuple[str, list[Entry]]], options: Mapping[str, Any], linker: Linker
) -> list[nodes.Node]:
    """Return a part for each kind, with the points of each package."""
    if not content:
        return nothing(str(_("No considerations were found.")))
    labels = {
        "performance": _("Performance"),
        "security": _("Security"),
        "error-handling": _("Error handling"),
        "monitoring": _("Monitoring and logging"),
    }
    points = [p.link for _kind, entries in content for e in entries for p in e.points]
    bodies = Bodies(linker, points)
    units = [
        paging.Unit(
            title=str(labels[kind]),
            rows=entries,
            render=partial(_entries, bodies),
            weight=_weight(entries),
        )
        for kind, entries in content
    ]
    title = str(_("Considerations"))
    return units_nodes(units, view=NAME, title=title, options=options, linker=linker)


def _weight(entries: Sequence[Entry]) -> int:
    """Return how many rows a package has on average: its name and its points."""
    return 1 + sum(len(entry.points) for entry in entries) // len(entries)


def _entries(bodies: Bodies, entries: Sequence[Entry], linker: Linker) -> list[nodes.Node]:
    items = []
    for entry in entries:
        points = [nodes.list_item("", *_point(bodies, point, linker)) for point in entry.points]
        definition = nodes.definition("", nodes.bullet_list("", *points))
        term = nodes.term("", "", package_node(entry.package, linker))
        items.append(nodes.definition_list_item("", term, definition))
    return [nodes.definition_list("", *items, classes=["arch-points"])]


def _point(bodies: Bodies, point: Point, linker: Linker) -> list[nodes.Node]:
    # Pages that are made after all others cannot resolve the references in a text.
    if not linker.is_generated and (body := bodies.of(point.link)):
        return body
    return [nodes.paragraph("", "", linker.reference(point.link, point.link.title))]
