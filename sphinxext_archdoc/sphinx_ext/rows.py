"""What the environment keeps of a record: no more than the views and references need.

Rows are named tuples of short strings and numbers, because the environment is pickled
after every build and sent between the processes of a parallel one. What can be found
again (slug, key, name of the page) is not kept. Texts are not kept either: a view that
shows a record's body takes it from the page that the record is on.

Strings that many pages share (names of sections, states, words of a status) are interned:
a pickle holds each such object once.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sphinxext_archdoc import model
from sphinxext_archdoc.model import (
    Consideration,
    Decision,
    Diagram,
    Improvement,
    Interface,
    Record,
    RelationStatement,
    SectionState,
    Status,
    Technology,
    TemplateSection,
)


class DecisionFacts(NamedTuple):
    """What only decisions have; absent for one about which nothing is known."""

    number: int | None = None
    status: str = Status.UNKNOWN.value
    status_text: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    """Pairs of role and name."""
    relations: tuple[tuple[str, str, str, bool, int], ...] = ()
    """Kind, reference, text, partial, line of each stated relation."""
    review: str = ""
    """ISO date by which the decision asks to be looked at again."""


class InterfaceFacts(NamedTuple):
    """The members of an interface that is described, and the types that they speak of."""

    members: tuple[str, ...] = ()
    """Their names, in order; a name may be there twice."""
    types: tuple[str, ...] = ()
    """Words in its signatures that may name other interfaces, sorted."""


class DiagramFacts(NamedTuple):
    """The nodes and arrows of a diagram that says them."""

    labels: tuple[str, ...] = ()
    edges: tuple[tuple[int, int, str], ...] = ()
    """Places of both ends in ``labels``, and what stands at the arrow."""


class SectionFacts(NamedTuple):
    """What a document made of one section of its template."""

    name: str
    """Slug of the template's heading; of the document's own for an extra section."""
    state: str
    is_there: bool = False
    """Whether the page has it."""
    heading: str = ""
    """The document's heading where it is not the template's."""
    anchor: str = ""
    """Id of the section on its page; empty when it is the same as ``name``."""
    placeholder: int = 0
    """First line on which a placeholder is left, else that of a heading over nothing else."""


class Row(NamedTuple):
    """One record, without what its page and its source file say already."""

    object_type: str
    local: str
    title: str
    line: int
    anchor: str
    """Target of the record on its page; empty when it has none."""
    digest: int = 0
    """Checksum of the source lines of what other pages can show."""
    detail: str = ""
    """Kind of an interface or a consideration, category of a technology, state of an
    improvement."""
    facts: DecisionFacts | DiagramFacts | InterfaceFacts | None = None


class SourceRows(NamedTuple):
    """The rows that one source file gave to a page."""

    path: str
    package: str
    rows: tuple[Row, ...] = ()
    qualifier: str = ""
    """Folder of a deeper document or log inside its package."""
    summary: str = ""
    kind: str = "page"
    """``document`` of a package, ``record`` for a file of a decision log, ``page`` for another
    page, on which directives define records; ``source`` for a source file that a page shows
    declarations of, ``source of another package`` when somebody says that they belong to another
    package than the file."""
    template: str = ""
    """Path of the shared template that the document follows; empty for that of the extension."""
    sections: tuple[SectionFacts, ...] = ()


SOURCE_KINDS = ("source", "source of another package")
"""Kinds of what source files gave to a page."""
TARGET_TYPES = ("decision", "interface", "component", "technology", "improvement")
"""The object types that can be linked to, in the order in which ``any`` tries them."""


def anchor_of(record: Record, taken: set[str]) -> str:
    """Return an id for *record* that is not in *taken*, and add it there."""
    shared = isinstance(record, Consideration)
    name = ascii_slug(record.local if shared else record.key)
    anchor = base = sys.intern(f"arch-{record.object_type}-{name}")
    number = 1
    while anchor in taken:
        number += 1
        anchor = f"{base}-{number}"
    taken.add(anchor)
    return anchor


def ascii_slug(key: str, otherwise: str = "record") -> str:
    """Return a slug that every builder takes as an id: ASCII letters, digits, ``-``.

    Other letters are written as their code points, so that different keys stay different.
    *otherwise* stands for a key without letters and digits.
    """
    slug = model.slugify(key)
    return "".join(c if c.isascii() else f"u{ord(c):x}" for c in slug) or otherwise


def checksum(lines: Sequence[str], first: int, last: int) -> int:
    """Return a checksum of the lines *first* to *last* (1-based, inclusive)."""
    return zlib.crc32("\n".join(lines[first - 1 : last]).encode("utf-8", "surrogatepass"))


def row_of(record: Record, *, anchor: str, digest: int = 0) -> Row:
    """Reduce *record* to its row."""
    return Row(
        object_type=sys.intern(record.object_type),
        local=sys.intern(record.local),
        title=_shared(record),
        line=record.location.line,
        anchor=anchor,
        digest=digest,
        detail=sys.intern(_detail(record)),
        facts=_facts_of(record),
    )


def _shared(record: Record) -> str:
    return sys.intern(record.title) if isinstance(record, Technology) else record.title


def _detail(record: Record) -> str:
    if isinstance(record, Interface):
        return record.declaration.kind
    if isinstance(record, Consideration):
        return record.kind.value
    if isinstance(record, Technology):
        return record.category
    if isinstance(record, Improvement):
        return "done" if record.done else ""
    return ""


def _facts_of(record: Record) -> DecisionFacts | DiagramFacts | None:
    if isinstance(record, Decision):
        return _facts(record)
    return _diagram_facts(record) if isinstance(record, Diagram) else None


def _diagram_facts(diagram: Diagram) -> DiagramFacts | None:
    if not diagram.nodes:
        return None
    places = {name: place for place, name in enumerate(diagram.nodes)}
    return DiagramFacts(
        labels=tuple(diagram.nodes.values()),
        edges=tuple(
            (places[e.source], places[e.target], sys.intern(e.label))
            for e in diagram.edges
            if e.source in places and e.target in places
        ),
    )


def section_facts(section: TemplateSection, heading: str, anchor: str) -> SectionFacts:
    """Reduce *section*; *heading* is the template's, *anchor* the id on the page."""
    waits = section.state is SectionState.PLACEHOLDER
    lines = (*section.placeholders, section.line if waits else 0)
    return _shared_facts(
        sys.intern(section.name),
        sys.intern(section.state.value),
        section.line > 0,
        "" if section.heading == heading else section.heading,
        "" if anchor == section.name else anchor,
        lines[0],
    )


@lru_cache(maxsize=4096)
def _shared_facts(*values: Any) -> SectionFacts:
    """Return one object for equal sections, of which most are: they are pickled once."""
    return SectionFacts(*values)


def _facts(decision: Decision) -> DecisionFacts | None:
    facts = DecisionFacts(
        number=decision.number,
        status=sys.intern(decision.status.value.value),
        status_text="" if _says_the_same(decision) else decision.status.text,
        date=decision.date.value or "",
        tags=tuple(map(sys.intern, decision.tags)),
        people=tuple((sys.intern(p.role), sys.intern(p.name)) for p in decision.people),
        relations=tuple(map(_statement, decision.relations)),
        review=decision.review,
    )
    bare = DecisionFacts(number=facts.number)
    return None if facts == bare and decision.local == str(facts.number) else facts


def _says_the_same(decision: Decision) -> bool:
    return decision.status.text.strip().casefold() == decision.status.value.value


def _statement(relation: RelationStatement) -> tuple[str, str, str, bool, int]:
    return (relation.kind.value, relation.reference, relation.text, relation.partial, relation.line)


def number_of(row: Row) -> int | None:
    """Return the number of a decision, which its key may say already."""
    if isinstance(row.facts, DecisionFacts):
        return row.facts.number
    return int(row.local) if row.local.isascii() and row.local.isdigit() else None


def count(rows: Iterable[Row], object_type: str) -> int:
    """Return how many of *rows* are of *object_type*."""
    return sum(1 for row in rows if row.object_type == object_type)
