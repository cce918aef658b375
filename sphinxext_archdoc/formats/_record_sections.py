"""The sections of a decision record: the one with its title, and the parts below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinxext_archdoc.formats._record_entries import METADATA
from sphinxext_archdoc.markup.tree import Document, Section
from sphinxext_archdoc.model import RelationKind
from sphinxext_archdoc.vocabulary import Vocabulary, relation_kind
from sphinxext_archdoc.vocabulary.sections import is_label


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of a record below its title."""

    section: Section
    label: str
    """The heading, plain, without a value behind a colon."""
    value: str
    """What stands behind the colon in the heading (``Status: accepted``), raw."""
    field: str
    """Canonical name of the field that the heading means; empty for another heading."""
    role: str
    relation: tuple[RelationKind, bool] | None
    parent: Part | None

    @property
    def is_about_record(self) -> bool:
        """Whether the section holds metadata of any kind."""
        return is_label("about-record", self.label)

    @property
    def is_top(self) -> bool:
        """Whether the section is right below the title, or below one of metadata."""
        return self.parent is None or self.parent.is_about_record

    @property
    def is_metadata(self) -> bool:
        """Whether the section says something about the record, not about what was decided."""
        return bool(self.field in METADATA or self.role or self.relation)


def title_heading(document: Document, words: Vocabulary) -> Section | None:
    """Return the section whose heading is the title of the record.

    That is the first of the first level that is not the name of a field, or the only one; or
    of a lower level, when nothing above it, no title in the front matter and no field precedes
    it. Where it says no more than "Architecture decision record", the only section below it
    has the title.
    """
    tops = document.root.sections
    ones = [section for section in tops if section.level == 1]
    is_titled = bool(document.front_matter.get("title"))
    if not tops or tops[0].level > 1:
        is_title = tops and not is_titled and not _is_field(document, tops[0], words)
        return tops[0] if is_title else None
    is_only = len(ones) == 1 and not is_titled
    first = next((s for s in ones if is_only or not _is_field(document, s, words)), None)
    if first is not None and _is_kind(document, first):
        return _inner_title(document, first, words) or first
    return first


def _is_kind(document: Document, section: Section) -> bool:
    """Return whether a heading says only that this is a decision record."""
    return is_label("decision-record", document.plain(section.title))


def _inner_title(document: Document, section: Section, words: Vocabulary) -> Section | None:
    """Return the only section below one that says "Architecture decision record"."""
    below = section.sections
    if len(below) == 1 and not _is_field(document, below[0], words):
        return below[0]
    return None


def _is_field(document: Document, section: Section, words: Vocabulary) -> bool:
    plain = document.plain(section.title)
    label = plain.partition(":")[0]
    if _is_kind(document, section) and section.sections:
        return False
    known = any(words.field(text) or words.role(text) for text in (plain, label))
    return known or is_label("about-record", plain)


def find_parts(document: Document, heading: Section | None, words: Vocabulary) -> Iterator[Part]:
    """Yield all sections but that with the title and those around it, in document order."""
    tops = [s for s in document.root.sections if s is not heading and not _holds(s, heading)]
    stack: list[tuple[Section, Part | None]] = [
        (section, None) for section in (*(heading.sections if heading else ()), *tops)
    ]
    found = []
    while stack:
        section, parent = stack.pop()
        part = _part(document, section, parent, words)
        found.append(part)
        stack.extend((inner, part) for inner in section.sections)
    yield from sorted(found, key=lambda part: part.section.line)


def _holds(section: Section, heading: Section | None) -> bool:
    return heading is not None and section.line < heading.line <= section.end_line


_PARTED = re.compile(r"\s*[:：]\s*|\s+[–—-]\s+")
"""What parts a label from a value in a heading."""


def _part(document: Document, section: Section, parent: Part | None, words: Vocabulary) -> Part:
    plain = document.plain(section.title)
    label, value = plain.rstrip(" :："), ""
    is_whole = bool(words.field(plain) or words.role(plain) or relation_kind(plain))
    parted = None if is_whole else _PARTED.search(section.title)
    if parted is not None:
        first = document.plain(section.title[: parted.start()])
        if words.field(first) or words.role(first) or relation_kind(first):
            label, value = first, section.title[parted.end() :].strip(" *_")
    relation = relation_kind(label)
    return Part(
        section=section,
        label=label,
        value=value,
        field=words.field(label) or "",
        role=words.role(label) or "",
        relation=relation,
        parent=parent,
    )
