"""A decision names another one that does not exist.

It was deleted, renumbered or never written. Records of other repositories are linked by
their addresses.

Breaks the rule, where there is no ADR-9:

.. code-block:: markdown

   ## Status

   Superseded by [ADR-9](0009-gone.md)

Keeps it:

.. code-block:: markdown

   ## Status

   Superseded by [ADR-6](0006-plants-are-reserved.md)
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.UNKNOWN_RELATION.value
SEVERITY = Severity.WARNING
