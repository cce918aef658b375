"""What all readers of decision records want to know of a document, found out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._record_entries import Entry, EntryReader
from sphinxext_archdoc.formats._record_names import (
    FileName,
    HeadingName,
    read_file_name,
    read_heading,
)
from sphinxext_archdoc.formats._record_sections import Part, find_parts, title_heading
from sphinxext_archdoc.markup.tree import Block, Document, OtherBlock, Section
from sphinxext_archdoc.model import Origin
from sphinxext_archdoc.vocabulary import (
    Vocabulary,
    normal_name,
    read_date,
    vocabulary,
)
from sphinxext_archdoc.vocabulary.sections import is_label


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
        return is_label("decision-record", self.name.title)

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
        return any(is_label("madr", part.label) for part in self.parts)

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
    heading = title_heading(document, words)
    reader = EntryReader(document, words)
    parts = tuple(find_parts(document, heading, words))
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
        return words.is_status(text) or _is_date(text)

    if heading is not None:
        return read_heading(document.plain(heading.title), file.number, is_value)
    written = next((e.text for e in front if e.field == "title" and e.text), "")
    return read_heading(document.plain(written), file.number, is_value)


def _is_date(text: str) -> bool:
    return read_date(text) is not None and len(text) < 22


def _is_silent(block: Block) -> bool:
    return isinstance(block, OtherBlock) and block.kind in ("comment", "rule", "target", "html")
