"""A decision does not name the one that supersedes it.

Its status says so, but who reads the file alone does not learn of the successor. In a site
the relation is shown from both ends.

Breaks the rule, where ADR-7 says *Supersedes ADR-4*:

.. code-block:: markdown

   # 4. Quote prices

   ## Status

   Superseded

Keeps it:

.. code-block:: markdown

   # 4. Quote prices

   ## Status

   Superseded by [ADR-7](0007-fixed-prices.md)
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.ONE_SIDED.value
SEVERITY = Severity.NOTE
