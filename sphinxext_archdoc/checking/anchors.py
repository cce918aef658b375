"""What links may lead to inside a document: headings, targets, names of elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinxext_archdoc.catalog import anchor_name
from sphinxext_archdoc.checking.body import Body
from sphinxext_archdoc.markup.tree import OtherBlock

_NAMED = re.compile(
    r"""<[^<>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)|\{\#([\w:.-]+)[^{}]*\}"""
    r"""|^\s*:(?:name|id|label):\s*(\S.*)"""
)
_HTML_HEADING = re.compile(r"<h[1-6][^<>]*>([^<>]*)</h")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$|^(\S.*)\n[=~^\"'`*+:.-]{3,}[ \t]*$", re.MULTILINE)
_TARGET = re.compile(
    r"^\(([^()\n]+)\)=|^\.\. _([^:\n]+):|\b(?:id|name)=[\"']([^\"'\n]+)", re.MULTILINE
)


def anchors_of(body: Body) -> Iterator[str]:
    """Yield the names of all anchors in a document, see ``anchor_name``."""
    document = body.document
    for section in document.root.walk():
        yield anchor_name(document.plain(section.title))
    for block in body.blocks:
        if isinstance(block, OtherBlock) and block.kind in ("target", "heading"):
            yield anchor_name(document.plain(block.text))
    if any(mark in body.text for mark in _MARKS):
        for line in document.lines:
            for match in _NAMED.finditer(line[:_LONGEST]):
                yield anchor_name(match[1] or match[2] or match[3])
            for match in _HTML_HEADING.finditer(line[:_LONGEST]):
                yield anchor_name(match[1])


_MARKS = ("</h", "id=", "name=", "{#", ":name:", ":id:", ":label:")
_LONGEST = 2000
"""Characters of a line that are looked at."""


def anchors_in(text: str) -> frozenset[str]:
    """Return the names of what may be an anchor in *text*, a file that is not read otherwise.

    Rather too many than too few: markup and code are not told apart.
    """
    found = [m[1] or m[2] for m in _HEADING.finditer(text)]
    found += [m[1] or m[2] or m[3] for m in _TARGET.finditer(text)]
    return frozenset(map(anchor_name, found))
