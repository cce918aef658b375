"""Log4brains (https://github.com/thomvaill/log4brains): MADR 2 in files named by their day.

The metadata is a list (``- Status: …``, ``Deciders``, ``Date``, ``Tags``), the file is
``YYYYMMDD-slug.md``, and a record is named by its slug, with the package before it where it
is another's: ``web/20240305-edge-cache``.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.model import Origin

NAME = "log4brains"
KIND = "decision"
RANK = 20


def _test(survey: Survey) -> bool:
    stem = survey.file.stem
    listed = Origin.BULLET in survey.origins("status") | survey.origins("date")
    return survey.is_madr and listed and stem[:8].isdigit() and not stem[8:9].isdigit()


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
