"""Records of Open edX: reStructuredText, ``N. Title``, and a status section with the date.

.. code-block:: rst

    7. Cache at the edge
    ####################

    Status
    ******

    **Accepted** *2024-05-11*

An anchor may stand before the title. OEPs of the same project have a table of metadata.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "open-edx"
KIND = "decision"
RANK = 40


def _test(survey: Survey) -> bool:
    return (
        survey.document.markup == "restructuredtext"
        and survey.part("status") is not None
        and bool({"context", "decision"} & survey.fields)
    )


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
