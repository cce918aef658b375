"""Architecture documents of packages: sections of a shared template, read into records.

=================== =====================================================================
role of a section   what it gives
=================== =====================================================================
``overview``        the summary of the package
``components``      ``Component``: items ``**Name**: description``, rows, sub-headings
``flow``            ``Step``: items of ordered lists, headings that count
``interfaces``      ``Interface``: what the code declares, else the heading above it
``decisions``       ``Decision``: each sub-heading; bold titles with a number; items and
                    rows that give a decision and its reason
``technologies``    ``Technology``: items ``**Category**: name, name``, rows
``performance``,    ``Consideration``: each item, paragraph and row
``security``,
``error-handling``,
``monitoring``
``improvements``    ``Improvement``: items, or sub-headings with a paragraph
``references``      ``Reference``: items, rows, lines with a link
=================== =====================================================================

``Diagram`` is any mermaid source, and a heading such as "Decision 2: …" or "ADR-001: …"
is a decision, wherever they stand. Which heading has which role is in
``vocabulary.sections``; headings may be numbered, decorated, on another level and in
another order. What a template left to be filled in gives no record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sphinxext_archdoc.catalog import DocumentRecords
from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._directives import definitions
from sphinxext_archdoc.formats._document_components import read_components
from sphinxext_archdoc.formats._document_decisions import FORMAT, Candidate, decision_of
from sphinxext_archdoc.formats._document_diagrams import read_diagrams
from sphinxext_archdoc.formats._document_interfaces import read_interfaces
from sphinxext_archdoc.formats._document_log import decisions_elsewhere, decisions_in_log
from sphinxext_archdoc.formats._document_outline import Part, outline
from sphinxext_archdoc.formats._document_plans import read_improvements
from sphinxext_archdoc.formats._document_points import (
    read_considerations,
    read_references,
    read_steps,
)
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_states import contents_of, section_states, template_lines
from sphinxext_archdoc.formats._document_summary import summary_of, title_of
from sphinxext_archdoc.formats._document_technologies import read_technologies
from sphinxext_archdoc.markup.tree import Document, Section
from sphinxext_archdoc.model import ConsiderationKind, Record

NAME = FORMAT
KIND = "document"
RANK = 900

_READERS: Mapping[str, Callable[[Section, Reading], Iterator[Record]]] = {
    "components": read_components,
    "flow": read_steps,
    "interfaces": read_interfaces,
    "technologies": read_technologies,
    "improvements": read_improvements,
    "references": read_references,
}


def claims(document: Document, context: ReadContext) -> bool:
    """Return True: any document of a package can be read."""
    return True


def read(document: Document, context: ReadContext) -> DocumentRecords:
    """Return the records of *document*, and what it made of its template's sections."""
    reading = Reading(document, context)
    found = outline(document, context)
    contents = [contents_of(part, document) for part in found.parts]
    records: list[Record] = list(read_diagrams(document.root, reading))
    diagnostics: list[Diagnostic] = []
    for part, content in zip(found.parts, contents, strict=True):
        if content.is_untouched:
            continue
        reading.template_lines = template_lines(part, content)
        records += _of_part(part, reading)
        for result in _decisions(part, reading):
            records.append(result[0])
            diagnostics += result[1]
    reading.template_lines = frozenset()
    for defined in definitions(document, context):
        records += [defined.record] if defined.record else []
        diagnostics += defined.diagnostics
    records.sort(key=lambda record: record.location.line)
    return DocumentRecords(
        path=document.path,
        package=context.package,
        title=title_of(found, reading),
        summary=summary_of(found, reading),
        format=NAME,
        template=found.template.path if found.template else "",
        records=tuple(records),
        sections=section_states(
            found, contents, (record.location.line for record in records), document
        ),
        diagnostics=tuple(sorted(diagnostics, key=lambda d: d.line)),
    )


def _of_part(part: Part, reading: Reading) -> Iterable[Record]:
    if part.role in _READERS:
        return _READERS[part.role](part.section, reading)
    if part.role in set(ConsiderationKind):
        return read_considerations(part.section, ConsiderationKind(part.role), reading)
    return ()


def _decisions(part: Part, reading: Reading) -> Iterator[tuple[Record, list[Diagnostic]]]:
    for candidate in _candidates(part, reading):
        if (found := decision_of(candidate, reading)) is not None:
            yield found


def _candidates(part: Part, reading: Reading) -> Iterator[Candidate]:
    if part.role == "decisions":
        yield from decisions_in_log(part.section, reading)
    else:
        # The heading of the part itself may be that of a decision.
        within = Section(
            level=0,
            title="",
            line=part.section.line,
            end_line=part.section.end_line,
            sections=(part.section,),
        )
        yield from decisions_elsewhere(within, reading)
