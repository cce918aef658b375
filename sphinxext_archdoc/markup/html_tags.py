"""Tags of HTML in the middle of Markdown."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

# A value holds no start of another tag: so no character is looked at for two tags.
_TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9-]*)"
    r"((?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*"
    r"(?:[^\s\"'=<>`]+|'(?:[^'<]|<(?![A-Za-z/!?]))*'|\"(?:[^\"<]|<(?![A-Za-z/!?]))*\"))?)*)"
    r"\s*/?>"
)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))", re.IGNORECASE)
# fmt: off
_ELEMENTS = frozenset({
    "a", "abbr", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo",
    "big", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code",
    "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "div", "dl",
    "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input",
    "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark", "menu", "meta",
    "meter", "nav", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param",
    "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "search",
    "section", "select", "small", "source", "span", "strike", "strong", "style", "sub",
    "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
    "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
})
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag of an HTML element."""

    name: str
    """Lower case."""
    closing: bool
    href: str
    """Value of that attribute, empty when there is none."""
    end: int
    """Index of the first character after it."""


def read_tag(source: str, start: int) -> Tag | None:
    """Return the tag at *start*; None where there is none, or one of no HTML element.

    ``Store<T>`` and ``<name>`` are words to a reader, though browsers take them for tags.
    """
    match = _TAG.match(source, start)
    if match is None:
        return None
    closing, name, attributes = match[1], match[2], match[3]
    is_parameter = len(name) == 1 and name.isupper() and not attributes
    if name.lower() not in _ELEMENTS or is_parameter:
        return None
    address = _HREF.search(attributes)
    href = next(filter(None, address.groups()), "") if address else ""
    return Tag(name=name.lower(), closing=bool(closing), href=html.unescape(href), end=match.end())
