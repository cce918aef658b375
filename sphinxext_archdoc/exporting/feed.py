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

MOST = 100
"""Entries of a feed: the newest."""
_UNDATED = "1970-01-01"
_ATOM = "http://www.w3.org/2005/Atom"


class FeedSite(NamedTuple):
    """What a feed says of itself."""

    title: str
    address: str
    """Where the site is; empty when that is not known."""
    author: str
    file: str
    """Name of the feed, at that address."""


class FeedEntry(NamedTuple):
    """What a feed says of a decision."""

    key: str
    title: str
    status: str
    dates: tuple[str, ...]
    """Its own ISO date and those of its successors, of any precision; empty for none."""
    address: str
    """Where it can be read, relative to the site perhaps; empty when it cannot."""
    terms: tuple[str, ...]
    facts: tuple[str, ...]
    """What there is to know in short."""

    @property
    def date(self) -> str:
        """The day on which the decision became what it is, an ISO date of any precision."""
        return max(self.dates, default="") or _UNDATED


def feed_text(entries: Iterable[FeedEntry], site: FeedSite) -> str:
    """Return the feed of *entries*, the newest first, those of one day by key."""
    newest = sorted(entries, key=lambda e: e.key)
    newest.sort(key=lambda e: e.date, reverse=True)
    del newest[MOST:]
    feed = ET.Element("feed", {"xmlns": _ATOM})
    _add(feed, "id", _identifier(site, ""))
    _add(feed, "title", site.title)
    _add(feed, "updated", _time(newest[0].date if newest else _UNDATED))
    ET.SubElement(feed, "link", {"rel": "self", "href": _absolute(site, site.file)})
    _add(ET.SubElement(feed, "author"), "name", site.author)
    for entry in newest:
        feed.append(_entry(entry, site))
    ET.indent(feed)
    return ET.tostring(feed, encoding="unicode", xml_declaration=False) + "\n"


def _entry(entry: FeedEntry, site: FeedSite) -> ET.Element:
    element = ET.Element("entry")
    _add(element, "id", _identifier(site, f"{quote(entry.key, safe='')}:{entry.status}"))
    _add(element, "title", entry.title or entry.key)
    _add(element, "updated", _time(entry.date))
    if entry.address:
        ET.SubElement(element, "link", {"href": _absolute(site, entry.address)})
    for term in entry.terms:
        ET.SubElement(element, "category", {"term": clean(term)})
    _add(element, "summary", " · ".join(filter(None, (entry.key, *entry.facts))))
    return element


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
