"""Decisions side by side, a column for each status.

Only statuses that decisions have are shown, in the order of a decision's life.
``:package:``, ``:status:``, ``:tag:``, ``:text:``, ``:since:`` and ``:until:`` choose as in
``decision-index``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinxext_archdoc.sphinx_ext import paging
from sphinxext_archdoc.sphinx_ext.facts import link_to
from sphinxext_archdoc.sphinx_ext.labels import _, package_label, status_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.views._parts import nothing, separated, text_heading, view_node
from sphinxext_archdoc.sphinx_ext.views._selection import (
    DECISION_OPTIONS,
    chosen_decisions,
    short_key,
    status_order,
)
from sphinxext_archdoc.sphinx_ext.views._units import units_nodes

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

NAME = "decision-board"
OPTIONS = DECISION_OPTIONS


class Card(NamedTuple):
    """One decision on the board."""

    link: Link
    package: str
    number: str
    """The number as keys have it; empty for a decision without one."""
    date: str


def content(
    domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]
) -> list[tuple[str, list[Card]]]:
    """Return the columns: a status and its decisions."""
    columns: dict[str, list[Card]] = {}
    for target in chosen_decisions(domain, options):
        card = Card(link_to(target), target.package, short_key(target), target.facts.date)
        columns.setdefault(target.facts.status, []).append(card)
    return sorted(columns.items(), key=lambda column: status_order(column[0]))


def render(
    content: Sequence[tuple[str, list[Card]]], options: Mapping[str, Any], linker: Linker
) -> list[nodes.Node]:
    """Return a container for each column; a list of pages when there are too many cards."""
    if not content:
        return nothing(str(_("No decisions match.")))
    columns = [(_head(status, len(cards)), cards) for status, cards in content]
    units = [paging.Unit(title=head, rows=cards, render=_column) for head, cards in columns]
    if paging.can_split(linker.builder) and sum(len(u.rows) for u in units) > linker.pages.size:
        title = str(_("Board of decisions"))
        return units_nodes(units, view=NAME, title=title, options=options, linker=linker)
    shown = [
        nodes.container("", text_heading(head), *_column(cards, linker), classes=["arch-column"])
        for head, cards in columns
    ]
    return [view_node("board", shown)]


def _head(status: str, number: int) -> str:
    label = status_label(status) or str(_("no status"))
    return f"{label} ({number})"


def _column(cards: Sequence[Card], linker: Linker) -> list[nodes.Node]:
    items = [nodes.list_item("", *_card(card, linker)) for card in cards]
    return [nodes.bullet_list("", *items, classes=["arch-cards"])]


def _card(card: Card, linker: Linker) -> list[nodes.Node]:
    parts: list[list[nodes.Node]] = [
        [nodes.Text(text)] for text in (package_label(card.package), card.number) if text
    ]
    if card.date:
        parts.append([nodes.inline("", card.date, classes=["arch-date"])])
    return [
        nodes.paragraph("", "", linker.reference(card.link, card.link.title)),
        nodes.paragraph("", "", *separated(parts), classes=["arch-card-facts"]),
    ]
