"""All decisions of all packages, as a table or a list.

``:package:``, ``:status:``, ``:tag:`` choose by a list of values (packages may have ``*``),
``:text:`` by words of the title, ``:since:`` and ``:until:`` by date. ``:sort:`` is
``key``, ``title``, ``status``, ``date`` or ``package``, with ``-`` in front for the reverse;
``:group:`` is ``package``, ``status`` or ``year``; ``:columns:`` chooses from ``key``,
``title``, ``status``, ``date``, ``package``, ``tags``, ``people`` and ``relations``; ``:as:``
is ``table`` or ``list``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinxext_archdoc.model import ROOT_PACKAGE, Status
from sphinxext_archdoc.sphinx_ext import options
from sphinxext_archdoc.sphinx_ext.facts import (
    RelationContent,
    link_to,
    relation_contents,
    relation_nodes,
    status_node,
)
from sphinxext_archdoc.sphinx_ext.labels import _, package_label, status_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.tables import Column, table_node

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.register import Target

NAME = "decision-index"
COLUMNS = ("key", "title", "status", "date", "package", "tags", "people", "relations")
DEFAULT_COLUMNS = ("key", "title", "status", "date", "package", "relations")
SORTS = ("key", "title", "status", "date", "package")
OPTIONS = {
    "package": options.words,
    "status": options.choices(*(status.value for status in Status)),
    "tag": options.words,
    "text": options.text,
    "since": options.iso_date,
    "until": options.iso_date,
    "sort": options.choice(*SORTS, *(f"-{name}" for name in SORTS)),
    "group": options.choice("package", "status", "year"),
    "columns": options.choices(*COLUMNS),
    "as": options.choice("table", "list"),
}


class Entry(NamedTuple):
    """What is shown of one decision."""

    link: Link
    key: str
    """The key; without the package where that has a column of its own, and empty where it
    only says the title again."""
    package: str
    number: int
    status: str
    status_text: str
    date: str
    tags: tuple[str, ...]
    people: tuple[str, ...]
    relations: tuple[RelationContent, ...]


def content(
    domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]
) -> list[tuple[str, list[Entry]]]:
    """Return the groups of chosen decisions, in order; one group without a name by default."""
    register = domain.register
    names = _chosen_packages(domain, options)
    columns = options.get("columns", DEFAULT_COLUMNS)
    entries = [
        _entry(
            target,
            relation_contents(register, target) if "relations" in columns else (),
            has_package="package" in columns,
        )
        for target in register.of_type("decision")
        if (names is None or target.package in names) and _is_chosen(target, options)
    ]
    _sort(entries, options.get("sort", "package"))
    return _grouped(entries, options.get("group", ""))


def _chosen_packages(domain: ArchitectureDomain, options: Mapping[str, Any]) -> set[str] | None:
    globs = options.get("package")
    if not globs:
        return None
    return {
        package.name
        for package in domain.site.workspace.packages
        if any(fnmatchcase(n, g) for n in (package.name, *package.aliases) for g in globs)
    }


def _is_chosen(target: Target, options: Mapping[str, Any]) -> bool:
    facts = target.facts
    since, until = options.get("since", ""), options.get("until", "")
    return (
        (not options.get("status") or facts.status in options["status"])
        and (not options.get("tag") or bool(set(options["tag"]) & set(facts.tags)))
        and options.get("text", "").casefold() in target.title.casefold()
        and (not (since or until) or bool(facts.date))
        and (not since or facts.date >= since[: len(facts.date)])
        and (not until or facts.date[: len(until)] <= until)
    )


def _entry(target: Target, relations: Sequence[RelationContent], *, has_package: bool) -> Entry:
    facts = target.facts
    short = target.row.local if target.number is not None else ""
    return Entry(
        link=link_to(target),
        key=short if has_package else target.key,
        package=target.package,
        number=target.number if target.number is not None else -1,
        status=facts.status,
        status_text=facts.status_text if facts.status == Status.UNKNOWN.value else "",
        date=facts.date,
        tags=facts.tags,
        people=tuple(dict.fromkeys(name for _role, name in facts.people)),
        relations=tuple(relations),
    )


def _by_key(entry: Entry) -> tuple[Any, ...]:
    is_root = entry.package == ROOT_PACKAGE
    return (not is_root, entry.package.casefold(), entry.number, entry.link.key)


def _sort(entries: list[Entry], order: str) -> None:
    entries.sort(key=_by_key)
    name = order.removeprefix("-")
    keys: dict[str, Any] = {
        "title": lambda e: e.link.title.casefold(),
        "status": lambda e: list(Status).index(Status(e.status)),
        "date": lambda e: e.date,
    }
    if name in keys:
        entries.sort(key=keys[name], reverse=order.startswith("-"))
    elif order.startswith("-"):
        entries.reverse()


def _grouped(entries: list[Entry], group: str) -> list[tuple[str, list[Entry]]]:
    if not group:
        return [("", entries)] if entries else []
    names = {
        "package": lambda e: e.package,
        "status": lambda e: e.status,
        "year": lambda e: e.date[:4],
    }
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(names[group](entry), []).append(entry)
    if group == "status":
        return sorted(groups.items(), key=lambda pair: list(Status).index(Status(pair[0])))
    if group == "year":
        return sorted(groups.items(), reverse=True)
    return sorted(groups.items(), key=lambda pair: (pair[0] != ROOT_PACKAGE, pair[0].casefold()))


def render(
    content: Sequence[tuple[str, list[Entry]]], options: Mapping[str, Any], linker: Linker
) -> list[nodes.Node]:
    """Return a table or a list for each group; a sentence when there is no decision."""
    if not content:
        return [nodes.paragraph("", str(_("No decisions match.")), classes=["arch-empty"])]
    found: list[nodes.Node] = []
    for name, entries in content:
        if options.get("group"):
            found.append(nodes.rubric("", _group_label(name, options["group"])))
        if options.get("as") == "list":
            items = [nodes.list_item("", _line(entry, options, linker)) for entry in entries]
            found.append(nodes.bullet_list("", *items, classes=["arch-index", "no-search"]))
        else:
            found.append(_table(entries, options, linker))
    return found


def _group_label(name: str, group: str) -> str:
    if group == "package":
        return package_label(name)
    if group == "status":
        return status_label(name) or str(_("no status"))
    return name or str(_("no date"))


def _heads() -> dict[str, Column]:
    return {
        "key": Column(str(_("Key")), 12),
        "title": Column(str(_("Decision")), 36),
        "status": Column(str(_("Status")), 12),
        "date": Column(str(_("Date")), 10),
        "package": Column(str(_("Package")), 14),
        "tags": Column(str(_("Tags")), 12),
        "people": Column(str(_("People")), 14),
        "relations": Column(str(_("Relations")), 20),
    }


def _table(entries: Sequence[Entry], options: Mapping[str, Any], linker: Linker) -> nodes.table:
    columns = options.get("columns", DEFAULT_COLUMNS)
    heads = _heads()
    rows = ([_cell(entry, name, linker) for name in columns] for entry in entries)
    return table_node([heads[name] for name in columns], rows, classes=["arch-index", "no-search"])


def _cell(entry: Entry, column: str, linker: Linker) -> list[nodes.Node]:
    if column == "title":
        return [linker.reference(entry.link, entry.link.title)]
    if column == "status":
        status = status_node(entry.status, entry.status_text)
        return [status] if status else []
    if column == "relations":
        return relation_nodes(entry.relations, linker)
    if column == "date" and entry.date:
        return [nodes.inline("", entry.date, classes=["arch-date"])]
    texts = {
        "key": entry.key,
        "date": "",
        "package": package_label(entry.package),
        "tags": ", ".join(entry.tags),
        "people": ", ".join(entry.people),
    }
    return [nodes.Text(texts[column])] if texts[column] else []


def _line(entry: Entry, options: Mapping[str, Any], linker: Linker) -> nodes.paragraph:
    columns = options.get("columns", ("title", "status", "date", "relations"))
    line = nodes.paragraph()
    for name in columns:
        cell = _cell(entry, name, linker)
        if cell and line.children:
            line += nodes.Text(" · ")
        line += cell
    return line
