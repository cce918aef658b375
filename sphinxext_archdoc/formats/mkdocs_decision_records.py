"""mkdocs-decision-records (https://pypi.org/project/mkdocs-decision-records/).

Front matter with ``id``, ``status``, ``superseded_by`` (an id), ``date``, ``deciders`` and
``ticket``.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "mkdocs-decision-records"
KIND = "decision"
RANK = 15


def _test(survey: Survey) -> bool:
    front = survey.document.front_matter
    return {"id", "status"} <= front.keys() and not front.keys().isdisjoint(
        ("superseded_by", "ticket")
    )


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
