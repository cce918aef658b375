"""A document says one value twice, differently.

The status in the front matter and the one below a heading, the number in the heading and
the one in the file's name. The first in rank is used: which one is told.

Breaks the rule:

.. code-block:: markdown

   ---
   status: proposed
   ---
   # 4. Quote prices

   ## Status

   Accepted

Keeps it:

.. code-block:: markdown

   ---
   status: accepted
   ---
   # 4. Quote prices
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.CONFLICTING_VALUE.value
SEVERITY = Severity.WARNING
