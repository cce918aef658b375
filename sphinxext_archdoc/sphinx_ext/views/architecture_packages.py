"""The packages of the repository: a card for each, and the toctree of their pages.

A card shows the name (a link to the package's page), the summary out of its document,
and how many components, interfaces, decisions and open improvements it has.

``:packages:`` names the packages to show (all when it is left out; names may have ``*``),
``:documented:`` leaves out packages without a document, ``:mounted-only:`` keeps pages of
the source folder itself out of the toctree, ``:no-toctree:`` leaves the toctree out.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinxext_archdoc.model import ROOT_PACKAGE
from sphinxext_archdoc.sphinx_ext import navigation, options
from sphinxext_archdoc.sphinx_ext.labels import SEPARATOR, _, counted, package_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.register import Target
from sphinxext_archdoc.sphinx_ext.views._parts import view_node

if TYPE_CHECKING:
    from sphinxext_archdoc.model import Package
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

NAME = "architecture-packages"
OPTIONS = {
    "packages": options.words,
    "documented": options.flag,
    "mounted-only": options.flag,
    "no-toctree": options.flag,
}


class Card(NamedTuple):
    """What is shown of one package."""

    name: str
    docname: str
    """Empty for a package without a document."""
    summary: str
    parts: tuple[tuple[str, str], ...]
    """Names of the pages of documents deeper inside, and their folders; only for a package
    without a document of its own."""
    counts: tuple[tuple[str, int], ...]


def prepare(
    domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]
) -> list[nodes.Node]:
    """Return the toctree of the packages' pages."""
    if options.get("no-toctree"):
        return []
    mounted_only = bool(options.get("mounted-only"))
    listed = navigation.listed_pages(domain, own_pages=not mounted_only)
    domain.note_toctree(docname, "mounted-packages" if mounted_only else "packages", listed)
    return [
        navigation.toctree_node(
            docname,
            [page for page in pages if page != docname],
            caption=package_label(package) if package else "",
        )
        for package, pages in listed
    ]


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> list[Card]:
    """Return the cards, the repository itself first, the others by name."""
    register = domain.register
    packages = [p for p in domain.site.workspace.packages if _is_shown(p, options)]
    cards = []
    for package in packages:
        page = register.pages.get(package.name)
        records = register.of_package(package.name)
        is_left_out = options.get("documented") and not package.documents
        if page is None and (is_left_out or _is_bare_root(package, records)):
            continue
        docname_of = page.docname if page else ""
        summary = page.summary if page else package.description
        parts = () if page else _parts(domain, package)
        cards.append(Card(package.name, docname_of, summary, parts, _counts(records)))
    return sorted(cards, key=lambda c: (c.name != ROOT_PACKAGE, c.name.casefold(), c.name))


def _parts(domain: ArchitectureDomain, package: Package) -> tuple[tuple[str, str], ...]:
    pages = ((domain.page_of(path), path) for path in package.documents)
    return tuple(
        (docname, posixpath.relpath(posixpath.dirname(path), package.path))
        for docname, path in pages
        if docname
    )


def _is_shown(package: Package, options: Mapping[str, Any]) -> bool:
    wanted = options.get("packages")
    names = (package.name, *package.aliases)
    return not wanted or any(fnmatchcase(name, glob) for glob in wanted for name in names)


def _is_bare_root(package: Package, records: Sequence[Target]) -> bool:
    return package.name == ROOT_PACKAGE and not records


def _counts(records: Sequence[Target]) -> tuple[tuple[str, int], ...]:
    kinds = Counter(
        t.row.object_type
        for t in records
        if not (t.row.object_type == "improvement" and t.row.detail == "done")
    )
    counted = ("component", "interface", "decision", "improvement")
    return tuple((kind, kinds[kind]) for kind in counted if kinds[kind])


def render(content: Sequence[Card], options: Mapping[str, Any], linker: Linker) -> list[nodes.Node]:
    """Return a list with an item for each package."""
    if not content:
        return [nodes.paragraph("", str(_("No packages were found.")), classes=["arch-empty"])]
    items = [nodes.list_item("", *_card(card, linker)) for card in content]
    return [view_node("cards", [nodes.bullet_list("", *items, classes=["arch-packages"])])]


def _card(card: Card, linker: Linker) -> list[nodes.Node]:
    label = package_label(card.name)
    name: nodes.Node = nodes.Text(label)
    if card.docname:
        name = linker.reference(Link(card.docname, "", card.name, label), label)
    parts = [nodes.paragraph("", "", nodes.strong("", "", name), classes=["arch-package-name"])]
    if card.summary:
        parts.append(nodes.paragraph("", card.summary, classes=["arch-package-summary"]))
    if card.parts:
        parts.append(_links(card.parts, linker))
    elif not card.docname:
        parts.append(nodes.paragraph("", str(_("no document")), classes=["arch-package-missing"]))
    if card.counts:
        text = SEPARATOR.join(counted(kind, number) for kind, number in card.counts)
        parts.append(nodes.paragraph("", text, classes=["arch-package-counts"]))
    return list(parts)


MOST_PARTS = 8
"""How many of the documents deeper inside a package its card names."""


def _links(parts: Sequence[tuple[str, str]], linker: Linker) -> nodes.paragraph:
    line = nodes.paragraph(classes=["arch-package-parts"])
    for number, (docname, folder) in enumerate(parts[:MOST_PARTS]):
        if number:
            line += nodes.Text(", ")
        line += linker.reference(Link(docname, "", folder, folder), folder)
    if len(parts) > MOST_PARTS:
        line += nodes.Text(", …")
    return line
