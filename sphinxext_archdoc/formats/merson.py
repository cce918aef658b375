"""The template of Paulo Merson (https://github.com/pmerson/ADR-template).

Nygard's, with a Rationale between decision and consequences.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "merson"
KIND = "decision"
RANK = 42


def _test(survey: Survey) -> bool:
    return survey.is_nygard and {"rationale", "status", "consequences"} <= survey.fields


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
