"""MADR 4 (https://adr.github.io/madr/): facts in front matter, or none at all.

The people are ``decision-makers``, and ``### Confirmation`` stands below the outcome. The
minimal forms have no front matter. A superseded record names its successor by id alone:
``status: "superseded by ADR-0123"``.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "madr4"
KIND = "decision"
RANK = 21


def _test(survey: Survey) -> bool:
    if not survey.is_madr:
        return False
    front = survey.document.front_matter
    own = "decision-makers" in front or "confirmation" in survey.headings
    minimal = "context and problem statement" in survey.headings and not survey.has_metadata
    return own or minimal


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
