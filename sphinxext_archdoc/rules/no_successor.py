"""A decision is superseded, but nothing says by which one.

Readers learn that it does not hold, and not what holds now. If nothing took its place its
status is deprecated.

Breaks the rule:

.. code-block:: markdown

   ## Status

   Superseded

Keeps it:

.. code-block:: markdown

   ## Status

   Superseded by [ADR-7](0007-fixed-prices.md)
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.NO_SUCCESSOR.value
SEVERITY = Severity.WARNING
