"""A technology that a package uses: the argument is its name, ``:category:`` its kind."""

from __future__ import annotations

from sphinxext_archdoc.sphinx_ext.directives._record import RecordDirective

NAME = "technology"


class Directive(RecordDirective):
    """See the module."""

    object_type = "technology"
