"""MADR 3 (https://adr.github.io/madr/): facts in front matter.

Keys: ``status``, ``date``, ``deciders``, ``consulted``, ``informed``; those of people hold a
text, a list or nothing.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.model import Origin

NAME = "madr3"
KIND = "decision"
RANK = 22


def _test(survey: Survey) -> bool:
    return survey.is_madr and Origin.FRONT_MATTER in survey.origins("status", "date", "deciders")


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
