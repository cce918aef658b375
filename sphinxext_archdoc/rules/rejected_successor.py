"""A decision is superseded by one that was rejected.

Then it still holds, or something else took its place.

Breaks the rule, where ADR-7 was rejected:

.. code-block:: markdown

   ## Status

   Superseded by [ADR-7](0007-fixed-prices.md)

Keeps it:

.. code-block:: markdown

   ## Status

   Accepted
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.REJECTED_SUCCESSOR.value
SEVERITY = Severity.WARNING
