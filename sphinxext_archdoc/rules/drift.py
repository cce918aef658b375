"""An interface is documented otherwise than the source code declares it.

The code of documents is copied from the source once, and forgotten when that changes: then
it promises what is not there. Compared are interfaces, types, classes and enums that a
source file of the same package declares under the same name, member by member: which there
are, their parameters and types, what is optional or readonly. Where several files declare
the name, the one that is most like the document counts.

Members that others cannot use do not count, nor do tests, built files and files larger than
1 MiB. Code in a document with a comment such as ``// ...`` shows a part, and may leave
members out.

``sphinx-archdoc sync --interfaces`` writes what the source code declares into the document.

Breaks the rule:

.. code-block:: markdown

   ## Key Interfaces

   ```typescript
   interface Carts {
     open(visitor: string): string;
   }
   ```

where ``src/carts.ts`` has:

.. code-block:: typescript

   export interface Carts {
     open(visitor: string): Promise<string>;
   }

Keeps it:

.. code-block:: markdown

   ## Key Interfaces

   ```typescript
   interface Carts {
     open(visitor: string): Promise<string>;
   }
   ```
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Severity

CODE = "drift"
SEVERITY = Severity.WARNING
