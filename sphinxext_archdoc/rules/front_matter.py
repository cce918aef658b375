"""The front matter of a file is not valid YAML.

What can be told from its lines is read; other tools leave all of it out. Quote values that
hold a colon.

Breaks the rule:

.. code-block:: markdown

   ---
   title: Prices: quoted, never stored
   ---

Keeps it:

.. code-block:: markdown

   ---
   title: "Prices: quoted, never stored"
   ---
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.FRONT_MATTER.value
SEVERITY = Severity.WARNING
