"""Records of no known dialect: whatever else has a text and lies in a decision log.

Nothing that somebody put into a decision log is lost: a file that is no template, no index
and no text about the log itself is a record, with what can be read of it.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect

NAME = "generic"
KIND = "decision"
RANK = 90

_DIALECT = Dialect(name=NAME, test=lambda survey: True)

claims = _DIALECT.claims
read = _DIALECT.read
