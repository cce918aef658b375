"""The relations that a decision record states about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sphinxext_archdoc.formats._record_banner import relations_of_notices
from sphinxext_archdoc.formats._record_entries import Entry, texts
from sphinxext_archdoc.formats._record_sections import Part
from sphinxext_archdoc.formats._record_status import StatusFound
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.formats._record_text import Line, lines_in, targets_in
from sphinxext_archdoc.model import RelationKind, RelationStatement
from sphinxext_archdoc.vocabulary import read_relations, references, relation_kind

Kind = tuple[RelationKind, bool]

_TARGET_KEYS = ("target", "id", "ref", "href", "path", "number", "adr", "to", "url")
_KIND_KEYS = ("kind", "type", "rel", "relation", "relationship")
_TEXT_KEYS = ("description", "text", "title", "label", "note")


def find_relations(
    survey: Survey, statuses: Iterable[StatusFound]
) -> tuple[RelationStatement, ...]:
    """Return all statements, each once, in the order of their places.

    They stand beside the status, in brackets behind the title, in metadata, in a notice below
    the title, and in sections about relations; there only items and lines that begin with a
    relation word count, or all that begin with a reference when the heading is one. Sentences
    of the other sections state nothing.
    """
    found = [r for status in statuses for r in status.relations]
    if survey.heading is not None and (aside := _ASIDE.search(survey.heading.title)):
        found += _read(survey, aside[1], survey.heading.line)
    for entry in survey.entries:
        found += _of_entry(survey, entry)
    for part in survey.parts:
        found += _of_part(survey, part)
    found += relations_of_notices(survey)
    first: dict[tuple[RelationKind, str, bool], RelationStatement] = {}
    for statement in found:
        first.setdefault((statement.kind, statement.reference, statement.partial), statement)
    return tuple(first.values())


_ASIDE = re.compile(r"[(\[]([^()\[\]]+(?:\[[^\[\]]*\]\([^()]*\))?[^()\[\]]*)[)\]]\s*$")
"""What stands in brackets at the end of a heading."""


def _of_entry(survey: Survey, entry: Entry) -> Iterator[RelationStatement]:
    if entry.relation is not None:
        yield from _values(survey, entry.relation, entry.value, entry)
    elif entry.field == "links":
        for item in entry.value if isinstance(entry.value, list | tuple) else [entry.value]:
            if isinstance(item, Mapping):
                yield from _of_table(survey, item, None, entry)
            else:
                for text in texts(item):
                    yield from _read(survey, text, entry.line)


def _values(survey: Survey, kind: Kind, value: Any, entry: Entry) -> Iterator[RelationStatement]:
    if isinstance(value, Mapping) and not _is_set(value):
        yield from _of_table(survey, value, kind, entry)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _values(survey, kind, item, entry)
    else:
        for text in texts(value):
            only = _IN_BRACES.fullmatch(text)
            text = only[1] if only else text
            # "Supersedes: partially supersedes ADR-5" says it twice.
            in_part = any(r.partial and r.kind is kind[0] for r in read_relations(text))
            own = (kind[0], kind[1] or in_part)
            yield from _pointed(survey, own, text, entry.line)


_IN_BRACES = re.compile(r"\{\s*([^{}\s]+)\s*\}")


def _is_set(value: Mapping[Any, Any]) -> bool:
    """Return whether a table has keys alone, which is what YAML makes of ``{ADR-5}``."""
    return all(v is None for v in value.values())


def _of_table(
    survey: Survey, item: Mapping[Any, Any], kind: Kind | None, entry: Entry
) -> Iterator[RelationStatement]:
    """Read ``{target: 3, kind: supersedes, description: …}``."""
    said = next((str(item[k]) for k in _KIND_KEYS if item.get(k)), "")
    kind = relation_kind(said) or kind
    target = next((item[k] for k in _TARGET_KEYS if item.get(k) is not None), None)
    if kind is None or target is None:
        return
    about = next((str(item[k]) for k in _TEXT_KEYS if item.get(k)), "")
    text = " ".join(part for part in (said, str(target), about) if part)
    for statement in _pointed(survey, kind, str(target), entry.line):
        yield replace(statement, text=text)


def _pointed(
    survey: Survey, kind: Kind, text: str, line: int, *, words: bool = True
) -> Iterator[RelationStatement]:
    if _is_placeholder(text):
        return
    targets = targets_in(survey.document, text)
    for reference, written in references(text, targets, words=words):
        yield RelationStatement(
            kind=kind[0], reference=reference, text=written, partial=kind[1], line=line
        )


def _read(survey: Survey, text: str, line: int) -> Iterator[RelationStatement]:
    if not _is_placeholder(text):
        for statement in read_relations(text, targets_in(survey.document, text)):
            yield replace(statement, line=line)


def _is_placeholder(text: str) -> bool:
    """Return whether a line of a template is left, as in ``{Link type} {Link to ADR}``."""
    return (
        re.search(r"\{[^{}]*\}|…|<!--|\bexample\.md\b|\b[XN]{3,4}\b|\bADR-0?123\b", text)
        is not None
    )


def _of_part(survey: Survey, part: Part) -> Iterator[RelationStatement]:
    if part.field == "links":
        yield from _of_links(survey, part, lines_in(part.section.blocks))
    elif part.relation is not None and (part.parent is None or part.parent.field == "links"):
        for line in _heads(part, list(lines_in(part.section.blocks))):
            yield from _pointed(survey, part.relation, line.text, line.line, words=False)


def _heads(part: Part, lines: Sequence[Line]) -> Iterator[Line]:
    if part.value:
        yield Line(text=part.value, line=part.section.line)
    items = [line for line in lines if line.is_item]
    yield from items or lines[:1]


def _of_links(survey: Survey, part: Part, lines: Iterable[Line]) -> Iterator[RelationStatement]:
    for line in lines:
        statements = list(_read(survey, line.text, line.line))
        yield from statements
        if not statements and part.relation is not None:
            start = _start(line.text)
            yield from _pointed(survey, part.relation, start, line.line, words=False)


_START = re.compile(
    r"\s*(?:\[[^\[\]]*(?:\[[^\[\]]*\])*[^\[\]]*\]\([^()]*\)|`[^`]*`_*|\S+(?: \#?\d+\b)?)"
)


def _start(text: str) -> str:
    """Return the link or the word that *text* begins with."""
    match = _START.match(text)
    return match[0] if match else ""
