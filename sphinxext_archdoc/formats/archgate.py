"""Archgate rules (https://github.com/archgate/cli): front matter, and sections without a title.

.. code-block:: markdown

    ---
    id: WEB-004
    title: Cache at the edge
    domain: web
    rules: true
    files: ["src/edge/**"]
    ---
    ## Context
    ## Decision

The series (``WEB``) is a part of the number. There is no status and no date.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "archgate"
KIND = "decision"
RANK = 10


def _test(survey: Survey) -> bool:
    front = survey.document.front_matter
    return {"id", "title", "domain"} <= front.keys() and not front.keys().isdisjoint(
        ("rules", "files")
    )


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
