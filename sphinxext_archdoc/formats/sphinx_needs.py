"""A need of sphinx-needs (https://sphinx-needs.readthedocs.io) for each decision.

.. code-block:: rst

    DR-007-Web: Cache at the edge
    =============================

    .. dec_rec:: Cache at the edge
       :id: dec_rec__web__edge_cache
       :status: accepted
       :context: Pages are slow.
       :decision: We cache them.

The options ``context``, ``decision`` and ``consequences`` are fields, beside the sections
below. Eclipse S-CORE (https://github.com/eclipse-score/process_description) calls its
directive ``dec_rec``; any directive with an id and a status in a record is read so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinxext_archdoc.formats._record_dialect import Dialect
from sphinxext_archdoc.formats._record_fields import find_fields
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.markup.tree import DirectiveBlock
from sphinxext_archdoc.model import Field

NAME = "sphinx-needs"
KIND = "decision"
RANK = 16

_OPTIONS = ("context", "decision", "consequences")


def _needs(survey: Survey) -> Iterator[DirectiveBlock]:
    tops = [survey.document.root, *([survey.heading] if survey.heading else [])]
    for section in tops:
        for block in section.blocks:
            if isinstance(block, DirectiveBlock) and {"id", "status"} <= block.options.keys():
                yield block


def _fields(survey: Survey) -> Sequence[Field]:
    own = [
        Field(name=name, label=name, text=text, line=need.line)
        for need in _needs(survey)
        for name in _OPTIONS
        if (text := need.options.get(name, "").strip())
    ]
    named = {field.name for field in own}
    return (*own, *(f for f in find_fields(survey) if f.label or f.name not in named))


_DIALECT = Dialect(name=NAME, test=lambda survey: any(_needs(survey)), fields=_fields)

claims = _DIALECT.claims
read = _DIALECT.read
