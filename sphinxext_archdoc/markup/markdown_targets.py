"""Where the links of Markdown lead: what may stand after the ``]`` of a link.

Source: https://spec.commonmark.org/0.31.2/#links.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it.common.normalize_url import validateLink
from markdown_it.common.utils import normalizeReference, unescapeAll

_LABEL = re.compile(r"\[((?:[^\\\[\]]|\\.){0,999})\]", re.DOTALL)
_POINTED = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_TITLES = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'(?:[^'\\]|\\.)*'", re.DOTALL),
    "(": re.compile(r"\((?:[^()\\]|\\.)*\)", re.DOTALL),
}
_SPACE = re.compile(r"\s*")
_MAX_PARENTHESES = 32
_MAX_LABEL = 999
_DESTINATION_STOP = re.compile(r"[()\\\x00-\x20\x7f]")


class LinkTargets:
    """Reads the targets in one text.

    *definitions* are the destinations of references by their normalised labels.
    """

    def __init__(self, source: str, definitions: Mapping[str, str]) -> None:
        self._source = source
        self._definitions = definitions
        self._unclosed: dict[str, int] = {}
        """Quotes of titles that do not occur any more from a position on."""

    def read(self, start: int, end: int, *, is_label: bool) -> tuple[str, int] | None:
        """Return the destination of the text from *start* to its ``]`` at *end*.

        Beside it stands the index after the whole link. *is_label* says whether the text may
        be a reference itself: it may not when a bracket stands in it. None for no link.
        """
        source, after = self._source, end + 1
        if source.startswith("(", after) and (inline := self._inline(after + 1)):
            return inline
        label = _LABEL.match(source, after)
        if label and label[1]:
            return self._defined(label[1], label.end())
        if not is_label or end - start > _MAX_LABEL:
            return None
        return self._defined(source[start:end], label.end() if label else after)

    def _defined(self, label: str, end: int) -> tuple[str, int] | None:
        destination = self._definitions.get(normalizeReference(label))
        return None if destination is None or not label.strip() else (destination, end)

    def _inline(self, start: int) -> tuple[str, int] | None:
        source = self._source
        start = _end_of_space(source, start)
        if pointed := _POINTED.match(source, start):
            destination, end = pointed[1], pointed.end()
        elif source.startswith("<", start):
            return None
        else:
            end = _end_of_destination(source, start)
            if end < start:
                return None
            destination = source[start:end]
        destination = unescapeAll(destination)
        if not validateLink(destination):
            return None
        closing = _end_of_space(source, end)
        if closing > end and source[closing : closing + 1] in _TITLES:
            title_end = self._end_of_title(closing)
            if title_end is None:
                return None
            closing = _end_of_space(source, title_end)
        return (destination, closing + 1) if source.startswith(")", closing) else None

    def _end_of_title(self, start: int) -> int | None:
        quote = self._source[start]
        if self._unclosed.get(quote, start + 1) <= start:
            return None
        match = _TITLES[quote].match(self._source, start)
        if match is None and quote != "(":
            self._unclosed[quote] = start
        return match.end() if match else None


def _end_of_space(source: str, start: int) -> int:
    match = _SPACE.match(source, start)
    return match.end() if match else start


def _end_of_destination(source: str, start: int) -> int:
    """Return where a destination without angle brackets ends; -1 when it is not balanced."""
    depth = 0
    position = start
    while match := _DESTINATION_STOP.search(source, position):
        mark, position = match[0], match.end()
        if mark == "(":
            depth += 1
            if depth > _MAX_PARENTHESES:
                return -1
        elif mark == ")" and depth:
            depth -= 1
        elif mark == "\\" and source[position : position + 1] not in ("", " "):
            position += 1
        elif mark != "\\":
            return -1 if depth else match.start()
    return -1
