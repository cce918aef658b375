"""adr-kit (https://pypi.org/project/adr-kit/): front matter with a policy to enforce.

Keys: ``id`` (``ADR-0007``), ``title``, ``status``, ``date``, ``deciders``, ``tags``,
``supersedes`` and ``superseded_by`` (lists of ids), ``policy``.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "adr-kit"
KIND = "decision"
RANK = 12


def _test(survey: Survey) -> bool:
    front = survey.document.front_matter
    lists = isinstance(front.get("supersedes"), list) or isinstance(
        front.get("superseded_by"), list
    )
    return {"id", "title", "status"} <= front.keys() and ("policy" in front or lists)


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
