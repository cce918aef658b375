"""Headings as a document writes them, for sections that come out of a template."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinxext_archdoc.templates.guidance import filled
from sphinxext_archdoc.templates.layout import Layout, Node, Span, is_adornment

_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")
_DEEPEST = 6
_SETEXT_DEEPEST = 2
_RST_CHARACTERS = "=-~^\"'*+#"
"""Characters for levels that a document has no heading of yet, in the order of their use."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the headings of one level are drawn."""

    character: str
    """That of the line below the text; ``#`` in Markdown where there is none."""
    overlined: bool = False


class Headings:
    """Draws headings in the style of one document."""

    def __init__(self, document: Layout, template: Layout) -> None:
        self._is_markdown = document.is_markdown
        self._styles = _styles(document)
        self._offered = _styles(template)

    def drawn(self, title: str, level: int) -> Sequence[str]:
        """Return the lines of a heading; *title* is raw text on one line."""
        level = min(max(level, 1), _DEEPEST)
        style = self._style(level)
        if style.character == "#" and self._is_markdown:
            return [f"{'#' * level} {title}".rstrip()]
        line = style.character * max(width(title), 3)
        return [line, title, line] if style.overlined else [title, line]

    def renamed(self, node: Node, title: str, layout: Layout) -> Sequence[str] | None:
        """Return the heading of *node* with *title* in the place of its text.

        Everything else of it stays: its style, its number of ``#``, its attributes. None when
        its text stands there in another form.
        """
        lines = list(layout.of(node.heading))
        text = without_attributes(node.title)
        place = next((i for i, line in enumerate(lines) if text and text in line), None)
        if place is None:
            return None
        lines[place] = lines[place].replace(text, title, 1)
        if self._is_markdown:
            return lines
        for number, line in enumerate(lines):
            if number != place:
                drawn = line.rstrip()
                length = width(title)
                if len(drawn) != width(text):
                    length = max(len(drawn), length)
                lines[number] = drawn[:1] * length
        return lines

    def _style(self, level: int) -> Style:
        if self._is_markdown:
            known = self._styles.get(level, Style("#"))
            return known if level <= _SETEXT_DEEPEST else Style("#")
        if level not in self._styles:
            self._styles[level] = self._unused(level)
        return self._styles[level]

    def _unused(self, level: int) -> Style:
        """Return a style that is none of another level: that of the template if it is one."""
        taken = set(self._styles.values())
        offered = self._offered.get(level)
        candidates = [offered] if offered else []
        candidates += [Style(character) for character in _RST_CHARACTERS]
        return next((style for style in candidates if style not in taken), Style("`"))


def _styles(layout: Layout) -> dict[int, Style]:
    """Return the style of each level that has headings, that of the last one."""
    return {
        node.level: _style(layout.of(node.heading), layout.is_markdown)
        for top in layout.tops
        for node in top.walk()
    }


def _style(lines: Sequence[str], is_markdown: bool) -> Style:
    if is_markdown:
        return Style(lines[-1].strip()[:1] if len(lines) > 1 else "#")
    overlined = len(lines) > 2 and is_adornment(lines[0])
    return Style(lines[-1].strip()[:1] or "=", overlined)


def without_attributes(title: str) -> str:
    """Return the raw text of a heading without attributes behind it: ``Goals {#goals}``."""
    return _ATTRIBUTES.sub("", title)


def width(text: str) -> int:
    """Return how many columns *text* takes: underlines are as long as that."""
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


@dataclass(frozen=True, kw_only=True)
class Renderer:
    """Writes sections of a template in the style of a document."""

    template: Layout
    headings: Headings
    values: Mapping[str, str]

    def section(self, node: Node, level: int) -> Iterator[str]:
        """Yield the lines of *node* as a section of *level*, without empty lines at its ends."""
        last = self.template.core(Span(first=node.heading.first, end=node.end)).end
        yield from self._lines(node, level - node.level, last)

    def _lines(self, node: Node, shift: int, last: int) -> Iterator[str]:
        title = filled(node.title.replace("\n", " "), self.values)
        if shift == 0 and self.template.is_markdown:
            yield from (filled(line, self.values) for line in self.template.of(node.heading))
        else:
            yield from self.headings.drawn(title, node.level + shift)
        for line in self.template.lines[node.own.first - 1 : min(node.own.end, last)]:
            yield filled(line, self.values)
        for child in node.children:
            yield from self._lines(child, shift, last)
