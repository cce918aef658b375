"""adrs (https://github.com/joshrotenberg/adrs) in its own form: the facts in front matter.

.. code-block:: markdown

    ---
    number: 7
    title: Cache at the edge
    status: accepted
    date: 2024-05-11
    links:
      - target: 3
        kind: amends
    ---

The text below is that of Nygard or of MADR. In its compatible form the tool writes Nygard's.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "adrs"
KIND = "decision"
RANK = 13


def _test(survey: Survey) -> bool:
    front = survey.document.front_matter
    return {"number", "title", "status"} <= front.keys()


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
