"""The state of all packages in numbers, each with the list behind it.

Shown are how many packages are documented, how many documents have sections that nobody has
written, how many decisions have which status, and what waits for somebody: decisions
proposed for too long (``:proposed-after:`` days, 90 by default), those past the review date
that they name, superseded ones that do not say by what, relations that lead nowhere, and
interfaces that differ from the source code where ``archdoc_drift`` compares them. Each number
leads to the list behind it: below, or on the pages with the index of decisions and the cards
of the packages.

What is too old is seen from ``archdoc_today``; where that is not known, ages are left out.
``:package:`` chooses packages by a list of names, which may have ``*``.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from docutils import nodes

from sphinxext_archdoc.sphinx_ext import options
from sphinxext_archdoc.sphinx_ext.labels import _, package_label, status_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.views._findings import Finding, Item, findings_of
from sphinxext_archdoc.sphinx_ext.views._parts import (
    items_node,
    package_node,
    text_heading,
    view_node,
)
from sphinxext_archdoc.sphinx_ext.views._selection import (
    PACKAGE_OPTIONS,
    chosen_decisions,
    chosen_packages,
    package_order,
    status_order,
)

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

NAME = "architecture-dashboard"
OPTIONS = {**PACKAGE_OPTIONS, "proposed-after": options.whole_number}
PROPOSED_AFTER = 90
_SHORT = frozenset({"undocumented", "unwritten", "drift"})
"""Lists of names, of which several fit beside each other."""


class Content(NamedTuple):
    """All numbers."""

    packages: int
    documented: int
    statuses: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
    index_page: str
    """The page with an index of all decisions; empty when there is none."""
    packages_page: str
    """The page with the cards of all packages; empty when there is none."""
    package: str
    """The one package that is chosen; empty for all, or for several."""


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> Content:
    """Return the numbers, and what stands behind them."""
    names = chosen_packages(domain, options)
    packages = [p for p in domain.site.workspace.packages if names is None or p.name in names]
    real = [p for p in packages if p.name != "." or p.documents]
    without = sorted((p.name for p in real if not p.documents), key=package_order)
    decisions = chosen_decisions(domain, options)
    counts = Counter(target.facts.status for target in decisions)
    return Content(
        packages=len(real),
        documented=len(real) - len(without),
        statuses=tuple(sorted(counts.items(), key=lambda pair: status_order(pair[0]))),
        findings=findings_of(
            domain,
            names=names,
            undocumented=without,
            decisions=decisions,
            days=int(options.get("proposed-after", PROPOSED_AFTER)),
        ),
        index_page=_page_with(domain, docname, "decision-index"),
        packages_page=_page_with(domain, docname, "architecture-packages"),
        package=min(names) if names and len(names) == 1 else "",
    )


def _page_with(domain: ArchitectureDomain, docname: str, view: str) -> str:
    """Return the page with *view* of everything, this one before others; empty for none."""
    pages = [
        page
        for page, views in domain.data["views"].items()
        if any(name == view and not chosen for name, chosen in views)
    ]
    return docname if docname in pages else min(pages, default="")


def render(content: Content, options: Mapping[str, Any], linker: Linker) -> list[nodes.Node]:
    """Return the numbers as lists, and the lists behind them."""
    days = int(options.get("proposed-after", PROPOSED_AFTER))
    prefix = _prefix(options, linker)
    shown: list[nodes.Node] = [
        nodes.bullet_list("", *_counts(content, linker), classes=["arch-numbers"]),
        nodes.bullet_list("", *_waiting(content, days, prefix), classes=["arch-numbers"]),
    ]
    for finding in content.findings:
        if finding.items:
            shown.append(text_heading(_label(finding.name, days), f"{prefix}-{finding.name}"))
            classes = ["arch-units"] if finding.name in _SHORT else []
            shown.append(items_node((_line(item, linker) for item in finding.items), classes))
    return [view_node("dashboard", shown)]


def _prefix(options: Mapping[str, Any], linker: Linker) -> str:
    """Return what the ids of a dashboard begin with, another for each that can be on a page."""
    host = linker.docname if linker.builder.name == "singlehtml" else ""
    chosen = repr((host, sorted(options.items()))) if options or host else ""
    return f"arch-dashboard-{zlib.crc32(chosen.encode()):08x}" if chosen else "arch-dashboard"


def _label(name: str, days: int) -> str:
    labels = {
        "undocumented": _("Packages without a document"),
        "unwritten": _("Documents with sections that nobody has written"),
        "waiting": _("Proposed for more than %d days"),
        "review": _("Past the review date"),
        "successor": _("Superseded without a successor"),
        "relation": _("Relations that lead nowhere"),
        "drift": _("Interfaces that differ from the source code"),
    }
    label = str(labels[name])
    return label % days if name == "waiting" else label


def _counts(content: Content, linker: Linker) -> list[nodes.list_item]:
    """Return how many packages and decisions there are, by what is known of them."""
    tiles = []
    if content.packages:
        label = str(_("packages have a document"))
        text = str(_("%d of %d")) % (content.documented, content.packages)
        number: nodes.Node = nodes.inline("", text)
        if content.packages_page:
            number = linker.reference_around(Link(content.packages_page, "", "", label), number)
        tiles.append(_tile(number, label))
    for status, count in content.statuses:
        label = status_label(status) or str(_("no status"))
        tiles.append(_tile(_to_index(content, status, count, linker), label, status))
    return tiles


def _waiting(content: Content, days: int, prefix: str) -> list[nodes.list_item]:
    """Return how much waits for somebody."""
    tiles = []
    for finding in content.findings:
        label = _label(finding.name, days)
        number: nodes.Node = nodes.inline("", str(len(finding.items)))
        if finding.items:
            refid = f"{prefix}-{finding.name}"
            number = nodes.reference("", "", number, refid=refid, internal=True, reftitle=label)
        tiles.append(_tile(number, label))
    return tiles


def _tile(number: nodes.Node, label: str, status: str = "") -> nodes.list_item:
    words = nodes.paragraph("", label)
    if status:
        classes = ["arch-status", f"arch-status-{status}"]
        words = nodes.paragraph("", "", nodes.inline("", label, classes=classes))
    return nodes.list_item("", nodes.paragraph("", "", nodes.strong("", "", number)), words)


def _to_index(content: Content, status: str, number: int, linker: Linker) -> nodes.Node:
    """Return a number that leads to the index, in HTML with the status chosen there.

    So is the package where it is one; where several are chosen the index shows all.
    """
    shown = nodes.inline("", str(number))
    if not content.index_page:
        return shown
    title = status_label(status) or str(_("no status"))
    reference = linker.reference_around(Link(content.index_page, "", "", title), shown)
    if linker.builder.name in {"html", "dirhtml"} and isinstance(reference, nodes.reference):
        page = str(reference.get("refuri", "")).partition("#")[0]
        chosen = {"status": status}
        if content.package:
            chosen["package"] = package_label(content.package)
        reference["refuri"] = f"{page}?{urlencode(chosen)}"
        reference.attributes.pop("refid", None)
    return reference


def _line(item: Item, linker: Linker) -> list[nodes.Node]:
    link, text = item
    title = f"{link.key} {link.title}" if link.anchor else link.title
    shown = linker.reference(link, title) if link.anchor else package_node(link, linker)
    return [shown, nodes.Text(f": {text}")] if text else [shown]
