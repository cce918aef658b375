"""A document or template as ``sync`` sees it: headings, and the lines that each one owns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sphinxext_archdoc.markup.tree import Document, Section
from sphinxext_archdoc.model import slugify
from sphinxext_archdoc.vocabulary.placeholders import is_placeholder

_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_MARK = re.compile(r"[\[{<\d]")
"""What headings that wait have: a bracket or a number."""
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Lines of a text, 1-based; empty when ``end`` is the line before ``first``."""

    first: int
    end: int
    """Last line, inclusive."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Node:
    """A heading and what follows it up to the next heading of its level or above."""

    level: int
    title: str
    """Raw text of the heading."""
    plain: str
    heading: Span
    own: Span
    """What stands between the heading and the first heading below it."""
    end: int
    """Last line of all that is below the heading."""
    children: tuple[Node, ...]

    @cached_property
    def name(self) -> str:
        """Slug of the heading: what a section of a template is called."""
        return slugify(self.plain)

    @cached_property
    def is_example(self) -> bool:
        """Whether the heading itself waits to be filled in: ``Decision 1: [Title]``.

        One in plain words ("Testing approach") may look like it, but names a section.
        """
        return _MARK.search(self.plain) is not None and is_placeholder(self.plain)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, kw_only=True, eq=False)
class Layout:
    """The headings of a text."""

    lines: tuple[str, ...]
    is_markdown: bool
    top: Span
    """What stands before the first heading."""
    tops: tuple[Node, ...]

    @cached_property
    def by_line(self) -> dict[int, Node]:
        """All nodes by the line on which the text of their heading stands."""
        return {line: n for top in self.tops for n in top.walk() for line in _lines(n.heading)}

    def of(self, span: Span) -> tuple[str, ...]:
        """Return the lines of *span*."""
        return self.lines[span.first - 1 : span.end]

    def core(self, span: Span) -> Span:
        """Return *span* without the empty lines at both of its ends."""
        first, end = span.first, span.end
        while first <= end and not self.lines[first - 1].strip():
            first += 1
        while end >= first and not self.lines[end - 1].strip():
            end -= 1
        return Span(first=first, end=end)


def layout_of(document: Document) -> Layout:
    """Return the layout of *document*; an empty text has one line."""
    root = document.root
    tops = tuple(_nodes(document, root.sections))
    end = tops[0].heading.first - 1 if tops else len(document.lines)
    return Layout(
        lines=document.lines,
        is_markdown=document.markup == "markdown",
        top=Span(first=1, end=end),
        tops=tops,
    )


def _nodes(document: Document, sections: Sequence[Section]) -> Iterator[Node]:
    for section in sections:
        heading = heading_span(document, section)
        children = tuple(_nodes(document, section.sections))
        own_end = children[0].heading.first - 1 if children else section.end_line
        yield Node(
            level=section.level,
            title=section.title,
            plain=document.plain(section.title),
            heading=heading,
            own=Span(first=heading.end + 1, end=own_end),
            end=section.end_line,
            children=children,
        )


def heading_span(document: Document, section: Section) -> Span:
    """Return the lines of a heading, with those that are drawn above and below its text."""
    first = section.line
    if document.markup == "markdown":
        return Span(first=first, end=_end_of_markdown(document.lines, section))
    above = document.lines[first - 2] if first > 1 else ""
    below = document.lines[first] if first < len(document.lines) else ""
    overlined = _ADORNMENT.match(above) and above.strip() == below.strip()
    return Span(first=first - 1 if overlined else first, end=min(first + 1, section.end_line))


def _end_of_markdown(lines: Sequence[str], section: Section) -> int:
    line = section.line
    if _ATX.match(lines[line - 1]):
        return line
    for number in range(line + 1, section.end_line + 1):
        if _SETEXT.match(lines[number - 1]):
            return number
    return line


def _lines(span: Span) -> range:
    return range(span.first, span.end + 1)


def is_adornment(line: str) -> bool:
    """Return whether *line* is drawn above or below a heading of reStructuredText."""
    return _ADORNMENT.match(line) is not None
