"""Dialects of decision records: how each is recognised, and the reading that all share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sphinxext_archdoc.catalog import DocumentRecords
from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._record_fields import find_fields
from sphinxext_archdoc.formats._record_findings import Finding, value_findings
from sphinxext_archdoc.formats._record_numbers import find_number
from sphinxext_archdoc.formats._record_refusal import is_record
from sphinxext_archdoc.formats._record_relations import find_relations
from sphinxext_archdoc.formats._record_sections import Part
from sphinxext_archdoc.formats._record_status import find_statuses
from sphinxext_archdoc.formats._record_survey import Survey, survey
from sphinxext_archdoc.formats._record_text import Line, lines_in
from sphinxext_archdoc.formats._record_values import find_dates, find_people, find_tags
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import (
    DateValue,
    Decision,
    Field,
    Location,
    Status,
    StatusValue,
    slugify,
)

FieldsReader = Callable[[Survey], Sequence[Field]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """A way to write a decision record as a file of its own."""

    name: str
    """``NAME`` of the format's module."""
    test: Callable[[Survey], bool]
    """Whether a document that can be a record is written in this way."""
    fields: FieldsReader = find_fields
    """What the record's parts say."""

    def claims(self, document: Document, context: ReadContext) -> bool:
        """Return whether *document* is a record in this dialect."""
        found = survey(document, context)
        return self.test(found) and is_record(found)

    def read(self, document: Document, context: ReadContext) -> DocumentRecords:
        """Return the record that *document* is, and what is wrong with it."""
        found = survey(document, context)
        record, diagnostics = _record(found, context, self.name, self.fields(found))
        return DocumentRecords(
            path=document.path,
            package=context.package,
            title=record.title,
            format=self.name,
            is_record=True,
            records=(record,),
            diagnostics=tuple(diagnostics),
        )


def _record(
    found: Survey, context: ReadContext, name: str, fields: Sequence[Field]
) -> tuple[Decision, list[Diagnostic]]:
    statuses = find_statuses(found)
    dates = find_dates(found, statuses)
    number, series, differing = find_number(found)
    title = title_of(found)
    status = next((s.status for s in statuses), StatusValue())
    known = next((s.status for s in statuses if s.status.value is not Status.UNKNOWN), status)
    record = Decision(
        package=context.package,
        qualifier=context.qualifier,
        local=f"{series or 'ADR'}-{number}" if number is not None else slugify(found.file.slug),
        title=title,
        location=Location(
            path=found.document.path,
            line=found.heading.line if found.heading else 1,
            end_line=max(1, len(found.document.lines)),
        ),
        number=number,
        slug=slugify(title),
        format=name,
        status=known,
        date=next((d for d in dates if d.value), dates[0] if dates else DateValue()),
        people=find_people(found),
        tags=find_tags(found),
        relations=find_relations(found, statuses),
        fields=tuple(fields),
    )
    findings = [*differing, *value_findings(record, statuses, dates)]
    return record, [_at(found.document, finding) for finding in findings]


def title_of(found: Survey) -> str:
    """Return the plain title: of the heading, else the front matter, else the file's name.

    Where the heading says no more than "Architecture decision record" or the number, a section
    or a line may have the title.
    """
    title = found.name.title
    if title and not found.is_unnamed:
        return title
    named = [e.text for e in found.labelled("title")]
    named += [line.text for p in found.parts if p.field == "title" for line in _lines(p)]
    written = next((text for text in named if text), "")
    heading = found.document.plain(found.heading.title) if found.heading else ""
    return found.document.plain(written) or title or heading or _from_file(found.file.slug)


def _lines(part: Part) -> list[Line]:
    own = [Line(text=part.value, line=part.section.line)] if part.value else []
    return [*own, *lines_in(part.section.blocks)]


def _from_file(slug: str) -> str:
    words = " ".join(slug.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]


def _at(document: Document, finding: Finding) -> Diagnostic:
    code, line, message = finding
    return Diagnostic(code=code, message=message, path=document.path, line=line)
