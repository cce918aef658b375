"""A fence, a directive or a comment is never closed.

The rest of the document is inside it: headings, decisions and all.

Breaks the rule:

.. code-block:: markdown

   ```typescript
   interface Carts {}

   ## Design Decisions

Keeps it:

.. code-block:: markdown

   ```typescript
   interface Carts {}
   ```

   ## Design Decisions
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.UNCLOSED.value
SEVERITY = Severity.WARNING
