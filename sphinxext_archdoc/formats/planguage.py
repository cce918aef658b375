"""Planguage (Tom Gilb, "Competitive Engineering", 2005).

Tag, Gist, Requirement, Rationale, Priority, Stakeholders, Status, Owner, Author, Revision,
Date, Assumptions, Risks, Defined.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "planguage"
KIND = "decision"
RANK = 33

_OWN = frozenset(("gist", "requirement", "priority", "stakeholders", "defined", "risks", "tag"))


def _test(survey: Survey) -> bool:
    return "gist" in survey.headings and len(_OWN & survey.headings) > 2


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
