"""The code of a fence does not parse.

What can be read of it is, the rest is missing in the list of interfaces.

Breaks the rule:

.. code-block:: markdown

   ```typescript
   interface Carts {
     open(visitor string): Promise<string>;
   }
   ```

Keeps it:

.. code-block:: markdown

   ```typescript
   interface Carts {
     open(visitor: string): Promise<string>;
   }
   ```
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.CODE.value
SEVERITY = Severity.WARNING
