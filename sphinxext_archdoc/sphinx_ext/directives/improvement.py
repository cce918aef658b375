"""Something that is planned: the argument says what; ``:done:`` when it is done."""

from __future__ import annotations

from sphinxext_archdoc.sphinx_ext.directives._record import RecordDirective

NAME = "improvement"


class Directive(RecordDirective):
    """See the module."""

    object_type = "improvement"
