"""Decisions in the order of their dates, by year and month.

What is no longer in force says so, and what came after it. Decisions without a date come
last. ``:package:``, ``:status:``, ``:tag:``, ``:text:``, ``:since:`` and ``:until:`` choose
as in ``decision-index``; ``:order:`` is ``newest`` (first, the default) or ``oldest``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from babel import Locale, UnknownLocaleError
from docutils import nodes

from sphinxext_archdoc.model import RelationKind, Status
from sphinxext_archdoc.sphinx_ext import options, paging
from sphinxext_archdoc.sphinx_ext.facts import (
    RelationContent,
    link_to,
    relation_contents,
    relation_nodes,
    status_node,
)
from sphinxext_archdoc.sphinx_ext.labels import _, package_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.views._parts import items_node, nothing, separated
from sphinxext_archdoc.sphinx_ext.views._selection import DECISION_OPTIONS, chosen_decisions
from sphinxext_archdoc.sphinx_ext.views._units import units_nodes

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.register import Target

NAME = "decision-timeline"
OPTIONS = {**DECISION_OPTIONS, "order": options.choice("newest", "oldest")}
_AFTER = (RelationKind.SUPERSEDED_BY, RelationKind.AMENDED_BY)


class Event(NamedTuple):
    """One decision on the timeline."""

    date: str
    link: Link
    package: str
    status: str
    status_text: str
    after: tuple[RelationContent, ...]
    """What superseded or amended it."""


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> list[Event]:
    """Return the chosen decisions by date, those without one last."""
    events = [_event(domain, target) for target in chosen_decisions(domain, options)]
    dated = sorted((e for e in events if e.date), key=lambda e: e.date)
    if options.get("order") != "oldest":
        dated.reverse()
    return [*dated, *(e for e in events if not e.date)]


def _event(domain: ArchitectureDomain, target: Target) -> Event:
    facts = target.facts
    relations = relation_contents(domain.register, target)
    return Event(
        date=facts.date,
        link=link_to(target),
        package=target.package,
        status=facts.status,
        status_text=facts.status_text if facts.status == Status.UNKNOWN.value else "",
        after=tuple(r for r in relations if r.kind in _AFTER),
    )


def render(
    content: Sequence[Event], options: Mapping[str, Any], linker: Linker
) -> list[nodes.Node]:
    """Return a part for each year with a list for each month."""
    if not content:
        return nothing(str(_("No decisions match.")))
    years: dict[str, list[Event]] = {}
    for event in content:
        years.setdefault(event.date[:4], []).append(event)
    units = [
        paging.Unit(title=year or str(_("no date")), rows=events, render=_year)
        for year, events in years.items()
    ]
    title = str(_("Timeline of decisions"))
    return units_nodes(units, view=NAME, title=title, options=options, linker=linker)


def _year(events: Sequence[Event], linker: Linker) -> list[nodes.Node]:
    months: dict[str, list[Event]] = {}
    for event in events:
        months.setdefault(event.date[5:7], []).append(event)
    if list(months) == [""]:
        return [_events(events, linker)]
    names = month_names(linker.builder.config.language)
    items = [
        nodes.definition_list_item(
            "",
            nodes.term("", names[int(month) - 1] if month else str(_("no month"))),
            nodes.definition("", _events(found, linker)),
        )
        for month, found in months.items()
    ]
    return [nodes.definition_list("", *items, classes=["arch-months"])]


def month_names(language: str) -> list[str]:
    """Return the names of the months, those of English for a language that is not known."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    # Not "stand-alone": Babel 2.18 gives the names of the first language that was asked for.
    names = locale.months["format"]["wide"]
    return [str(names[month]) for month in range(1, 13)]


def _events(events: Sequence[Event], linker: Linker) -> nodes.bullet_list:
    return items_node((_line(event, linker) for event in events), ["arch-events"])


def _line(event: Event, linker: Linker) -> list[nodes.Node]:
    status = status_node(event.status, event.status_text)
    day = [nodes.inline("", event.date, classes=["arch-date"])] if event.date else []
    return separated(
        [
            day,
            [status] if status else [],
            [linker.reference(event.link, event.link.title)],
            [nodes.Text(package_label(event.package))],
            relation_nodes(event.after, linker),
        ]
    )
