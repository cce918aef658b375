"""All decisions of all packages, as a table, a list or cards.

``:package:``, ``:status:``, ``:tag:`` choose by a list of values (packages may have ``*``),
``:text:`` by words of the title, ``:since:`` and ``:until:`` by date. ``:sort:`` is
``key``, ``title``, ``status``, ``date`` or ``package``, with ``-`` in front for the reverse;
``:group:`` is ``package``, ``status`` or ``year``; ``:columns:`` chooses from ``key``,
``title``, ``status``, ``date``, ``package``, ``tags``, ``people`` and ``relations``; ``:as:``
is ``table``, ``list`` or ``cards``.

In HTML the reader can filter by text, package, status, tag and date, and sort a table by its
heads; the choice is kept in the address. An index of more than ``archdoc_page_size`` rows is
cut into pages, package by package unless ``:group:`` or ``:sort:`` say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinxext_archdoc.model import ROOT_PACKAGE, Status
from sphinxext_archdoc.sphinx_ext import options, paging
from sphinxext_archdoc.sphinx_ext.facts import (
    RelationContent,
    link_to,
    relation_contents,
    relation_nodes,
    status_node,
    tag_nodes,
)
from sphinxext_archdoc.sphinx_ext.labels import _, counted, package_label, status_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.row_html import (
    inline_html,
    link_html,
    paragraph_html,
    rows_html,
    span_html,
    text_html,
)
from sphinxext_archdoc.sphinx_ext.tables import Column, table_node
from sphinxext_archdoc.sphinx_ext.views import _index_data
from sphinxext_archdoc.sphinx_ext.views._parts import (
    items_node,
    nothing,
    separated,
    text_heading,
    view_node,
)
from sphinxext_archdoc.sphinx_ext.views._selection import (
    DECISION_OPTIONS,
    chosen_decisions,
    package_order,
    short_key,
    status_order,
)

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.register import Target

NAME = "decision-index"
COLUMNS = ("key", "title", "status", "date", "package", "tags", "people", "relations")
DEFAULT_COLUMNS = ("key", "title", "status", "date", "package")
DEFAULT_BELOW = ("tags", "relations")
"""What stands below the title when no columns are chosen."""
DEFAULT_PARTS = ("title", "status", "date", "relations")
"""What is shown of a decision in a list or on a card."""
SORTS = ("key", "title", "status", "date", "package")
OPTIONS = {
    **DECISION_OPTIONS,
    "sort": options.choice(*SORTS, *(f"-{name}" for name in SORTS)),
    "group": options.choice("package", "status", "year"),
    "columns": options.choices(*COLUMNS),
    "as": options.choice("table", "list", "cards"),
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
    columns = options.get("columns", (*DEFAULT_COLUMNS, *DEFAULT_BELOW))
    entries = [
        _entry(
            target,
            relation_contents(register, target) if "relations" in columns else (),
            has_package="package" in columns,
        )
        for target in chosen_decisions(domain, options)
    ]
    _sort(entries, options.get("sort", "package"))
    return _grouped(entries, options.get("group", ""))


def _entry(target: Target, relations: Sequence[RelationContent], *, has_package: bool) -> Entry:
    facts = target.facts
    short = short_key(target)
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
        "status": lambda e: status_order(e.status),
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
        return sorted(groups.items(), key=lambda pair: status_order(pair[0]))
    if group == "year":
        return sorted(groups.items(), reverse=True)
    return sorted(groups.items(), key=lambda pair: package_order(pair[0]))


def render(
    content: Sequence[tuple[str, list[Entry]]], options: Mapping[str, Any], linker: Linker
) -> list[nodes.Node]:
    """Return a table, a list or cards for each group; a sentence when there is no decision.

    One that is too long for the page becomes a list of the pages that it is cut into.
    """
    if not content:
        return nothing(str(_("No decisions match.")))
    if found := _cut(content, options, linker):
        return found
    found = []
    for name, entries in content:
        if options.get("group"):
            found.append(text_heading(_group_label(name, options["group"])))
        found += _rows(options, entries, linker)
    return [view_node("filtered", found)]


def _cut(
    content: Sequence[tuple[str, list[Entry]]], options: Mapping[str, Any], linker: Linker
) -> list[nodes.Node]:
    group = options.get("group", "")
    parts: Sequence[tuple[str, Sequence[Entry]]] = content
    if not group and options.get("sort", "package") in {"package", "key"}:
        group = "package"
        parts = _grouped(content[0][1], group)
    units = [
        paging.Unit(
            title=_group_label(name, group) if group else "",
            rows=entries,
            render=partial(_rows, options),
        )
        for name, entries in parts
    ]
    name = paging.base_name(linker.docname, NAME, options)
    links = paging.split(units, name=name, title=str(_("Decisions")), linker=linker)
    if links is None:
        return []
    items = [
        [linker.reference(link, link.title), nodes.Text(f" ({number})")] for link, number in links
    ]
    number = sum(len(entries) for _name, entries in content)
    entries = [entry for _name, group_entries in content for entry in group_entries]
    total = nodes.paragraph("", counted("decision", number), classes=["arch-total"])
    box = view_node("cut", [total, items_node(items, ["arch-units"])])
    box["ids"].append(_index_data.note(linker, name, entries))
    return [box]


def _rows(options: Mapping[str, Any], entries: Sequence[Entry], linker: Linker) -> list[nodes.Node]:
    form = options.get("as", "table")
    if form == "table":
        return [_table(entries, options, linker)]
    if form == "list":
        parts = options.get("columns", DEFAULT_PARTS)
        lines = [_line(entry, parts, linker) for entry in entries]
        return [items_node(lines, ["arch-index"])]
    items = [nodes.list_item("", *_card(entry, options, linker)) for entry in entries]
    return [nodes.bullet_list("", *items, classes=["arch-index", "arch-cards"])]


def _group_label(name: str, group: str) -> str:
    if group == "package":
        return package_label(name)
    if group == "status":
        return status_label(name) or str(_("no status"))
    return name or str(_("no date"))


def _heads() -> dict[str, Column]:
    heads = {
        "key": (_("Key"), 12),
        "title": (_("Decision"), 36),
        "status": (_("Status"), 12),
        "date": (_("Date"), 10),
        "package": (_("Package"), 14),
        "tags": (_("Tags"), 12),
        "people": (_("People"), 14),
        "relations": (_("Relations"), 20),
    }
    return {name: Column(str(head), width, name) for name, (head, width) in heads.items()}


def _table(entries: Sequence[Entry], options: Mapping[str, Any], linker: Linker) -> nodes.table:
    columns = options.get("columns", DEFAULT_COLUMNS)
    heads = _heads()
    below = () if "columns" in options else DEFAULT_BELOW
    if linker.is_generated:
        shown = rows_html(
            [_cell_html(entry, name, below, linker) for name in columns] for entry in entries
        )
        return table_node([heads[name] for name in columns], shown, classes=["arch-index"])
    rows = (
        [
            _title_cell(entry, below, linker) if name == "title" else _cell(entry, name, linker)
            for name in columns
        ]
        for entry in entries
    )
    return table_node([heads[name] for name in columns], rows, classes=["arch-index"])


def _title_cell(entry: Entry, below: Sequence[str], linker: Linker) -> list[nodes.Node]:
    title = _cell(entry, "title", linker)
    lines = [line for name in below if (line := _cell(entry, name, linker))]
    if not lines:
        return title
    paragraphs = [nodes.paragraph("", "", *line, classes=["arch-below"]) for line in lines]
    return [nodes.paragraph("", "", *title), *paragraphs]


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
    if column == "tags":
        return tag_nodes(entry.tags)
    texts = {
        "key": entry.key,
        "date": "",
        "package": package_label(entry.package),
        "people": ", ".join(entry.people),
    }
    return [nodes.Text(texts[column])] if texts[column] else []


def _cell_html(entry: Entry, column: str, below: Sequence[str], linker: Linker) -> str:
    """Return what ``_cell`` and ``_title_cell`` show, as the HTML of a cell."""
    if column == "title":
        title = paragraph_html(link_html(linker.address_of(entry.link), entry.link.title))
        lines = [_cell(entry, name, linker) for name in below]
        shown = [f'<p class="arch-below">{inline_html(line)}</p>' for line in lines if line]
        return "\n".join([title, *shown, ""]) if shown else title
    if column == "status":
        label = status_label(entry.status) or entry.status_text
        classes = ("arch-status", f"arch-status-{entry.status}")
        return paragraph_html(span_html(label, *classes) if label else "")
    if column == "date":
        return paragraph_html(span_html(entry.date, "arch-date") if entry.date else "")
    if column in {"key", "package"}:
        text = entry.key if column == "key" else package_label(entry.package)
        return paragraph_html(text_html(text))
    return paragraph_html(inline_html(_cell(entry, column, linker)))


def _line(entry: Entry, parts: Sequence[str], linker: Linker) -> list[nodes.Node]:
    return separated(_marked(entry, name, linker) for name in parts)


def _marked(entry: Entry, name: str, linker: Linker) -> list[nodes.Node]:
    """Return a part of a line, with a class by which the script finds what it filters by."""
    cell = _cell(entry, name, linker)
    if not cell or name not in {"package", "date"}:
        return cell
    return [nodes.inline("", "", *cell, classes=[f"arch-is-{name}"])]


def _card(entry: Entry, options: Mapping[str, Any], linker: Linker) -> list[nodes.Node]:
    parts = options.get("columns", ("title", "package", "key", "status", "date", "tags"))
    lines: list[nodes.Node] = []
    if "title" in parts:
        title = _cell(entry, "title", linker)
        lines.append(nodes.paragraph("", "", *title, classes=["arch-card-title"]))
    others = [name for name in parts if name not in {"title", "relations"}]
    if rest := _line(entry, others, linker):
        lines.append(nodes.paragraph("", "", *rest, classes=["arch-card-facts"]))
    if "relations" in parts and (relations := _cell(entry, "relations", linker)):
        lines.append(nodes.paragraph("", "", *relations, classes=["arch-card-facts"]))
    return lines
