"""A component of a package: the argument is its name, the body describes it."""

from __future__ import annotations

from sphinxext_archdoc.sphinx_ext.directives._record import RecordDirective

NAME = "component"


class Directive(RecordDirective):
    """See the module."""

    object_type = "component"
