"""Which package uses which technology, category by category.

Spellings of one technology count as one ("Node.js" and "nodejs 20"; "Postgres" and
"PostgreSQL"); the one that most packages use is shown, the others stand behind it. In HTML
few packages are the columns of one grid. ``:package:`` chooses packages and ``:category:``
categories by a list of names; ``:shared:`` leaves out what only one package uses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinxext_archdoc.model import slugify
from sphinxext_archdoc.sphinx_ext import options
from sphinxext_archdoc.sphinx_ext.facts import link_to
from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.tables import Column, table_node
from sphinxext_archdoc.sphinx_ext.views._parts import (
    nothing,
    package_link,
    separated,
    text_heading,
    view_node,
)
from sphinxext_archdoc.sphinx_ext.views._selection import PACKAGE_OPTIONS, chosen, package_order

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.register import Target

NAME = "technology-matrix"
OPTIONS = {**PACKAGE_OPTIONS, "category": options.words, "shared": options.flag}
WIDEST_GRID = 14
"""Packages that fit beside each other; more of them are named in the rows."""


class Use(NamedTuple):
    """One technology and who uses it."""

    name: str
    spellings: tuple[str, ...]
    """Other ways in which it is written."""
    users: tuple[tuple[str, Link], ...]
    """Each package with the link to where its document says so."""


class Category(NamedTuple):
    """The technologies of one kind."""

    name: str
    uses: tuple[Use, ...]
    packages: tuple[Link, ...]


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> list[Category]:
    """Return the categories by name, in each the technologies that most packages use first."""
    wanted = {_folded_category(name) for name in options.get("category", ())}
    groups: dict[str, list[Target]] = {}
    for target in chosen(domain, "technology", options):
        category = _folded_category(target.row.detail)
        if not wanted or category in wanted:
            groups.setdefault(category, []).append(target)
    found = (_category(domain, groups[name], options) for name in groups)
    return sorted(
        (category for category in found if category.uses),
        key=lambda c: (not c.name, c.name.casefold(), c.name),
    )


def _folded_category(name: str) -> str:
    return slugify(name).removesuffix("s")


def _category(
    domain: ArchitectureDomain, targets: Sequence[Target], options: Mapping[str, Any]
) -> Category:
    # Only where there is such a view: other builds are spared the import.
    from sphinxext_archdoc.vocabulary.technologies import folded_technology

    technologies: dict[str, list[Target]] = {}
    for target in targets:
        technologies.setdefault(folded_technology(target.title), []).append(target)
    least = 2 if options.get("shared") else 1
    uses = [use for found in technologies.values() if len((use := _use(found)).users) >= least]
    names = {name for use in uses for name, _link in use.users}
    return Category(
        name=_most_common(t.row.detail for t in targets),
        uses=tuple(sorted(uses, key=lambda u: (-len(u.users), u.name.casefold(), u.name))),
        packages=tuple(package_link(domain, name) for name in sorted(names, key=package_order)),
    )


def _use(targets: Sequence[Target]) -> Use:
    name = _most_common(target.title for target in targets)
    users = {target.package: link_to(target) for target in reversed(targets)}
    return Use(
        name=name,
        spellings=tuple(sorted({t.title for t in targets} - {name})),
        users=tuple(sorted(users.items(), key=lambda pair: package_order(pair[0]))),
    )


def _most_common(names: Iterable[str]) -> str:
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], _has_number(name), name.casefold(), name))


def _has_number(name: str) -> bool:
    return any(character.isdigit() for character in name)


def render(
    content: Sequence[Category], options: Mapping[str, Any], linker: Linker
) -> list[nodes.Node]:
    """Return one grid of all categories, or a table for each."""
    if not content:
        return nothing(str(_("No technologies were found.")))
    packages = {link.key: link for category in content for link in category.packages}
    if linker.builder.format == "html" and len(packages) <= WIDEST_GRID:
        order = sorted(packages, key=package_order)
        return [view_node(NAME, [_grid(content, [packages[name] for name in order], linker)])]
    shown: list[nodes.Node] = []
    for category in content:
        shown += [text_heading(_title(category)), _list(category, linker)]
    return [view_node(NAME, shown)]


def _title(category: Category) -> str:
    return category.name or str(_("Other"))


def _grid(categories: Sequence[Category], packages: Sequence[Link], linker: Linker) -> nodes.table:
    rows: list[list[list[nodes.Node]]] = []
    for category in categories:
        rows.append([[nodes.Text(_title(category))]])
        for use in category.uses:
            users = dict(use.users)
            marks = [_mark(users.get(package.key), package, linker) for package in packages]
            rows.append([_name(use), *marks])
    heads = [Column(link.title, 8, "tilted") for link in packages]
    columns = [Column(str(_("Technology")), 20), *heads]
    return table_node(columns, rows, classes=["arch-grid"], stubs=1)


def _mark(link: Link | None, package: Link, linker: Linker) -> list[nodes.Node]:
    if link is None:
        return []
    return [linker.reference(link._replace(title=f"{link.title}: {package.title}"), "✓")]


def _list(category: Category, linker: Linker) -> nodes.table:
    titles = {link.key: link.title for link in category.packages}
    rows: Iterable[list[list[nodes.Node]]] = (
        [
            _name(use),
            [nodes.Text(str(len(use.users)))],
            separated(([linker.reference(link, titles[name])] for name, link in use.users), ", "),
        ]
        for use in category.uses
    )
    columns = [
        Column(str(_("Technology")), 20),
        Column(str(_("Number")), 6),
        Column(str(_("Packages")), 60),
    ]
    return table_node(columns, rows, classes=["arch-uses"])


def _name(use: Use) -> list[nodes.Node]:
    name: list[nodes.Node] = [nodes.Text(use.name)]
    if use.spellings:
        also = str(_("also %s")) % ", ".join(use.spellings)
        name.append(nodes.inline("", f" ({also})", classes=["arch-also"]))
    return name
