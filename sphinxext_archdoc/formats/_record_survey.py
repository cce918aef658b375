"""What all readers of decision records want to know of a document, found out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._record_entries import METADATA, Entry, EntryReader
from sphinxext_archdoc.formats._record_names import (
    FileName,
    HeadingName,
    read_file_name,
    read_heading,
)
from sphinxext_archdoc.markup.tree import Block, Document, OtherBlock, Section
from sphinxext_archdoc.model import Origin, RelationKind
from sphinxext_archdoc.vocabulary import Vocabulary, normal_name, relation_kind, vocabulary

_METADATA_SECTIONS = frozenset(
    """metadata|meta|meta data|meta information|document information|document info|document control|
    document details|adr metadata|adr info|adr details|decision info|decision metadata|
    information|info|details|header|about this adr|about this document|properties|record""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)


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
    def is_metadata(self) -> bool:
        """Whether the section says something about the record, not about what was decided."""
        return bool(self.field in METADATA or self.role or self.relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The parts of a document that may be a decision record."""

    document: Document
    vocabulary: Vocabulary
    file: FileName
    heading: Section | None
    """The section whose heading is the record's title; None when there is no such heading."""
    name: HeadingName
    """That heading taken apart."""
    intro: tuple[Block, ...]
    """Blocks before the first section that is a part, without those that are metadata."""
    parts: tuple[Part, ...]
    """All sections below the title, in the order of the document, parents first."""
    entries: tuple[Entry, ...]
    """The metadata: front matter, then that of the intro, then that in sections about it."""

    def names(self) -> frozenset[str]:
        """Return all headings as they are compared, and the canonical names of their fields."""
        return frozenset(
            name for part in self.parts for name in (normal_name(part.label), part.field) if name
        )

    def origins(self, field: str) -> frozenset[Origin]:
        """Return where the metadata of that name stands."""
        return frozenset(e.origin for e in self.entries if e.field == field)

    def labelled(self, field: str) -> Iterator[Entry]:
        """Yield the entries of metadata with that canonical name."""
        return (entry for entry in self.entries if entry.field == field)

    def part(self, field: str) -> Part | None:
        """Return the first section that is the field of that canonical name."""
        return next((part for part in self.parts if part.field == field), None)

    def front(self, *keys: str) -> Any:
        """Return the value of the first of *keys* that the front matter has, else None."""
        front = self.document.front_matter
        return next((front[key] for key in keys if key in front), None)


class _Asked:
    """A document and what it is read with, the same only as itself."""

    __slots__ = ("context", "document")

    def __init__(self, document: Document, context: ReadContext) -> None:
        self.document = document
        self.context = context

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Asked)
            and self.document is other.document
            and self.context.config is other.context.config
        )

    def __hash__(self) -> int:
        return hash(self.document.path)


def survey(document: Document, context: ReadContext) -> Survey:
    """Return the survey of *document*: the formats that are asked in turn share it."""
    return _survey(_Asked(document, context))


@lru_cache(maxsize=1)
def _survey(asked: _Asked) -> Survey:
    document, words = asked.document, vocabulary(asked.context.config)
    file = read_file_name(document.path)
    heading = _title_heading(document, words)
    name = read_heading(document.plain(heading.title), file.number) if heading else _NAMELESS
    reader = EntryReader(document, words)
    parts = tuple(_parts(document, heading, words))
    entries = list(reader.front_matter())
    intro: list[Block] = []
    for blocks in (document.root.blocks, heading.blocks if heading else ()):
        found, rest = reader.split(blocks)
        entries += found
        intro += rest
    for part in parts:
        if _is_about_record(part):
            entries += (e for block in part.section.blocks for e in reader.entries(block))
        elif part.field == "status" or (part.relation and not part.field):
            entries += reader.split(part.section.blocks)[0]
    return Survey(
        document=document,
        vocabulary=words,
        file=file,
        heading=heading,
        name=name,
        intro=tuple(b for b in intro if not _is_silent(b)),
        parts=parts,
        entries=tuple(e for e in entries if e.is_known or e.origin is Origin.FRONT_MATTER),
    )


_NAMELESS = HeadingName(title="")


def _is_silent(block: Block) -> bool:
    return isinstance(block, OtherBlock) and block.kind in ("comment", "rule", "target", "html")


def _is_about_record(part: Part) -> bool:
    return normal_name(part.label) in _METADATA_SECTIONS


def _title_heading(document: Document, words: Vocabulary) -> Section | None:
    """Return the first heading of the top level that is not the name of a field.

    A heading of a lower level is the title when nothing above it and no field precedes it.
    """
    tops = document.root.sections
    if not tops:
        return None
    if tops[0].level == 1:
        first = next((s for s in tops if s.level == 1 and not _is_field(document, s, words)), None)
        if first is not None and first.sections and _is_kind(document, first):
            return _inner_title(document, first, words) or first
        return first
    first = tops[0]
    return None if _is_field(document, first, words) else first


def _is_kind(document: Document, section: Section) -> bool:
    """Return whether a heading says only that this is a decision record."""
    return normal_name(document.plain(section.title)) in _KINDS


_KINDS = frozenset(
    """adr|architecture decision record|architectural decision record|decision record|
    architecture decision records|architectural decision records|architecture decision|
    architectural decision|any decision record|decision""".replace("\n    ", "").split("|")
)


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
    return any(words.field(t) or words.role(t) for t in (plain, label)) or (
        normal_name(plain) in _METADATA_SECTIONS
    )


def _parts(document: Document, heading: Section | None, words: Vocabulary) -> Iterator[Part]:
    stack: list[tuple[Section, Part | None]] = []
    tops = heading.sections if heading else ()
    others = [s for s in document.root.sections if s is not heading and not _holds(s, heading)]
    later = [s for s in others if heading is None or s.line != heading.line]
    stack.extend((s, None) for s in reversed([*tops, *later]))
    found = []
    while stack:
        section, parent = stack.pop()
        part = _part(document, section, parent, words)
        found.append(part)
        stack.extend((s, part) for s in reversed(section.sections))
    yield from sorted(found, key=lambda part: part.section.line)


def _holds(section: Section, heading: Section | None) -> bool:
    return heading is not None and section.line < heading.line <= section.end_line


def _part(
    document: Document, section: Section, parent: Part | None, words: Vocabulary
) -> Part:
    plain = document.plain(section.title)
    label, colon, _ = plain.partition(":")
    is_whole = bool(words.field(plain) or words.role(plain) or relation_kind(plain))
    if is_whole or not colon or not (words.field(label) or words.role(label)):
        label = plain.rstrip(" :：")
        value = ""
    else:
        value = section.title.partition(":")[2].strip(" *_")
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


def lines_of(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield *blocks* that say something: no comments, rules and targets."""
    return (block for block in blocks if not _is_silent(block))
