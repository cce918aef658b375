"""MADR 1 (https://adr.github.io/madr/): no facts, and the context is the text below the title.

"Positive consequences:" and "Negative consequences:" are lines of text in the outcome.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "madr1"
KIND = "decision"
RANK = 24


def _test(survey: Survey) -> bool:
    return survey.is_madr and not survey.has_metadata and survey.part("context") is None


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
