"""Decisions supersede each other in a circle.

None of them holds, then. One of the statements is the wrong way round.

Breaks the rule, where ADR-7 says *Supersedes ADR-4*:

.. code-block:: markdown

   # 4. Quote prices

   Supersedes [ADR-7](0007-fixed-prices.md)

Keeps it:

.. code-block:: markdown

   # 4. Quote prices

   Superseded by [ADR-7](0007-fixed-prices.md)
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.RELATION_CYCLE.value
SEVERITY = Severity.WARNING
