"""The components of all packages, package by package.

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

NAME = "component-index"
OPTIONS = PACKAGE_OPTIONS


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> list[Group]:
    """Return the components of each chosen package, in the order of its document."""
    return groups_of(domain, chosen(domain, "component", options))


def render(
    content: Sequence[Group], options: Mapping[str, Any], linker: Linker
) -> list[nodes.Node]:
    """Return a list for each package."""
    return groups_nodes(
        content,
        _line,
        view=NAME,
        title=str(_("Components")),
        empty=str(_("No components were found.")),
        options=options,
        linker=linker,
    )


def _line(item: Item, linker: Linker) -> list[nodes.Node]:
    return [linker.reference(item.link, item.link.title)]
