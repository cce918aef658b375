"""The interfaces that the documents of all packages declare, package by package.

``:package:`` chooses packages by a list of names, which may have ``*``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.views._lists import Group, Item, groups_nodes, groups_of
from sphinxext_archdoc.sphinx_ext.views._selection import PACKAGE_OPTIONS, chosen

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

NAME = "interface-index"
OPTIONS = PACKAGE_OPTIONS


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> list[Group]:
    """Return the interfaces of each chosen package, in the order of its documents."""
    return groups_of(domain, chosen(domain, "interface", options))


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
    return [name, nodes.Text(f" · {_KINDS.get(item.detail, item.detail)}")]


_KINDS = {"abstract-class": "abstract class"}
"""What keywords of languages are called; the others are called what they are."""
