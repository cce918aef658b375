"""What waits for somebody: the lists behind the numbers of a dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_archdoc.model import RelationKind, SectionState, Status
from sphinxext_archdoc.sphinx_ext.facts import link_to, plain_statement
from sphinxext_archdoc.sphinx_ext.labels import counted, package_label, relation_label
from sphinxext_archdoc.sphinx_ext.linking import Link
from sphinxext_archdoc.sphinx_ext.views._parts import package_link
from sphinxext_archdoc.sphinx_ext.views._selection import decision_order

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog.relations import StatedRelation
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.register import Target

_WAITING = {Status.DRAFT.value, Status.PROPOSED.value}
_UNWRITTEN = {SectionState.EMPTY, SectionState.PLACEHOLDER, SectionState.MISSING}


class Item(NamedTuple):
    """One line of a list: what it is about, and what is to be said of it."""

    link: Link
    text: str


class Finding(NamedTuple):
    """A number with the list behind it."""

    name: str
    items: tuple[Item, ...]


def findings_of(
    domain: ArchitectureDomain,
    *,
    names: set[str] | None,
    undocumented: Sequence[str],
    decisions: Sequence[Target],
    days: int,
) -> tuple[Finding, ...]:
    """Return what waits in the packages *names*, None for all.

    *undocumented* are packages without a document; *days* is how long a proposal may wait.
    Ages are left out where today is not known, and drift where it is not looked for.
    """
    today = domain.site.today
    found = [
        Finding("undocumented", tuple(Item(package_link(domain, n), "") for n in undocumented)),
        Finding("unwritten", tuple(_unwritten(domain, names))),
    ]
    if today:
        found += [
            Finding("waiting", tuple(_waiting(decisions, today, days))),
            Finding("review", tuple(_past_review(decisions, today))),
        ]
    found += [
        Finding("successor", tuple(_without_successor(domain, decisions))),
        Finding("relation", tuple(_broken(domain, decisions))),
    ]
    if domain.site.config.drift:
        found.append(Finding("drift", tuple(_drifted(domain, names))))
    return tuple(found)


def _drifted(domain: ArchitectureDomain, names: set[str] | None) -> list[Item]:
    differing = {place for place, found in domain.comparisons.items() if found.differences}
    found = [
        target
        for target in domain.register.of_type("interface")
        if (target.docname, target.row.anchor) in differing
        and (names is None or target.package in names)
    ]
    return [Item(link_to(target), "") for target in sorted(found, key=decision_order)]


def _unwritten(domain: ArchitectureDomain, names: set[str] | None) -> list[Item]:
    found = []
    for docname, sources in domain.data["sources"].items():
        for source in sources:
            if names is not None and source.package not in names:
                continue
            number = sum(section.state in _UNWRITTEN for section in source.sections)
            if number:
                name = package_label(source.package)
                title = f"{name}/{source.qualifier}" if source.qualifier else name
                link = Link(docname, "", source.path, title)
                found.append(Item(link, counted("section", number)))
    return sorted(found)


def _waiting(decisions: Sequence[Target], today: date, days: int) -> list[Item]:
    found = []
    for target in decisions:
        since = _day(target.facts.date)
        if since and target.facts.status in _WAITING and (today - since).days > days:
            found.append(Item(link_to(target), target.facts.date))
    return sorted(found, key=lambda item: (item.text, item.link.key))


def _past_review(decisions: Sequence[Target], today: date) -> list[Item]:
    found = []
    for target in decisions:
        until = _day(target.facts.review)
        if until and until < today:
            found.append(Item(link_to(target), target.facts.review))
    return sorted(found, key=lambda item: (item.text, item.link.key))


def _day(text: str) -> date | None:
    """Return the last day of an ISO date that may have no month or day, roughly for a month."""
    try:
        return date.fromisoformat(text + "-12-28"[{4: 0, 7: 3}.get(len(text), 6) :])
    except ValueError:
        return None


def _without_successor(domain: ArchitectureDomain, decisions: Sequence[Target]) -> list[Item]:
    return [
        Item(link_to(target), "")
        for target in decisions
        if target.facts.status == Status.SUPERSEDED.value
        and not any(r.kind is RelationKind.SUPERSEDED_BY for r in domain.register.relations(target))
    ]


def _broken(domain: ArchitectureDomain, decisions: Sequence[Target]) -> list[Item]:
    chosen = {id(target) for target in decisions}
    return [
        Item(link_to(unresolved.source), _statement(unresolved.statement))
        for unresolved in domain.register.all_relations.unresolved
        if id(unresolved.source) in chosen
    ]


def _statement(statement: StatedRelation) -> str:
    return f"{relation_label(statement.kind)} {plain_statement(statement.text, statement.kind)}"
