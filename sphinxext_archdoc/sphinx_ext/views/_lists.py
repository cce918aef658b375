"""Views that list records of one type, package by package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinxext_archdoc.sphinx_ext import paging
from sphinxext_archdoc.sphinx_ext.facts import link_to
from sphinxext_archdoc.sphinx_ext.labels import package_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.views._parts import items_node, nothing, package_link
from sphinxext_archdoc.sphinx_ext.views._units import units_nodes

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.register import Target


class Item(NamedTuple):
    """One record of a list."""

    link: Link
    detail: str
    more: tuple[Link, ...] = ()
    """Parts of the record that are listed behind it."""


class Group(NamedTuple):
    """The records of one package."""

    package: Link
    items: tuple[Item, ...]


def groups_of(domain: ArchitectureDomain, targets: Iterable[Target]) -> list[Group]:
    """Group records, which are sorted by package, by it."""
    groups: dict[str, list[Item]] = {}
    for target in targets:
        groups.setdefault(target.package, []).append(Item(link_to(target), target.row.detail))
    return [Group(package_link(domain, package), tuple(items)) for package, items in groups.items()]


def groups_nodes(
    groups: Sequence[Group],
    line: Callable[[Item, Linker], list[nodes.Node]],
    *,
    view: str,
    title: str,
    empty: str,
    options: Mapping[str, Any],
    linker: Linker,
) -> list[nodes.Node]:
    """Return a list for each package, in which *line* shows one record."""
    if not groups:
        return nothing(empty)

    def rows(items: Sequence[Item], linker: Linker) -> list[nodes.Node]:
        return [items_node(line(item, linker) for item in items)]

    units = [
        paging.Unit(title=package_label(g.package.key), rows=g.items, render=rows) for g in groups
    ]
    links = {package_label(group.package.key): group.package for group in groups}
    return units_nodes(units, view=view, title=title, options=options, linker=linker, links=links)
