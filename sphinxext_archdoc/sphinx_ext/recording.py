"""Records of the documents that are read: noted in the domain, marked on the page.

When a document has been parsed, the core is asked for the records of each source file in
it. Sections stay sections; a record's section gets an anchor, an index entry and a
placeholder for its facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from sphinx.transforms import SphinxTransform

from sphinxext_archdoc.catalog import DocumentRecords
from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.model import Consideration, Decision, Interface, Record
from sphinxext_archdoc.sphinx_ext import marking
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain, architecture_domain
from sphinxext_archdoc.sphinx_ext.gathering import gather
from sphinxext_archdoc.sphinx_ext.guarding import SHOWN_AS_IT_IS
from sphinxext_archdoc.sphinx_ext.interfaces.declaring import describe_code
from sphinxext_archdoc.sphinx_ext.interfaces.drift import note_documented
from sphinxext_archdoc.sphinx_ext.log import report_once
from sphinxext_archdoc.sphinx_ext.rows import (
    TARGET_TYPES,
    Row,
    SectionFacts,
    SourceRows,
    anchor_of,
    checksum,
    row_of,
    section_facts,
)
from sphinxext_archdoc.sphinx_ext.site import Site

ANCHORED = frozenset({*TARGET_TYPES, "consideration"})
"""Types of records that views lead to."""


class RecordTransform(SphinxTransform):
    """Notes the records of a document and marks them in its doctree."""

    default_priority: ClassVar[int] = 450

    def apply(self, **kwargs: Any) -> None:
        """Record each source file of the document."""
        domain = architecture_domain(self.env)
        docname = self.env.current_document.docname
        main = domain.site.relative(self.env.doc2path(docname))
        places = marking.Places(self.document, domain.site)
        if main is not None and self._is_gathered(domain, main, places):
            places = marking.Places(self.document, domain.site)
        for path in _sources(places, main):
            if path in domain.site.documents and (path == main or not domain.is_page(path)):
                self._record(domain, docname, path, places)

    def _is_gathered(self, domain: ArchitectureDomain, path: str, places: marking.Places) -> bool:
        """Make the page of a record one section; return whether that changed it."""
        if path not in domain.site.documents or SHOWN_AS_IT_IS in self.env.temp_data:
            return False
        found = domain.site.reader.read(path)
        record = found.records[0] if found.is_record else None
        if not isinstance(record, Decision):
            return False
        return gather(self.document, places, record, domain.site.config)

    def _record(
        self, domain: ArchitectureDomain, docname: str, path: str, places: marking.Places
    ) -> None:
        site = domain.site
        found = site.reader.read(path)
        shown_as_it_is = SHOWN_AS_IT_IS in self.env.temp_data
        report_once(
            self.env,
            (d for d in found.diagnostics if not (shown_as_it_is and d.code is Code.TOO_LARGE)),
            site.root,
        )
        lines = _source_lines(domain, path)
        defined = domain.lines_of(docname, path)
        taken = set(self.document.ids)
        rows = []
        interfaces = []
        for record in _with_history(found.records, site):
            if record.location.line in defined:
                continue
            row = _row(record, lines, taken)
            if row.anchor and not marking.mark(places, record, row):
                row = row._replace(anchor="")
            rows.append(row)
            if isinstance(record, Interface) and row.anchor:
                interfaces.append((record, row))
        described = describe_code(self.document, interfaces, found.diagnostics)
        rows = [described.get(row.anchor, row) for row in rows]
        for record, row in interfaces:
            if row.anchor in described:
                note_documented(domain, docname, record, row.anchor, self.document.ids[row.anchor])
        sections = _sections(domain, places, found)
        domain.note_source(docname, _source_rows(domain, found, rows, sections))
        if site.history is not None:
            domain.note_history(docname, path, site.history.digest(path))
        marking.mark_unwritten(places, found)
        marking.name_untitled(places, found, site.template_title(found.template))


def _sources(places: marking.Places, main: str | None) -> Iterator[str]:
    if main is not None:
        yield main
    yield from sorted(places.sources - {main})


def _with_history(records: Iterable[Record], site: Site) -> Iterator[Record]:
    """Yield *records*, decisions with what Git knows where their documents say nothing."""
    if site.history is None:
        yield from records
        return
    from sphinxext_archdoc.history import completed

    for record in records:
        yield completed(record, site.history) if isinstance(record, Decision) else record


def _source_lines(domain: ArchitectureDomain, path: str) -> list[str]:
    return domain.site.reader.text(path).split("\n")


def _row(record: Record, lines: list[str], taken: set[str]) -> Row:
    shown_elsewhere = isinstance(record, Decision | Interface | Consideration)
    digest = (
        checksum(lines, record.location.line, record.location.end_line) if shown_elsewhere else 0
    )
    anchor = anchor_of(record, taken) if record.object_type in ANCHORED else ""
    return row_of(record, anchor=anchor, digest=digest)


def _sections(
    domain: ArchitectureDomain, places: marking.Places, found: DocumentRecords
) -> tuple[SectionFacts, ...]:
    """Return what the document made of the sections of its template, in its order."""
    if found.is_record:
        return ()
    headings = domain.site.headings(found.template)
    return tuple(
        section_facts(
            section, headings.get(section.name, ""), places.id_at(found.path, section.line)
        )
        for section in found.sections
    )


def _source_rows(
    domain: ArchitectureDomain,
    found: DocumentRecords,
    rows: list[Row],
    sections: tuple[SectionFacts, ...],
) -> SourceRows:
    if found.records:
        qualifier = found.records[0].qualifier
    else:
        qualifier = domain.site.reader.places.of(found.path).qualifier
    return SourceRows(
        path=found.path,
        package=found.package,
        rows=tuple(rows),
        qualifier=qualifier,
        summary=found.summary,
        kind="record" if found.is_record else "document",
        template=found.template,
        sections=sections,
    )
