"""Michael Nygard's records, as adr-tools (https://github.com/npryce/adr-tools) writes them.

Described in https://cognitect.com/blog/2011/11/15/documenting-architecture-decisions.

``# 7. Title``, a line ``Date: …`` (once day first, with slashes), and the sections Status,
Context, Decision, Consequences. The status section is a row of paragraphs: the first says
the status, others state relations: ``Supersedes [3. Title](0003-title.md)``. adr-tools spells
``Supercedes`` and ``Superceded by``, and takes "Accepted" out of a record that it supersedes.
"""

from __future__ import annotations

from sphinxext_archdoc.formats._record_dialect import Dialect

NAME = "nygard"
KIND = "decision"
RANK = 45

_DIALECT = Dialect(name=NAME, test=lambda survey: survey.is_nygard)

claims = _DIALECT.claims
read = _DIALECT.read
