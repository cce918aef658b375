"""Records of no known dialect: whatever else has a text and lies in a decision log.

Nothing that somebody put into a decision log is lost: a file that is no template, no index
and no text about the log itself is a record, with what can be read of it.
"""

from __future__ import annotations

from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_refusal import refusal
from sphinxext_archdoc.formats._record_survey import survey
from sphinxext_archdoc.markup.tree import Document

NAME = "generic"
KIND = "decision"
RANK = 90

_DIALECT = Dialect(name=NAME, test=lambda survey: True)

claims = _DIALECT.claims
read = _DIALECT.read


def why_not(document: Document, context: ReadContext) -> str:
    """Return what *document* is when no format of decisions claims it."""
    return refusal(survey(document, context))
