"""Any sections, with the facts in a table: two columns, or a row below a header."""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.model import Origin

NAME = "metadata-table"
KIND = "decision"
RANK = 41


def _test(survey: Survey) -> bool:
    return Origin.TABLE in survey.origins("status", "date")


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
