"""What is planned or wished for in all packages, package by package.

``:package:`` chooses packages by a list of names, which may have ``*``; ``:done:`` shows what
was done already too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_archdoc.sphinx_ext import options
from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.views._lists import Group, Item, groups_nodes, groups_of
from sphinxext_archdoc.sphinx_ext.views._selection import PACKAGE_OPTIONS, chosen

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

NAME = "improvement-backlog"
OPTIONS = {**PACKAGE_OPTIONS, "done": options.flag}


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> list[Group]:
    """Return the improvements of each chosen package, open ones first."""
    found = chosen(domain, "improvement", options)
    shown = [t for t in found if options.get("done") or t.row.detail != "done"]
    groups = groups_of(domain, shown)
    return [
        group._replace(items=tuple(sorted(group.items, key=lambda i: i.detail == "done")))
        for group in groups
    ]


def render(
    content: Sequence[Group], options: Mapping[str, Any], linker: Linker
) -> list[nodes.Node]:
    """Return a list for each package."""
    return groups_nodes(
        content,
        _line,
        view=NAME,
        title=str(_("Improvements")),
        empty=str(_("No open improvements were found.")),
        options=options,
        linker=linker,
    )


def _line(item: Item, linker: Linker) -> list[nodes.Node]:
    line = [linker.reference(item.link, item.link.title)]
    if item.detail != "done":
        return line
    word = str(_("done"))
    return [*line, nodes.Text(f" ({word})")]
