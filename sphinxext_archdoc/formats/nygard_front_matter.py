"""Nygard's sections with the facts in front matter."""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.model import Origin

NAME = "nygard-front-matter"
KIND = "decision"
RANK = 43


def _test(survey: Survey) -> bool:
    return survey.is_nygard and Origin.FRONT_MATTER in survey.origins("status", "date")


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
