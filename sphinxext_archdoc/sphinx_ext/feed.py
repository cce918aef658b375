"""An Atom feed (RFC 4287) of decisions: one entry for each decision and status.

The identifier of an entry has the status in it: when that changes, readers get a new entry.
An entry's time is the decision's date, or that of the decision which superseded it; one
without a date counts as older than all others.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote, urljoin
from xml.etree import ElementTree as ET

from sphinxext_archdoc.drawing.text import clean
from sphinxext_archdoc.model import RelationKind
from sphinxext_archdoc.sphinx_ext.facts import link_to
from sphinxext_archdoc.sphinx_ext.labels import package_label, relation_label, status_label
from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.register import Register, Target

MOST = 100
"""Entries of a feed: the newest."""
_UNDATED = "1970-01-01"
_ATOM = "http://www.w3.org/2005/Atom"


class FeedSite(NamedTuple):
    """What the feed says of the site."""

    title: str
    address: str
    """Where the site is (``html_baseurl``); empty when that is not known."""
    author: str
    file: str


def feed_text(register: Register, site: FeedSite, linker: Linker) -> str:
    """Return the feed of the decisions of *register*, the newest first."""
    dated = [(_date(register, target), target) for target in register.of_type("decision")]
    dated.sort(key=lambda pair: pair[1].key)
    dated.sort(key=lambda pair: pair[0], reverse=True)
    newest = dated[:MOST]
    feed = ET.Element("feed", {"xmlns": _ATOM})
    _add(feed, "id", _identifier(site, ""))
    _add(feed, "title", site.title)
    _add(feed, "updated", _time(newest[0][0] if newest else _UNDATED))
    ET.SubElement(feed, "link", {"rel": "self", "href": _absolute(site, site.file)})
    _add(ET.SubElement(feed, "author"), "name", site.author)
    for date, target in newest:
        feed.append(_entry(register, target, date, site, linker))
    ET.indent(feed)
    return ET.tostring(feed, encoding="unicode", xml_declaration=False) + "\n"


def _entry(
    register: Register, target: Target, date: str, site: FeedSite, linker: Linker
) -> ET.Element:
    entry = ET.Element("entry")
    status = target.facts.status
    _add(entry, "id", _identifier(site, f"{quote(target.key, safe='')}:{status}"))
    _add(entry, "title", target.title or target.key)
    _add(entry, "updated", _time(date))
    if address := linker.address(link_to(target)):
        ET.SubElement(entry, "link", {"href": _absolute(site, address)})
    for term in (package_label(target.package), *target.facts.tags):
        ET.SubElement(entry, "category", {"term": clean(term)})
    _add(entry, "summary", _summary(register, target))
    return entry


def _summary(register: Register, target: Target) -> str:
    parts = [target.key, status_label(target.facts.status), target.facts.date]
    parts += [
        f"{relation_label(r.kind, partial=r.partial)} {r.target.key}"
        for r in register.relations(target)
        if r.target is not None
    ]
    return " · ".join(filter(None, parts))


def _date(register: Register, target: Target) -> str:
    """Return the day on which a decision became what it is, an ISO date of any precision."""
    return max([target.facts.date, *_successions(register, target)]) or _UNDATED


def _successions(register: Register, target: Target) -> Iterable[str]:
    for relation in register.relations(target):
        if relation.kind is RelationKind.SUPERSEDED_BY and relation.target is not None:
            yield relation.target.facts.date


def _time(date: str) -> str:
    """Return an ISO date of any precision as a time: the beginning of its day, month or year."""
    return date + "-01-01"[len(date) - 4 :] + "T00:00:00Z"


def _identifier(site: FeedSite, name: str) -> str:
    if site.address:
        return urljoin(site.address, site.file) + (f"#{name}" if name else "")
    return f"urn:sphinxext-archdoc:{quote(site.title, safe='')}" + (f":{name}" if name else "")


def _absolute(site: FeedSite, address: str) -> str:
    return urljoin(site.address, address) if site.address else address


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = clean(text)
