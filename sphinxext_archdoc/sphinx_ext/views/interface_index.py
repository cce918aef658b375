"""The interfaces that the documents of all packages declare, package by package.

``:package:`` chooses packages by a list of names, which may have ``*``. ``:members:`` lists the
members of each interface behind it. Where interfaces are compared with the source code
(``archdoc_drift``), those that differ are marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_archdoc.sphinx_ext.facts import link_to
from sphinxext_archdoc.sphinx_ext.interfaces.members import member_rows
from sphinxext_archdoc.sphinx_ext.labels import SEPARATOR, _
from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.options import flag
from sphinxext_archdoc.sphinx_ext.views._lists import Group, Item, groups_nodes, groups_of
from sphinxext_archdoc.sphinx_ext.views._selection import PACKAGE_OPTIONS, chosen

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.register import Target

NAME = "interface-index"
OPTIONS = {**PACKAGE_OPTIONS, "members": flag}


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> list[Group]:
    """Return the interfaces of each chosen package, in the order of its documents."""
    targets = list(chosen(domain, "interface", options))
    found = {link_to(target): target for target in targets}
    return [
        group._replace(
            items=tuple(_item(domain, item, found[item.link], options) for item in group.items)
        )
        for group in groups_of(domain, targets)
    ]


def _item(
    domain: ArchitectureDomain, item: Item, target: Target, options: Mapping[str, Any]
) -> Item:
    detail = _KINDS.get(item.detail, item.detail)
    comparison = domain.comparisons.get((target.docname, target.row.anchor))
    if comparison is not None and comparison.differences:
        detail += SEPARATOR + str(_("differs from the source code"))
    members = member_rows(target.row) if options.get("members") else ()
    links = [link_to(replace(target, row=row)) for row in members]
    return Item(item.link, detail, tuple(links))


def render(
    content: Sequence[Group], options: Mapping[str, Any], linker: Linker
) -> list[nodes.Node]:
    """Return a list for each package."""
    return groups_nodes(
        content,
        _line,
        view=NAME,
        title=str(_("Interfaces")),
        empty=str(_("No interfaces were found.")),
        options=options,
        linker=linker,
    )


def _line(item: Item, linker: Linker) -> list[nodes.Node]:
    name = linker.reference(item.link, item.link.title, classes=("arch-name",))
    line = [name, nodes.Text(f"{SEPARATOR}{item.detail}")]
    for number, link in enumerate(item.more):
        line.append(nodes.Text(", " if number else SEPARATOR))
        line.append(linker.reference(link, link.title[len(item.link.title) + 1 :]))
    return line


_KINDS = {"abstract-class": "abstract class"}
"""What keywords of languages are called; the others are called what they are."""
