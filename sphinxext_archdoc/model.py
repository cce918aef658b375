"""The records that documents, directives and source code are read into.

Every class is a frozen, keyword-only dataclass. Lines are 1-based and inclusive,
paths are POSIX and relative to the repository root, texts are in the markup they
were written in unless a field says *plain*.

A record names its place by ``package`` and ``local``; the two make its key
(:attr:`Record.key`). Nothing in here knows how a record was written or is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

ROOT_PACKAGE = "."
"""Name of the package that is the repository itself."""


class Status(StrEnum):
    """The canonical states of a decision; an unknown word stays ``unknown``."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    IMPLEMENTED = "implemented"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Where a value of a record was read."""

    FRONT_MATTER = "front matter"
    BULLET = "bullet"
    LINE = "line"
    SECTION = "section"
    TABLE = "table"
    HEADING = "heading"
    FILE_NAME = "file name"
    RELATION = "relation"
    OPTION = "option"
    GIT = "git"
    NONE = "none"


class RelationKind(StrEnum):
    """How one decision bears on another; each kind knows its inverse."""

    SUPERSEDES = "supersedes"
    SUPERSEDED_BY = "superseded-by"
    AMENDS = "amends"
    AMENDED_BY = "amended-by"
    CLARIFIES = "clarifies"
    CLARIFIED_BY = "clarified-by"
    EXTENDS = "extends"
    EXTENDED_BY = "extended-by"
    DEPENDS_ON = "depends-on"
    REQUIRED_BY = "required-by"
    AFFECTS = "affects"
    AFFECTED_BY = "affected-by"
    CONFLICTS_WITH = "conflicts-with"
    RELATES_TO = "relates-to"

    @property
    def inverse(self) -> RelationKind:
        """The kind of the same relation seen from its other end."""
        return _INVERSES[self]


_PAIRS = [
    (RelationKind.SUPERSEDES, RelationKind.SUPERSEDED_BY),
    (RelationKind.AMENDS, RelationKind.AMENDED_BY),
    (RelationKind.CLARIFIES, RelationKind.CLARIFIED_BY),
    (RelationKind.EXTENDS, RelationKind.EXTENDED_BY),
    (RelationKind.DEPENDS_ON, RelationKind.REQUIRED_BY),
    (RelationKind.AFFECTS, RelationKind.AFFECTED_BY),
    (RelationKind.CONFLICTS_WITH, RelationKind.CONFLICTS_WITH),
    (RelationKind.RELATES_TO, RelationKind.RELATES_TO),
]
_INVERSES = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}


class ConsiderationKind(StrEnum):
    """The cross-cutting concerns that a document considers in a section each."""

    PERFORMANCE = "performance"
    SECURITY = "security"
    ERROR_HANDLING = "error-handling"
    MONITORING = "monitoring"


class SectionState(StrEnum):
    """What a document made of one section of its template."""

    WRITTEN = "written"
    EMPTY = "empty"
    PLACEHOLDER = "placeholder"
    MISSING = "missing"
    RENAMED = "renamed"
    EXTRA = "extra"


def slugify(text: str) -> str:
    """Turn a title into the part of a key or an anchor: lower case words joined by ``-``.

    Letters and digits of every script stay; everything else separates words.

    >>> slugify("Cache *prices* at the Edge!")
    'cache-prices-at-the-edge'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]+|_+", "-", folded).strip("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A range of lines in a file of the repository."""

    path: str
    """POSIX path relative to the repository root."""
    line: int
    """First line, 1-based."""
    end_line: int
    """Last line, 1-based, inclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusValue:
    """A decision's status: what is written, what it means, where it stands."""

    text: str = ""
    value: Status = Status.UNKNOWN
    origin: Origin = Origin.NONE
    line: int = 0
    """Line of the text; 0 when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """A date: what is written, its ISO form (as precise as written), where it stands."""

    text: str = ""
    value: str | None = None
    origin: Origin = Origin.NONE
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named in a decision."""

    role: str
    """``deciders``, ``consulted``, ``informed``, ``author``, ``owner`` or a role as written."""
    name: str
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationStatement:
    """A relation as a document states it, its target not yet looked up."""

    kind: RelationKind
    reference: str
    """What names the target: a link's destination, else an id or number as written."""
    text: str
    """The statement as written."""
    partial: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A named part of a decision (context, decision, …), with its block structure."""

    name: str
    """Canonical name (``context``, ``decision``, ``rationale``, ``consequences``,
    ``alternatives``, …) or the slug of the heading for one that has no canonical name."""
    label: str
    """The name as written, plain."""
    text: str
    """The value, in the document's markup, without its label."""
    line: int
    """Line where the value begins (that of the label when both share one)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records have: a package, a title, a place, a key."""

    object_type: ClassVar[str]
    """Name of the record's kind in keys, anchors, roles and exports."""

    package: str
    """Name of the package; ``.`` for the repository itself."""
    qualifier: str = ""
    """Folder inside the package of the document or decision log that the record is in;
    empty for the package's own document and log."""
    local: str
    """The part of the key after ``#``."""
    title: str
    """Plain text."""
    location: Location

    @property
    def key(self) -> str:
        """``package#local``; of the repository itself just ``local``."""
        return make_key(self.package, self.local, self.qualifier)


def make_key(package: str, local: str, qualifier: str = "") -> str:
    """Join a package's name, the folder of a deeper document and the local part of a key.

    >>> make_key("@acme/core", "2"), make_key(".", "ADR-7"), make_key("core", "1", "src/mcp")
    ('@acme/core#2', 'ADR-7', 'core/src/mcp#1')
    """
    scope = "/".join(part for part in (package, qualifier) if part and part != ROOT_PACKAGE)
    return f"{scope}#{local}" if scope else local


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """An architecture decision: a section of a document, or a file of its own."""

    object_type: ClassVar[str] = "decision"

    number: int | None = None
    """The number in heading, front matter or file name."""
    slug: str = ""
    """Slug of the title; always accepted in place of ``local``."""
    format: str = ""
    """Name of the format that read it: that of a module in ``formats``."""
    status: StatusValue = StatusValue()
    date: DateValue = DateValue()
    people: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    relations: tuple[RelationStatement, ...] = ()
    fields: tuple[Field, ...] = ()
    review: str = ""
    """The day on which it is to be looked at again, ISO and as precise as written; empty for
    none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A part of an interface, such as a method or a property."""

    name: str
    kind: str
    """``method``, ``property``, ``call``, ``construct``, ``index``, ``getter``,
    ``setter``, ``enum-member`` or ``constructor``."""
    signature: str
    """The declaration of the member alone, on one line, without its body."""
    optional: bool = False
    readonly: bool = False
    static: bool = False
    overloads: int = 1
    """How many signatures of that name were joined."""
    doc: str = ""
    """Documentation text without comment marks."""
    line: int = 0
    """Line in the text that was read, 1-based."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A type or function that a piece of source code declares."""

    name: str
    qualified: str
    """The name with those of its namespaces in front, joined by dots."""
    kind: str = "interface"
    """``interface``, ``type`` (of an object), ``class``, ``abstract-class``, ``enum``,
    ``function``, or ``alias`` for a name of any other type."""
    line: int = 1
    """Line of the name in the text that was read, 1-based."""
    end_line: int = 1
    exported: bool = False
    type_parameters: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    signature: str = ""
    """The head of the declaration on one line, without its body."""
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface(Record):
    """A documented type: ``local`` is its name, qualified by its namespaces."""

    object_type: ClassVar[str] = "interface"

    language: str = ""
    """Name of the language (a module of ``languages``) or of the fence."""
    declaration: Declaration


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Record):
    """A part of a package, as its document lists it."""

    object_type: ClassVar[str] = "component"

    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An arrow of a diagram, between ids of its nodes."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram(Record):
    """A mermaid diagram: ``title`` is that of its section."""

    object_type: ClassVar[str] = "diagram"

    language: str = "mermaid"
    kind: str = ""
    """First word of the source: ``graph``, ``flowchart``, ``sequenceDiagram``, …"""
    source: str = ""
    nodes: Mapping[str, str] = field(default_factory=dict)
    """Ids and labels, as far as a flowchart says them."""
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Record):
    """One step of the data flow: ``local`` is its number."""

    object_type: ClassVar[str] = "step"

    number: int
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Technology(Record):
    """A technology that a package uses: ``title`` is its name, as written."""

    object_type: ClassVar[str] = "technology"

    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consideration(Record):
    """One point of a cross-cutting concern."""

    object_type: ClassVar[str] = "consideration"

    kind: ConsiderationKind
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement(Record):
    """Something that is planned or wished for."""

    object_type: ClassVar[str] = "improvement"

    done: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Record):
    """An entry of the references section."""

    object_type: ClassVar[str] = "reference"

    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSection:
    """What a document made of one section of its template, or a section of its own."""

    name: str
    """Identifier: slug of the template's heading; of the document's own for an extra one."""
    heading: str
    """The heading as the document has it (plain), else the template's."""
    state: SectionState
    line: int = 0
    """Line of the heading; 0 for a missing section."""
    end_line: int = 0
    placeholders: tuple[int, ...] = ()
    """Lines on which a placeholder of the template is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingSpec:
    """A section that a template asks for."""

    name: str
    """Slug of ``heading``: names the section in views, settings and diagnostics."""
    heading: str
    """Plain text, as the template has it."""
    level: int
    role: str = ""
    """What its contents become (``components``, ``decisions``, …; see
    ``formats.architecture``); empty for a section that gives no records."""
    aliases: tuple[str, ...] = ()
    """Other headings that mean this section."""
    prose: frozenset[str] = frozenset()
    """What the template itself says in the section, line by line, in the normal form of
    ``vocabulary.placeholders.normal_line``: a section of nothing else is not written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A shared template: the sections that its documents have, in order."""

    path: str
    """Relative to the root; empty for the one that ships with the extension."""
    documents: tuple[str, ...] = ()
    """Globs of the documents that follow it; empty when that is found by comparing headings."""
    title: str = ""
    """The first heading, plain, with its placeholder."""
    sections: tuple[HeadingSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLog:
    """A folder of decision records."""

    folder: str
    """POSIX path relative to the root."""
    qualifier: str = ""
    """The part of keys that tells the log from the package's own; empty for that."""
    files: tuple[str, ...] = ()
    """Paths of the files that may be records, in path order: no indexes, READMEs or
    templates by name. Which of them are records is found by reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A member of the workspace, with or without a document."""

    name: str
    path: str
    """Folder, POSIX, relative to the root; ``.`` for the repository itself."""
    kind: str = ""
    """Workspace kind that named it (a module of ``workspaces``), or ``folder``."""
    description: str = ""
    """One line from its manifest, plain."""
    documents: tuple[str, ...] = ()
    """Paths of its documents: its own first, deeper ones after it in path order."""
    logs: tuple[DecisionLog, ...] = ()
    """Its decision logs, in the order of their folders."""
    dependencies: tuple[str, ...] = ()
    """Names of packages of this workspace that its manifest depends on."""

    @property
    def decisions(self) -> tuple[str, ...]:
        """Paths of all files of its decision logs."""
        return tuple(path for log in self.logs for path in log.files)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names it answers to: the unscoped name, the folder's path and name."""
        unscoped = self.name.rsplit("/", 1)[-1]
        names = (unscoped, self.path, self.path.rsplit("/", 1)[-1])
        return tuple(dict.fromkeys(n for n in names if n not in (self.name, ROOT_PACKAGE)))
