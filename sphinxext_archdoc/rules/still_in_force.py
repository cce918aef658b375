"""A decision is accepted, but another one in force supersedes it.

Whoever reads the old one alone follows it. Set its status to superseded and name the
successor, or say that only a part of it is superseded.

Breaks the rule, where ADR-7 says *Supersedes ADR-4*:

.. code-block:: markdown

   # 4. Quote prices

   ## Status

   Accepted

Keeps it:

.. code-block:: markdown

   # 4. Quote prices

   ## Status

   Superseded by [ADR-7](0007-fixed-prices.md)
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.STILL_IN_FORCE.value
SEVERITY = Severity.WARNING
