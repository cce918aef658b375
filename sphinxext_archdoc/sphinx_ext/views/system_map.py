"""The packages and what depends on what, and the components inside of them.

Arrows between packages come from the manifests of the workspace and from diagrams that name
another package. ``:components:`` adds a drawing for each package: its components as its own
diagrams have them. ``:package:`` chooses packages by a list of names, which may have ``*``;
what they depend on, and what depends on them, is drawn too.

More than 150 packages or 300 dependencies are drawn as the folders that they lie in; the
table below always has all.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinxext_archdoc.drawing import Arrow, Box, Graph, is_readable
from sphinxext_archdoc.model import slugify
from sphinxext_archdoc.sphinx_ext import figures, options
from sphinxext_archdoc.sphinx_ext.facts import link_to
from sphinxext_archdoc.sphinx_ext.labels import _, package_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.rows import DiagramFacts
from sphinxext_archdoc.sphinx_ext.tables import Column, table_node
from sphinxext_archdoc.sphinx_ext.views._parts import (
    heading,
    items_node,
    nothing,
    package_link,
    package_node,
    separated,
    view_node,
)
from sphinxext_archdoc.sphinx_ext.views._selection import (
    PACKAGE_OPTIONS,
    chosen_packages,
    package_order,
)

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.register import Target

NAME = "system-map"
OPTIONS = {**PACKAGE_OPTIONS, "components": options.flag}


class Dependency(NamedTuple):
    """One package needs another, by their places."""

    source: int
    target: int
    kind: str
    """``manifest``, or ``diagram`` when only a diagram says so."""


class Inside(NamedTuple):
    """What the diagrams of one package say."""

    package: Link
    components: tuple[Link, ...]
    """Those without a page have no docname."""
    arrows: tuple[tuple[int, int, str], ...]


class Content(NamedTuple):
    """All that is drawn."""

    packages: tuple[Link, ...]
    folders: tuple[str, ...]
    """The folder above each package."""
    dependencies: tuple[Dependency, ...]
    insides: tuple[Inside, ...]


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> Content:
    """Return the packages, what they need, and what is inside of them when that is asked for."""
    names = chosen_packages(domain, options)
    found = {p.name: p for p in domain.site.workspace.packages}
    needs = _needs(domain, names)
    drawn = {name for pair in needs for name in pair} | ((names or set()) & found.keys())
    order = sorted(drawn, key=package_order)
    places = {name: place for place, name in enumerate(order)}
    return Content(
        packages=tuple(package_link(domain, name) for name in order),
        folders=tuple(posixpath.dirname(found[name].path) or "." for name in order),
        dependencies=tuple(
            Dependency(places[one], places[other], kind)
            for (one, other), kind in sorted(needs.items(), key=lambda item: item[0])
        ),
        insides=tuple(_insides(domain, names)) if options.get("components") else (),
    )


def _needs(domain: ArchitectureDomain, names: set[str] | None) -> dict[tuple[str, str], str]:
    """Return the pairs of packages, with at least one of *names*, and who says so."""
    workspace = domain.site.workspace
    pairs = {
        (package.name, other): "manifest"
        for package in workspace.packages
        for other in package.dependencies
        if workspace.package_named(other)
    }
    for target in domain.register.of_type("diagram"):
        for label in _facts(target).labels:
            called = workspace.packages_called(label) if label != "." else ()
            if len(called) == 1 and called[0].name not in (target.package, "."):
                pairs.setdefault((target.package, called[0].name), "diagram")
    if names is None:
        return pairs
    return {pair: kind for pair, kind in pairs.items() if names & set(pair)}


def _facts(target: Target) -> DiagramFacts:
    facts = target.row.facts
    return facts if isinstance(facts, DiagramFacts) else DiagramFacts()


def _insides(domain: ArchitectureDomain, names: set[str] | None) -> Iterator[Inside]:
    groups: dict[str, list[Target]] = {}
    for target in domain.register.of_type("diagram"):
        if _facts(target).edges and (names is None or target.package in names):
            groups.setdefault(target.package, []).append(target)
    for package in sorted(groups, key=package_order):
        components = {
            slugify(target.title): link_to(target)
            for target in domain.register.of_package(package)
            if target.object_type == "component"
        }
        yield _inside(domain, package, groups[package], components)


def _inside(
    domain: ArchitectureDomain,
    package: str,
    diagrams: Sequence[Target],
    components: Mapping[str, Link],
) -> Inside:
    """Join the diagrams of a package: nodes of one name are one node."""
    links: dict[str, Link] = {}
    arrows: dict[tuple[int, int], str] = {}
    places: dict[str, int] = {}
    for diagram in diagrams:
        labels, edges = _facts(diagram)
        slugs = [slugify(label) or label for label in labels]
        for slug, label in zip(slugs, labels, strict=True):
            if slug not in links:
                places[slug] = len(links)
                links[slug] = components.get(slug) or _outside(domain, label)
        for source, target, label in edges:
            arrows.setdefault((places[slugs[source]], places[slugs[target]]), label)
    return Inside(
        package=package_link(domain, package),
        components=tuple(links.values()),
        arrows=tuple((one, other, label) for (one, other), label in arrows.items()),
    )


def _outside(domain: ArchitectureDomain, label: str) -> Link:
    """Return the link to the package that a node names, one that leads nowhere for another."""
    called = domain.site.workspace.packages_called(label) if label != "." else ()
    if len(called) == 1:
        return package_link(domain, called[0].name)._replace(title=label)
    return Link("", "", "", label)


def render(content: Content, options: Mapping[str, Any], linker: Linker) -> list[nodes.Node]:
    """Return the drawings, and the same as a table and lists."""
    shown: list[nodes.Node] = []
    if content.dependencies:
        shown += _packages(content, linker)
    for inside in content.insides:
        shown.append(heading(package_node(inside.package, linker)))
        shown += _components(inside, linker)
    if not shown:
        return nothing(str(_("No package depends on another.")))
    return [view_node(NAME, shown)]


def _packages(content: Content, linker: Linker) -> list[nodes.Node]:
    table = _table(content, linker)
    if not figures.can_draw(linker):
        return [table]
    boxes = [
        Box(title=link.title, address=_address(link, linker), kind="package")
        for link in content.packages
    ]
    arrows = [Arrow(source=d.source, target=d.target, kind=d.kind) for d in content.dependencies]
    graph = Graph(boxes=boxes, arrows=arrows)
    if not is_readable(graph):
        graph = _condensed(content)
    shown: list[nodes.Node] = []
    if is_readable(graph):
        shown.append(figures.drawing_node(graph, str(_("What packages depend on"))))
    if any(d.kind == "diagram" for d in content.dependencies):
        text = _("Dashed arrows are named by diagrams only, the others by manifests.")
        shown.append(nodes.paragraph("", str(text), classes=["arch-legend"]))
    return [*shown, *figures.folded(linker, str(_("The dependencies as a table")), [table])]


def _address(link: Link, linker: Linker) -> str:
    return linker.address(link) if link.docname else ""


def _condensed(content: Content) -> Graph:
    """Return the graph of folders, with how many packages and dependencies there are."""
    folders = list(dict.fromkeys(content.folders))
    place = {folder: number for number, folder in enumerate(folders)}
    counts: dict[tuple[int, int], int] = {}
    for source, target, _kind in content.dependencies:
        ends = place[content.folders[source]], place[content.folders[target]]
        counts[ends] = counts.get(ends, 0) + 1
    boxes = [
        Box(
            title="/" if folder == "." else f"{folder}/",
            below=str(_("%d packages")) % content.folders.count(folder),
            kind="package",
        )
        for folder in folders
    ]
    arrows = [
        Arrow(source=one, target=other, label=str(number), kind="many")
        for (one, other), number in sorted(counts.items())
        if one != other
    ]
    return Graph(boxes=boxes, arrows=arrows)


def _table(content: Content, linker: Linker) -> nodes.table:
    needs: dict[int, list[int]] = {}
    for source, target, _kind in content.dependencies:
        needs.setdefault(source, []).append(target)
    rows: Iterator[list[list[nodes.Node]]] = (
        [
            [package_node(content.packages[source], linker)],
            separated(([package_node(content.packages[t], linker)] for t in targets), ", "),
        ]
        for source, targets in sorted(needs.items())
    )
    columns = [Column(str(_("Package")), 30), Column(str(_("depends on")), 70)]
    return table_node(columns, rows, classes=["arch-relations"])


def _components(inside: Inside, linker: Linker) -> list[nodes.Node]:
    def shown(place: int) -> list[nodes.Node]:
        return [package_node(inside.components[place], linker)]

    lines = [
        [*shown(one), nodes.Text(f" → ({label}) " if label else " → "), *shown(other)]
        for one, other, label in inside.arrows
    ]
    edges = items_node(lines)
    graph = Graph(
        boxes=[Box(title=c.title, address=_address(c, linker)) for c in inside.components],
        arrows=[Arrow(source=one, target=other, label=text) for one, other, text in inside.arrows],
    )
    if not figures.can_draw(linker) or not is_readable(graph):
        return [edges]
    label = str(_("Components of %s")) % package_label(inside.package.key)
    summary = str(_("The arrows as a list"))
    return [figures.drawing_node(graph, label), *figures.folded(linker, summary, [edges])]
