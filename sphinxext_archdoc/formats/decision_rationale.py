"""Decision and rationale, without a status.

The folder or the file has the date: ``2024-05-11-edge-cache/README.md``.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "decision-rationale"
KIND = "decision"
RANK = 46


def _test(survey: Survey) -> bool:
    return {"decision", "rationale"} <= survey.fields


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
