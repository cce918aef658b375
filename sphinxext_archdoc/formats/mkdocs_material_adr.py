"""mkdocs-material-adr (https://pypi.org/project/mkdocs-material-adr/).

A table ``adr`` in the front matter, with ``author``, ``created``, ``status``,
``superseded_by`` and ``extends``.
"""

from __future__ import annotations

from collections.abc import Mapping

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "mkdocs-material-adr"
KIND = "decision"
RANK = 14


def _test(survey: Survey) -> bool:
    return isinstance(survey.document.front_matter.get("adr"), Mapping)


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
