"""A document has no heading.

It is called after its folder.

Breaks the rule:

.. code-block:: markdown

   The catalogue knows every plant.

Keeps it:

.. code-block:: markdown

   # Architecture - catalog

   The catalogue knows every plant.
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.NO_TITLE.value
SEVERITY = Severity.WARNING
