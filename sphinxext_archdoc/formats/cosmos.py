"""The form of the Cosmos SDK: a change log first, and how far the decision was carried out.

.. code-block:: markdown

    # ADR 007: Cache at the edge
    ## Changelog
    - 2024-05-11: Initial draft
    ## Status
    ACCEPTED Not Implemented

The date is that of the oldest entry of the log, unless the status has one.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "cosmos"
KIND = "decision"
RANK = 30


def _test(survey: Survey) -> bool:
    tops = [part.field for part in survey.parts if part.parent is None]
    return tops[:1] == ["changelog"] and "status" in tops


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
