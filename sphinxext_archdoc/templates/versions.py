"""A shared template at one point of its history: its text, its sections, what it is known by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.source import normalise
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.templates.layout import Layout, Node, Span, layout_of
from sphinxext_archdoc.vocabulary.sections import role_of

HEAD = "(head)"
"""What the part of a template is called that stands before its first section."""
_DIGITS = 20


@dataclass(frozen=True, kw_only=True)
class Parts:
    """A template taken apart like a document is: see ``reading.read_template``."""

    layout: Layout
    title: Node | None
    sections: tuple[Node, ...]
    """Without those that have the name of one before them."""


def sections_of(layout: Layout) -> Parts:
    """Return the title and the sections of a template."""
    tops = layout.tops
    if tops and (len(tops) == 1 or not role_of(tops[0].plain)):
        title, sections = tops[0], (*tops[0].children, *tops[1:])
    else:
        title, sections = None, tops
    by_name: dict[str, Node] = {}
    for section in sections:
        if section.name:
            by_name.setdefault(section.name, section)
    return Parts(layout=layout, title=title, sections=tuple(by_name.values()))


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version of a template."""

    document: Document
    layout: Layout
    hash: str
    """Hexadecimal, of the text with LF line ends."""
    sections: Mapping[str, str]
    """Hash of each section by its name, and of :data:`HEAD`."""

    @property
    def text(self) -> str:
        """The text with LF line ends."""
        return text_of(self.document)


def version_of(document: Document) -> Version:
    """Return the version of a template that *document* is."""
    layout = layout_of(document)
    parts = sections_of(layout)
    first = min((node.heading.first for node in parts.sections), default=len(layout.lines) + 1)
    hashes = {HEAD: _hash_of(layout.lines[: first - 1])}
    for node in parts.sections:
        hashes[node.name] = _hash_of(layout.of(Span(first=node.heading.first, end=node.end)))
    return Version(
        document=document, layout=layout, hash=hash_of(text_of(document)), sections=hashes
    )


def read_version(path: str, text: str) -> Version:
    """Return the version of the template *path* whose text was *text*."""
    return version_of(parse(path, text))


def text_of(document: Document) -> str:
    """Return the text of *document* with LF line ends, the last line's included."""
    return "\n".join(document.lines) + "\n"


def hash_of(text: str) -> str:
    """Return what the *text* of a template is known by; line ends do not count."""
    lines = normalise(text).rstrip("\n")
    return hashlib.sha256(lines.encode()).hexdigest()[:_DIGITS]


def _hash_of(lines: Iterable[str]) -> str:
    return hash_of("\n".join(line.rstrip() for line in lines).strip())
