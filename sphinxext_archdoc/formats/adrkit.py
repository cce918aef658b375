"""adrkit (https://www.npmjs.com/package/adrkit): front matter that says much about the decision.

Besides ``id``, ``title``, ``status``, ``date``, ``deciders`` and ``tags`` it has keys of its
own; relations are lists of ids (``supersedes``, ``supersededBy``, ``relatesTo``,
``conflictsWith``, ``affects``), of another log as ``log:0012``.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_survey import Survey

NAME = "adrkit"
KIND = "decision"
RANK = 11

_OWN_KEYS = frozenset(
    (
        "supersededBy",
        "relatesTo",
        "conflictsWith",
        "reviewBy",
        "reversibility",
        "blastRadius",
        "provenance",
        "complianceControls",
        "externalRefs",
    )
)


def _test(survey: Survey) -> bool:
    front = survey.document.front_matter
    return "id" in front and not _OWN_KEYS.isdisjoint(front)


_DIALECT = Dialect(name=NAME, test=_test)

claims = _DIALECT.claims
read = _DIALECT.read
