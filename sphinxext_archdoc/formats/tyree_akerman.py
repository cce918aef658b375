"""The template of Jeff Tyree and Art Akerman.

From "Architecture Decisions: Demystifying Architecture", IEEE Software 22(2), 2005: Issue,
Decision, Status, Group, Assumptions, Constraints, Positions, Argument, Implications, and
what is related.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "tyree-akerman"
KIND = "decision"
RANK = 31

_OWN = frozenset(("issue", "positions", "argument", "arguments", "implications"))


def _test(survey: Survey) -> bool:
    return survey.part("decision") is not None and len(_OWN & survey.headings) > 1


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
