"""Two records claim one key.

Two decisions of a log have one number, most often because they were written on two branches
at once, or a document has two components or interfaces of one name. Both are kept and shown;
references to the key mean the first in the order of paths and lines.

Breaks the rule:

.. code-block:: text

   docs/adr/0004-quote-prices.md
   docs/adr/0004-split-orders.md

Keeps it:

.. code-block:: text

   docs/adr/0004-quote-prices.md
   docs/adr/0005-split-orders.md
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.DUPLICATE_KEY.value
SEVERITY = Severity.WARNING
