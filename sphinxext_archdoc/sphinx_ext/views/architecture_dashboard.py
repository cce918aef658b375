"""The state of all packages in numbers, each with the list behind it.

Shown are how many packages are documented, how many documents have sections that nobody has
written, how many decisions have which status, and what waits for somebody: decisions
proposed for too long (``:proposed-after:`` days, 90 by default), those past the review date
that they name, superseded ones that do not say by what, and relations that lead nowhere. A
number of decisions leads to the index of decisions where a page has one.

What is too old is seen from ``archdoc_today``; where that is not known, ages are left out.
``:package:`` chooses packages by a list of names, which may have ``*``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinxext_archdoc.model import RelationKind, SectionState, Status
from sphinxext_archdoc.sphinx_ext import options
from sphinxext_archdoc.sphinx_ext.facts import link_to, plain_statement
from sphinxext_archdoc.sphinx_ext.labels import (
    _,
    counted,
    package_label,
    relation_label,
    status_label,
)
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.views._parts import (
    items_node,
    package_link,
    package_node,
    text_heading,
    view_node,
)
from sphinxext_archdoc.sphinx_ext.views._selection import (
    PACKAGE_OPTIONS,
    chosen_decisions,
    chosen_packages,
    package_order,
    status_order,
)

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog.relations import StatedRelation
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.register import Target

NAME = "architecture-dashboard"
OPTIONS = {**PACKAGE_OPTIONS, "proposed-after": options.whole_number}
PROPOSED_AFTER = 90
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


class Content(NamedTuple):
    """All numbers."""

    packages: int
    documented: int
    statuses: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
    index_page: str
    """The page with an index of all decisions; empty when there is none."""
    today: str


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> Content:
    """Return the numbers, and what stands behind them."""
    names = chosen_packages(domain, options)
    packages = [p for p in domain.site.workspace.packages if names is None or p.name in names]
    real = [p for p in packages if p.name != "." or p.documents]
    without = sorted((p.name for p in real if not p.documents), key=package_order)
    decisions = chosen_decisions(domain, options)
    today = domain.site.today
    days = int(options.get("proposed-after", PROPOSED_AFTER))
    counts = Counter(target.facts.status for target in decisions)
    findings = [
        Finding("undocumented", tuple(Item(package_link(domain, n), "") for n in without)),
        Finding("unwritten", tuple(_unwritten(domain, names))),
        Finding("waiting", tuple(_waiting(decisions, today, days))),
        Finding("review", tuple(_past_review(decisions, today))),
        Finding("successor", tuple(_without_successor(domain, decisions))),
        Finding("relation", tuple(_broken(domain, decisions))),
    ]
    return Content(
        packages=len(real),
        documented=len(real) - len(without),
        statuses=tuple(sorted(counts.items(), key=lambda pair: status_order(pair[0]))),
        findings=tuple(findings),
        index_page=_index_page(domain, docname),
        today=today.isoformat() if today else "",
    )


def _index_page(domain: ArchitectureDomain, docname: str) -> str:
    pages = [
        page
        for page, views in domain.data["views"].items()
        if any(name == "decision-index" and not chosen for name, chosen in views)
    ]
    return docname if docname in pages else min(pages, default="")


def _unwritten(domain: ArchitectureDomain, names: set[str] | None) -> list[Item]:
    found = []
    for docname, sources in domain.data["sources"].items():
        for source in sources:
            if names is not None and source.package not in names:
                continue
            number = sum(section.state in _UNWRITTEN for section in source.sections)
            if number:
                link = Link(docname, "", source.path, package_label(source.package))
                found.append(Item(link, counted("section", number)))
    return sorted(found)


def _waiting(decisions: Sequence[Target], today: date | None, days: int) -> list[Item]:
    found = []
    for target in decisions:
        since = _day(target.facts.date)
        if today and since and target.facts.status in _WAITING and (today - since).days > days:
            found.append(Item(link_to(target), target.facts.date))
    return sorted(found, key=lambda item: (item.text, item.link.key))


def _past_review(decisions: Sequence[Target], today: date | None) -> list[Item]:
    found = []
    for target in decisions:
        until = _day(target.facts.review)
        if today and until and until < today:
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


def render(content: Content, options: Mapping[str, Any], linker: Linker) -> list[nodes.Node]:
    """Return the numbers as a list, and the lists behind them."""
    days = int(options.get("proposed-after", PROPOSED_AFTER))
    shown: list[nodes.Node] = [nodes.bullet_list("", *_numbers(content, linker, days))]
    shown[0]["classes"] += ["arch-numbers"]  # type: ignore[index]
    for finding in content.findings:
        if finding.items:
            shown.append(text_heading(_label(finding.name, days), _anchor(finding)))
            shown.append(items_node(_line(item, linker) for item in finding.items))
    return [view_node("dashboard", shown)]


def _anchor(finding: Finding) -> str:
    return f"arch-dashboard-{finding.name}"


def _label(name: str, days: int) -> str:
    labels = {
        "undocumented": _("Packages without a document"),
        "unwritten": _("Documents with sections that nobody has written"),
        "waiting": _("Proposed for more than %d days"),
        "review": _("Past the review date"),
        "successor": _("Superseded without a successor"),
        "relation": _("Relations that lead nowhere"),
    }
    label = str(labels[name])
    return label % days if name == "waiting" else label


def _numbers(content: Content, linker: Linker, days: int) -> list[nodes.list_item]:
    of_all = str(_("%d of %d")) % (content.documented, content.packages)
    in_line = linker.builder.format != "html"
    tiles = [_tile([nodes.Text(of_all)], str(_("packages have a document")), in_line=in_line)]
    for status, number in content.statuses:
        label = status_label(status) or str(_("no status"))
        shown = _to_index(content, status, number, linker)
        tiles.append(_tile(shown, label, status, in_line=in_line))
    for finding in content.findings:
        if finding.name in {"waiting", "review"} and not content.today:
            continue
        number_node: nodes.Node = nodes.Text(str(len(finding.items)))
        if finding.items:
            number_node = nodes.reference(
                "",
                "",
                nodes.inline("", str(len(finding.items))),
                refid=_anchor(finding),
                internal=True,
            )
        tiles.append(_tile([number_node], _label(finding.name, days), in_line=in_line))
    return tiles


def _tile(
    number: list[nodes.Node], label: str, status: str = "", *, in_line: bool
) -> nodes.list_item:
    """Return a number and what it counts, which is below it where tiles are drawn."""
    words: nodes.Node = nodes.Text(label)
    if status:
        classes = ["arch-status", f"arch-status-{status}"]
        words = nodes.inline("", label, classes=classes)
    strong = nodes.strong("", "", *number)
    if in_line:
        return nodes.list_item("", nodes.paragraph("", "", strong, nodes.Text(" "), words))
    return nodes.list_item("", nodes.paragraph("", "", strong), nodes.paragraph("", "", words))


def _to_index(content: Content, status: str, number: int, linker: Linker) -> list[nodes.Node]:
    """Return a number that leads to the index, in HTML with the status chosen there."""
    shown = nodes.inline("", str(number))
    if not content.index_page:
        return [shown]
    reference = linker.reference_around(Link(content.index_page, "", "", ""), shown)
    if linker.builder.name in {"html", "dirhtml"} and isinstance(reference, nodes.reference):
        page = str(reference.get("refuri", "")).partition("#")[0]
        reference["refuri"] = f"{page}?status={status}"
        reference.attributes.pop("refid", None)
    return [reference]


def _line(item: Item, linker: Linker) -> list[nodes.Node]:
    link, text = item
    title = f"{link.key} {link.title}" if link.anchor else link.title
    shown = linker.reference(link, title) if link.anchor else package_node(link, linker)
    return [shown, nodes.Text(f": {text}")] if text else [shown]
