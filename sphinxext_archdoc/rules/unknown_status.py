"""The status of a decision is no known word.

It is shown as it is written, and counts as unknown in filters and colours. Use one of
draft, proposed, accepted, implemented, deferred, rejected, deprecated and superseded, or add
your word to ``status-aliases``.

Breaks the rule:

.. code-block:: markdown

   ## Status

   Frobnicated

Keeps it:

.. code-block:: markdown

   ## Status

   Accepted
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.UNKNOWN_STATUS.value
SEVERITY = Severity.WARNING
