"""Interfaces of documents beside the source code of their packages (``archdoc_drift``).

What documents declare is kept with the pages; the source code is looked into in every build,
when everything was read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_archdoc.model import Interface
from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.log import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_archdoc.catalog.drift import Comparison, Difference, Place
    from sphinxext_archdoc.exporting.addresses import Addresses
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

_MOST_SHOWN = 20
"""How many differences, or implementations, a page names."""


def note_documented(
    domain: ArchitectureDomain, docname: str, record: Interface, anchor: str, code: nodes.Node
) -> None:
    """Keep *record*, which *code* on a page declares, to be compared."""
    if not domain.site.config.drift:
        return
    from sphinxext_archdoc.catalog.drift import is_partial
    from sphinxext_archdoc.loader.declared import Documented

    documented = Documented(
        interface=record, is_partial=is_partial(code.astext(), record.language.lower())
    )
    domain.data["documented"].setdefault(docname, {})[anchor] = documented


def compare(domain: ArchitectureDomain) -> None:
    """Compare all documented interfaces with the source code, as it is now."""
    domain.comparisons = {}
    if not domain.site.config.drift or not domain.data["documented"]:
        return
    from sphinxext_archdoc.catalog.drift import Comparison
    from sphinxext_archdoc.loader.declared import DeclaredInterfaces

    places = {
        id(documented): (docname, anchor)
        for docname, found in domain.data["documented"].items()
        for anchor, documented in found.items()
    }
    all_documented = (d for found in domain.data["documented"].values() for d in found.values())
    declared = DeclaredInterfaces(domain.site.settings, domain.site.workspace)
    for documented, comparison in declared.compare(all_documented):
        if comparison != Comparison():
            domain.comparisons[places[id(documented)]] = comparison


def report_drift(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of interfaces that are not what the source code declares."""
    domain: Any = env.get_domain("arch")
    if not domain.comparisons:
        return
    from sphinxext_archdoc.catalog.drift import drift_diagnostic

    for (docname, anchor), comparison in sorted(domain.comparisons.items()):
        record = domain.data["documented"][docname][anchor].interface
        location = record.location
        found = drift_diagnostic(record.key, location.path, location.line, comparison)
        if found is not None:
            report([found], domain.site.root)


def comparison_nodes(domain: ArchitectureDomain, comparison: Comparison) -> list[nodes.Node]:
    """Return what a page says of an interface in the source code."""
    from sphinxext_archdoc.exporting.addresses import Addresses

    addresses = Addresses.of(domain.site.config)
    found: list[nodes.Node] = []
    if comparison.declared is not None:
        found += _declared(comparison, comparison.declared, addresses)
    if comparison.implementations:
        some = comparison.implementations[:_MOST_SHOWN]
        line = nodes.paragraph(classes=["arch-implementations"])
        line += nodes.Text(str(_("Implemented by")) + " ")
        for number, place in enumerate(some):
            line += nodes.Text(", " if number else "")
            line += _linked(nodes.literal("", place.name), place, addresses)
            line += nodes.Text(f" ({place.path}:{place.line})")
        if more := len(comparison.implementations) - len(some):
            line += nodes.Text(", " + str(_("and %d more")) % more)
        found.append(line)
    return found


def _declared(comparison: Comparison, place: Place, addresses: Addresses) -> list[nodes.Node]:
    shown = _linked(nodes.inline("", f"{place.path}:{place.line}"), place, addresses)
    if not comparison.differences:
        text = nodes.Text(str(_("Declared in")) + " ")
        return [nodes.paragraph("", "", text, shown, classes=["arch-declared"])]
    badge = nodes.strong("", str(_("Differs from the source code")), classes=["arch-badge"])
    head = nodes.paragraph("", "", badge, nodes.Text(", "), shown)
    some = comparison.differences[:_MOST_SHOWN]
    items = [nodes.list_item("", nodes.paragraph("", "", *_said(d))) for d in some]
    if more := len(comparison.differences) - len(some):
        items.append(nodes.list_item("", nodes.paragraph("", str(_("and %d more")) % more)))
    return [nodes.container("", head, nodes.bullet_list("", *items), classes=["arch-drift"])]


def _said(difference: Difference) -> list[nodes.Node]:
    from sphinxext_archdoc.catalog.drift import Change

    name = nodes.literal("", difference.name)
    if difference.change is Change.MISSING:
        return [name, nodes.Text(" " + str(_("is not in the source code")))]
    there = nodes.literal("", difference.declared)
    if difference.change is Change.EXTRA:
        return [there, nodes.Text(" " + str(_("is not documented")))]
    return [name, nodes.Text(" " + str(_("is declared as")) + " "), there]


def _linked(shown: nodes.Node, place: Place, addresses: Addresses) -> nodes.Node:
    if not addresses.url:
        return shown
    address = addresses.file(place.path, f"L{place.line}")
    return nodes.reference("", "", shown, refuri=address, internal=False)
