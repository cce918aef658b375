"""Nygard's sections with the facts in lines or a list below the title.

Often in bold: ``**Status:** Accepted``, ``- **Date**: 2024-05-11``.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.model import Origin

NAME = "nygard-lines"
KIND = "decision"
RANK = 44


def _test(survey: Survey) -> bool:
    written = survey.origins("status")
    return survey.is_nygard and bool(written & {Origin.LINE, Origin.BULLET})


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
