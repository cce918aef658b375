"""Tells HTML that only lays out from HTML that could do something to its reader."""

from __future__ import annotations

from functools import lru_cache
from html.parser import HTMLParser

_REFUSED_TAGS = frozenset(
    "applet base embed form frame frameset iframe link meta noembed noframes object plaintext"
    " script style textarea title xmp".split()
)
"""Tags that run code, load something, send something, or take in the rest of the page. Most are
those that GitHub Flavored Markdown refuses as well (its section 6.11)."""
_UNSAFE_SCHEMES = ("javascript:", "vbscript:", "data:text/", "data:application/")


def is_unsafe_address(address: str) -> bool:
    """Return whether browsers would run *address* instead of going there.

    Control characters and blanks do not count, as for browsers.

    >>> is_unsafe_address(" JavaScript:alert(1)"), is_unsafe_address("scripts/java.md")
    (True, False)
    """
    plain = "".join(c for c in address if c > " ").lower()
    return plain.startswith(_UNSAFE_SCHEMES)


@lru_cache(maxsize=1024)
def is_active(html: str) -> bool:
    """Return whether *html* could run a script, or change more of the page than its own place.

    A tag or comment that does not end is active: it takes in what follows on the page.
    """
    finder = _Finder()
    finder.feed(html)
    return finder.found or "<" in finder.rawdata


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = (
            self.found
            or tag in _REFUSED_TAGS
            or any(_is_active_attribute(name, value or "") for name, value in attrs)
        )


def _is_active_attribute(name: str, value: str) -> bool:
    return name.startswith("on") or name == "srcdoc" or is_unsafe_address(value)
