"""A whole log in one file: a section for each decision.

.. code-block:: markdown

    # Decisions
    ## ADR-1: Cache at the edge
    **Status**: accepted
    **Context**: Pages are slow.
    ## ADR-2: Evict by age
    …

Sections are read as those of a package's document are. Two at least must say that they are
decisions, and no field stands outside of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sphinxext_archdoc.catalog import DocumentRecords
from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._document_decisions import (
    Candidate,
    decision_of,
    is_decision_text,
)
from sphinxext_archdoc.formats._document_log import decisions_in_log
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._record_survey import survey
from sphinxext_archdoc.markup.tree import Document

NAME = "decision-log"
KIND = "decision"
RANK = 5


def claims(document: Document, context: ReadContext) -> bool:
    """Return whether *document* holds the records of a log, one section each."""
    found = survey(document, context)
    if found.file.number is not None or found.file.date is not None:
        return False
    if any(part.field in _FIELDS and part.is_top for part in found.parts):
        return False
    reading = Reading(document, context)
    return sum(is_decision_text(c, reading) for c in _candidates(reading)) > 1


_FIELDS = frozenset(("context", "decision", "status", "consequences"))


def read(document: Document, context: ReadContext) -> DocumentRecords:
    """Return the records in *document*."""
    reading = Reading(document, context)
    read_ones = [one for c in _candidates(reading) if (one := decision_of(c, reading)) is not None]
    found = survey(document, context)
    return DocumentRecords(
        path=document.path,
        package=context.package,
        title=found.name.title,
        format=NAME,
        records=tuple(replace(decision, format=NAME) for decision, _ in read_ones),
        diagnostics=tuple(d for _, diagnostics in read_ones for d in diagnostics),
    )


def _candidates(reading: Reading) -> Iterator[Candidate]:
    """Yield what may be a decision: below the only first heading, else below all of them."""
    tops = reading.document.root.sections
    section = tops[0] if len(tops) == 1 else reading.document.root
    return (c for c in decisions_in_log(section, reading) if c.heading.number is not None)
