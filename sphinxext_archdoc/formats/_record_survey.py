"""What all readers of decision records want to know of a document, found out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
from sphinxext_archdoc.vocabulary import (
    Vocabulary,
    normal_name,
    read_date,
    relation_kind,
    vocabulary,
)

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
    def is_about_record(self) -> bool:
        """Whether the section holds metadata of any kind."""
        return normal_name(self.label) in _METADATA_SECTIONS

    @property
    def is_top(self) -> bool:
        """Whether the section is right below the title, or below one of metadata."""
        return self.parent is None or self.parent.is_about_record

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
    """That heading taken apart, else the title in the front matter."""
    intro: tuple[Block, ...]
    """Blocks before the first section that is a part, without those that are metadata."""
    parts: tuple[Part, ...]
    """All sections below the title, in the order of the document, parents first."""
    entries: tuple[Entry, ...]
    """The metadata: front matter, then that of the intro, then that in sections about it."""

    @property
    def is_unnamed(self) -> bool:
        """Whether the heading says no more than that this is a decision record."""
        return normal_name(self.name.title) in _KINDS

    @property
    def headings(self) -> frozenset[str]:
        """All headings below the title, as names are compared."""
        return frozenset(normal_name(part.label) for part in self.parts)

    @property
    def fields(self) -> frozenset[str]:
        """Canonical names of the fields that the headings mean."""
        return frozenset(part.field for part in self.parts if part.field)

    @property
    def is_madr(self) -> bool:
        """Whether a heading is one of those that only MADR has, in any language."""
        return not _MADR_HEADINGS.isdisjoint(self.headings)

    @property
    def is_nygard(self) -> bool:
        """Whether the sections are Nygard's: consequences, or both context and decision."""
        return "consequences" in self.fields or {"context", "decision"} <= self.fields

    @property
    def has_metadata(self) -> bool:
        """Whether anything says a status, a date or who decided."""
        known = any(e.field in ("status", "date") or e.role for e in self.entries)
        return known or not self.fields.isdisjoint(("status", "date"))

    def origins(self, *names: str) -> frozenset[Origin]:
        """Return where the metadata of those names (fields or roles) stands."""
        return frozenset(e.origin for e in self.entries if e.field in names or e.role in names)

    def labelled(self, field: str) -> Iterator[Entry]:
        """Yield the entries of metadata with that canonical name."""
        return (entry for entry in self.entries if entry.field == field)

    def part(self, field: str) -> Part | None:
        """Return the first section that is the field of that canonical name."""
        return next((part for part in self.parts if part.field == field), None)


_MADR_HEADINGS = frozenset(
    normal_name(heading)
    for heading in (
        "Context and Problem Statement",
        "Considered Options",
        "Decision Outcome",
        "Decision Drivers",
        "Pros and Cons of the Options",
        "Kontext und Problemstellung",
        "Betrachtete Optionen",
        "Entscheidungsergebnis",
        "Contexte et énoncé du problème",
        "Options envisagées",
        "Résultat de la décision",
        "Contexto y planteamiento del problema",
        "Opciones consideradas",
        "Resultado de la decisión",
        "Contexto e declaração do problema",
        "Opções consideradas",
        "Resultado da decisão",
        "背景和问题陈述",
        "考虑的方案",
        "决策结果",
        "検討した選択肢",
        "決定結果",
        "değerlendirilen seçenekler",
    )
)


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
    reader = EntryReader(document, words)
    parts = tuple(_parts(document, heading, words))
    front = list(reader.front_matter())
    entries, intro = reader.split([*document.root.blocks, *(heading.blocks if heading else ())])
    for part in parts:
        entries += _entries_of(part, reader, words)
    return Survey(
        document=document,
        vocabulary=words,
        file=file,
        heading=heading,
        name=_name(document, heading, front, file, words),
        intro=tuple(b for b in intro if not _is_silent(b)),
        parts=parts,
        entries=(*front, *entries),
    )


def _entries_of(part: Part, reader: EntryReader, words: Vocabulary) -> list[Entry]:
    """Return the metadata in sections about the record or its status."""
    if part.is_about_record:
        return reader.split(part.section.blocks)[0]
    if part.is_top and (part.field == "status" or (part.relation and not part.field)):
        found = reader.split(part.section.blocks)[0]
        return [e for e in found if words.status_word(e.label) is None]
    return []


def _name(
    document: Document,
    heading: Section | None,
    front: Sequence[Entry],
    file: FileName,
    words: Vocabulary,
) -> HeadingName:
    def is_value(text: str) -> bool:
        return words.status_word(text) is not None or _is_date(text)

    if heading is not None:
        return read_heading(document.plain(heading.title), file.number, is_value)
    written = next((e.text for e in front if e.field == "title" and e.text), "")
    return read_heading(document.plain(written), file.number, is_value)


def _is_date(text: str) -> bool:
    return read_date(text) is not None and len(text) < 22


def _is_silent(block: Block) -> bool:
    return isinstance(block, OtherBlock) and block.kind in ("comment", "rule", "target", "html")


def _title_heading(document: Document, words: Vocabulary) -> Section | None:
    """Return the first heading of the top level that is not the name of a field.

    A heading of a lower level is the title when nothing above it and no field precedes it.
    """
    tops = document.root.sections
    if not tops:
        return None
    if tops[0].level == 1:
        ones = [s for s in tops if s.level == 1]
        if len(ones) == 1 and "title" not in document.front_matter:
            return (
                ones[0]
                if not _is_kind(document, ones[0])
                else (_inner_title(document, ones[0], words) or ones[0])
            )
        first = next((s for s in ones if not _is_field(document, s, words)), None)
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


def _part(document: Document, section: Section, parent: Part | None, words: Vocabulary) -> Part:
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
