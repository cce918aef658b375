"""What a record is called: its key, and the other names that it answers to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol, TypeVar

from sphinxext_archdoc.model import Decision, Record, RelationStatement, Status, make_key, slugify


class Named(Protocol):
    """Anything that has a key: a record, or what a front end keeps of one."""

    @property
    def object_type(self) -> str:
        """See ``model.Record``."""

    @property
    def package(self) -> str:
        """Name of the package."""

    @property
    def qualifier(self) -> str:
        """Folder of a deeper document or log inside the package."""

    @property
    def local(self) -> str:
        """The part of the key after ``#``."""

    @property
    def title(self) -> str:
        """Plain text."""

    @property
    def slug(self) -> str:
        """Slug of the title; may be empty, it is made of the title then."""

    @property
    def number(self) -> int | None:
        """The number of a decision."""

    @property
    def path(self) -> str:
        """The file that it stands in, relative to the root."""

    @property
    def line(self) -> int:
        """Its first line."""


T = TypeVar("T", bound=Named)


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A record of the model, seen as something that has a key."""

    record: Record

    @property
    def object_type(self) -> str:
        """See :class:`Named`."""
        return self.record.object_type

    @property
    def package(self) -> str:
        """See :class:`Named`."""
        return self.record.package

    @property
    def qualifier(self) -> str:
        """See :class:`Named`."""
        return self.record.qualifier

    @property
    def local(self) -> str:
        """See :class:`Named`."""
        return self.record.local

    @property
    def title(self) -> str:
        """See :class:`Named`."""
        return self.record.title

    @property
    def slug(self) -> str:
        """See :class:`Named`."""
        return self.record.slug if isinstance(self.record, Decision) else ""

    @property
    def number(self) -> int | None:
        """See :class:`Named`."""
        return self.record.number if isinstance(self.record, Decision) else None

    @property
    def path(self) -> str:
        """See :class:`Named`."""
        return self.record.location.path

    @property
    def line(self) -> int:
        """See :class:`Named`."""
        return self.record.location.line

    @property
    def status(self) -> Status:
        """Canonical status; ``unknown`` for what is no decision."""
        return self.record.status.value if isinstance(self.record, Decision) else Status.UNKNOWN

    @property
    def relations(self) -> tuple[RelationStatement, ...]:
        """The relations that a decision states."""
        return self.record.relations if isinstance(self.record, Decision) else ()


def key_of(entry: Named) -> str:
    """Return the key of *entry*."""
    return make_key(entry.package, entry.local, entry.qualifier)


class Rank(IntEnum):
    """How good a name is: where one name means several records, the best rank wins."""

    LOCAL = 0
    NUMBER = 1
    SLUG = 2
    FILE = 3


_ID = re.compile(r"((?:[^\W\d_]+[-_]){0,3}[^\W\d_]+)[\s_-]*0*(\d{1,9})")
_BARE_NUMBER = re.compile(r"#?\s*0*(\d{1,9})", re.ASCII)
_FILE_NUMBER = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{1,8}|[^\W\d_]{2,8}-\d{1,6})[-_. ]+")
_NUMBER_WORDS = {"adr", "decision", "dr", "madr", "no", "nr"}
_INDEX_STEMS = {"index", "readme"}


def folded(name: str) -> str:
    """Return *name* as it is compared: without case, runs of blanks, and leading zeros of an id.

    >>> folded("ADR-0007"), folded("adr 7"), folded("SHOP_ADR-07"), folded("Store")
    ('adr-7', 'adr-7', 'shop-adr-7', 'store')
    """
    text = " ".join(name.split()).casefold()
    if match := _ID.fullmatch(text):
        return f"{match[1].replace('_', '-')}-{int(match[2])}"
    if match := _BARE_NUMBER.fullmatch(text):
        return str(int(match[1]))
    return text


def number_in(reference: str) -> int | None:
    """Return the number that *reference* consists of, as in ``7``, ``0007``, ``ADR-7``.

    None for an id whose letters are those of a series of its own, such as ``ARCH-7``.
    """
    name = folded(reference)
    prefix, _, digits = name.rpartition("-")
    if digits.isascii() and digits.isdigit() and (not prefix or prefix in _NUMBER_WORDS):
        return int(digits)
    return None


def number_name(number: int) -> str:
    """Return the name under which records with *number* are filed."""
    return f"{number}."


def file_names(path: str) -> Iterator[str]:
    """Yield the names that the file of a decision gives it, without case.

    >>> list(file_names("docs/adr/0007-edge-cache.md"))
    ['0007-edge-cache', 'edge-cache']
    """
    stem = posixpath.splitext(posixpath.basename(path))[0]
    if stem.casefold() in _INDEX_STEMS:
        stem = posixpath.basename(posixpath.dirname(path))
    yield stem.casefold()
    if match := _FILE_NUMBER.match(stem):
        yield stem[match.end() :].casefold()


def names_of(entry: Named, *, is_file: bool) -> Iterator[tuple[Rank, str]]:
    """Yield the names of *entry* without its scope, the best first, not folded.

    *is_file* says that the entry is a file of a decision log, which names it too.
    """
    yield Rank.LOCAL, entry.local
    if entry.number is not None:
        yield Rank.NUMBER, number_name(entry.number)
    if slug := entry.slug or slugify(entry.title):
        yield Rank.SLUG, slug
    if is_file:
        for name in file_names(entry.path):
            yield Rank.FILE, name


def asked_names(reference: str) -> Iterator[str]:
    """Yield the folded names that *reference* (without a scope) may mean, the likeliest first."""
    yield folded(reference)
    number = number_in(reference)
    if number is None:
        yield slugify(reference)
        return
    if not folded(reference).startswith("adr"):
        yield str(number)
    yield number_name(number)
