"""MADR 2 (https://adr.github.io/madr/): facts in a list below the title.

``* Status:``, ``* Deciders:`` and ``* Date:`` come in any order, any of them may be missing;
relations stand in ``## Links``, as ``* Refined by [ADR-0009](0009-cache-keys.md)``.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.model import Origin

NAME = "madr2"
KIND = "decision"
RANK = 23


def _test(survey: Survey) -> bool:
    return survey.is_madr and Origin.BULLET in survey.origins("status", "date", "deciders")


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
