"""What ``list`` shows of each kind of thing: rows for people, objects for programs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sphinxext_archdoc.catalog import Catalog
from sphinxext_archdoc.catalog.export import decision_data, package_data, record_data
from sphinxext_archdoc.cli._selection import Selection
from sphinxext_archdoc.model import Component, Decision, Interface, Record, Technology


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list, in both forms; only the one that is printed is made."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[str]]
    data: Iterable[Mapping[str, Any]]


def decisions(catalog: Catalog, selection: Selection) -> Listing:
    """List decisions, in path order."""
    found = [d for d in catalog.records(Decision) if selection.has(d)]
    return Listing(
        name="decisions",
        header=("key", "status", "date", "title", "tags", "place"),
        rows=(
            (
                d.key,
                d.status.value.value,
                d.date.value or "",
                d.title,
                ", ".join(d.tags),
                _place(d),
            )
            for d in found
        ),
        data=_decision_data(catalog, selection),
    )


def _decision_data(catalog: Catalog, selection: Selection) -> Iterator[Mapping[str, Any]]:
    # The relations are resolved when the first is asked for: a table has none.
    for entry in catalog.relations.decisions:
        if selection.has(entry.record):
            yield decision_data(catalog, entry)


def packages(catalog: Catalog, selection: Selection) -> Listing:
    """List packages, with how many records of each kind they have."""
    counts: defaultdict[str, Counter[type[Record]]] = defaultdict(Counter)
    for record in catalog.records(Record):
        counts[record.package][type(record)] += 1
    kinds = (Decision, Component, Interface, Technology)
    chosen = [
        package
        for package in package_data(catalog)
        if selection.has_package(package["name"]) and selection.has_text(package["name"])
    ]
    return Listing(
        name="packages",
        header=(
            "name",
            "path",
            "document",
            *("decisions", "components", "interfaces"),
            "technologies",
        ),
        rows=(
            (p["name"], p["path"], p["document"] or "", *(str(counts[p["name"]][k]) for k in kinds))
            for p in chosen
        ),
        data=chosen,
    )


def technologies(catalog: Catalog, selection: Selection) -> Listing:
    """List technologies, each with the packages that use it."""
    users: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    spellings: dict[tuple[str, str], Technology] = {}
    found = [t for t in catalog.records(Technology) if selection.has(t)]
    for technology in found:
        name = technology.category.casefold(), technology.title.casefold()
        spellings.setdefault(name, technology)
        users[name][technology.package] = None
    return Listing(
        name="technologies",
        header=("category", "name", "packages"),
        rows=(
            (spellings[name].category, spellings[name].title, ", ".join(users[name]))
            for name in sorted(users)
        ),
        data=map(record_data, found),
    )


def _records(
    name: str,
    record_type: type[Record],
    columns: Mapping[str, Callable[[Any], str]],
    catalog: Catalog,
    selection: Selection,
) -> Listing:
    found = [record for record in catalog.records(record_type) if selection.has(record)]
    return Listing(
        name=name,
        header=("key", *columns, "place"),
        rows=((r.key, *(column(r) for column in columns.values()), _place(r)) for r in found),
        data=map(record_data, found),
    )


def _place(record: Record) -> str:
    return f"{record.location.path}:{record.location.line}"


def _members(interface: Interface) -> str:
    return str(len(interface.declaration.members))


LISTINGS: Mapping[str, Callable[[Catalog, Selection], Listing]] = {
    "decisions": decisions,
    "packages": packages,
    "interfaces": partial(
        _records,
        "interfaces",
        Interface,
        {
            "kind": lambda i: i.declaration.kind,
            "language": lambda i: i.language,
            "members": _members,
        },
    ),
    "components": partial(
        _records,
        "components",
        Component,
        {"description": lambda c: " ".join(c.description.split())},
    ),
    "technologies": technologies,
}
