"""An interface.

With a body it defines one: the argument is its name, the body holds its declaration in a
code fence, or as bare code with ``:language:``. Without a body it shows the interface whose
key is the argument.
"""

from __future__ import annotations

from sphinxext_archdoc.sphinx_ext.directives._record import RecordDirective

NAME = "interface"


class Directive(RecordDirective):
    """See the module."""

    object_type = "interface"
