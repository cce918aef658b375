"""A file is not UTF-8, or holds NUL bytes.

It is read with replacement characters, and hosts may show it as a binary file. Save it as
UTF-8.

Breaks the rule, as bytes:

.. code-block:: text

   63 61 66 e9

Keeps it:

.. code-block:: text

   63 61 66 c3 a9
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.ENCODING.value
SEVERITY = Severity.WARNING
