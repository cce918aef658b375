"""Diagrams without their pictures: what they are called, what they say, where they lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_archdoc.markup.outline import Outline
from sphinxext_archdoc.model import ROOT_PACKAGE, slugify
from sphinxext_archdoc.sphinx_ext.facts import link_to
from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.views._parts import items_node, package_link

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

MOST = 12
"""Nodes and arrows that the text for a picture names; more are not listened to."""
LONGEST = 60
"""Characters of a name in that text."""
SHORTEST = 3
"""Characters of an id that may be meant as the name of a record."""


def alternative(outline: Outline, title: str = "") -> str:
    """Return what is said instead of a picture: its title, its nodes and its arrows."""
    parts = [_called(title or outline.title)]
    if outline.description:
        return f"{parts[0]}. {outline.description}"
    if outline.nodes:
        names = [_short(label) for label in dict.fromkeys(outline.nodes.values()) if label]
        parts.append(str(_("Nodes: %s")) % _some(names))
    if outline.edges:
        arrows = [_arrow(outline, edge.source, edge.target) for edge in outline.edges]
        parts.append(str(_("Arrows: %s")) % _some(list(dict.fromkeys(arrows))))
    return ". ".join(parts)


def _called(title: str) -> str:
    return str(_("Diagram: %s")) % title if title else str(_("Diagram"))


def _some(words: list[str]) -> str:
    rest = len(words) - MOST
    return ", ".join([*words[:MOST], *([f"… (+{rest})"] if rest > 0 else [])])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _arrow(outline: Outline, source: str, target: str) -> str:
    return " → ".join(_short(outline.nodes.get(end, end)) for end in (source, target))


def listed(
    outline: Outline, title: str, links: Mapping[str, Link], linker: Linker
) -> list[nodes.Node]:
    """Return the nodes and arrows of a diagram as a list; nothing when it is of another kind."""
    if not outline.nodes:
        return []
    joined = {end for edge in outline.edges for end in (edge.source, edge.target)}
    lines: list[list[nodes.Node]] = [
        [
            _name(outline, edge.source, links, linker),
            nodes.Text(f" → ({edge.label}) " if edge.label else " → "),
            _name(outline, edge.target, links, linker),
        ]
        for edge in outline.edges
    ]
    lines += [[_name(outline, n, links, linker)] for n in outline.nodes if n not in joined]
    return [nodes.paragraph("", _called(title or outline.title)), items_node(lines)]


def _name(outline: Outline, node: str, links: Mapping[str, Link], linker: Linker) -> nodes.Node:
    label = outline.nodes.get(node) or node
    return linker.reference(links[node], label) if node in links else nodes.Text(label)


def links_of(
    domain: ArchitectureDomain, docname: str, labels: Mapping[str, str]
) -> dict[str, Link]:
    """Return where the nodes of a diagram on a page lead, by their ids.

    A node that has the name of another package leads to its page, one with that of a component
    or an interface of the page's own package there, ``package: component`` to what that has.
    """
    package = domain.package_of_page(docname)
    known = _records(domain, package)
    found: dict[str, Link] = {}
    for node, label in labels.items():
        for name in dict.fromkeys((label, node)):
            if name == label or len(name) >= SHORTEST:
                link = (
                    _package(domain, name, package)
                    or known.get(slugify(name))
                    or _inside(domain, name)
                )
                if link and (link.docname, link.anchor) != (docname, ""):
                    found.setdefault(node, link)
    return found


def _records(domain: ArchitectureDomain, package: str) -> dict[str, Link]:
    """Return the components and interfaces of a package by the slugs of their titles."""
    return {
        slugify(target.title): link_to(target)
        for object_type in ("interface", "component")
        for target in domain.register.of_package(package)
        if target.object_type == object_type
    }


def _inside(domain: ArchitectureDomain, name: str) -> Link | None:
    """Return where ``package: component`` leads."""
    before, colon, after = name.partition(":")
    inside = _package(domain, before.strip()) if colon else None
    return _records(domain, inside.key).get(slugify(after)) if inside else None


def _package(domain: ArchitectureDomain, name: str, own: str = "") -> Link | None:
    """Return the link to the page of the one package that is called *name* and not *own*."""
    called = domain.site.workspace.packages_called(name) if name != ROOT_PACKAGE else ()
    link = package_link(domain, called[0].name) if len(called) == 1 else None
    return link if link and link.docname and link.key != own else None
