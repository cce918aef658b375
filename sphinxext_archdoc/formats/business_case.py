"""The business case form.

Evaluation criteria, candidates, and for each of these what it costs and what speaks for and
against it (SWOT).
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "business-case"
KIND = "decision"
RANK = 34

_OWN = frozenset(
    (
        "evaluation criteria",
        "candidates to consider",
        "candidates",
        "research and analysis of each candidate",
        "recommendation",
        "cost analysis",
        "swot analysis",
        "opinions and feedback",
    )
)


def _test(survey: Survey) -> bool:
    return len(_OWN & survey.headings) > 1


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
