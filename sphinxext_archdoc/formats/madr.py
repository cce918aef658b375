"""MADR's sections with the facts in another way: bold lines, a table, a status section."""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect

NAME = "madr"
KIND = "decision"
RANK = 25

_DIALECT = Dialect(name=NAME, test=lambda survey: survey.is_madr)

claims = _DIALECT.claims
read = _DIALECT.read
