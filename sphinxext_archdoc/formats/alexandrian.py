"""The Alexandrian pattern form.

Prologue (a summary in one sentence), Discussion, Solution, Consequences.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "alexandrian"
KIND = "decision"
RANK = 32


def _test(survey: Survey) -> bool:
    return {"prologue", "discussion"} <= survey.headings and survey.part("decision") is not None


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
