"""Y-statements: the decision in one sentence.

From Zdun and others, "Sustainable Architectural Design Decisions", IEEE Software 30(6), 2013.

.. code-block:: markdown

    In the context of **page rendering**, facing **slow pages**, we decided for **an edge
    cache** and against **more nodes**, to achieve **fast pages**, accepting **stale prices**,
    because **prices change daily**.

It stands alone, in a quotation, below ``## Y-Statement``, or in the front matter as
``y-statement``. Its clauses are the fields.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.formats._record_y_statement import (
    fields_with_y_statement,
    read_y_statement,
)

NAME = "y-statement"
KIND = "decision"
RANK = 35


def _test(survey: Survey) -> bool:
    return read_y_statement(survey) != ()


_DIALECT = Dialect(name=NAME, test=_test, fields=fields_with_y_statement)

claims = _DIALECT.claims
read = _DIALECT.read
