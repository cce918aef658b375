"""A decision names another one in a way that may mean several.

Two records claim the number, or two packages have a decision 2. Link to the file that is
meant.

Breaks the rule, where two files claim the number 4:

.. code-block:: markdown

   Superseded by ADR-4

Keeps it:

.. code-block:: markdown

   Superseded by [ADR-4](0004-split-orders.md)
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.AMBIGUOUS_RELATION.value
SEVERITY = Severity.WARNING
