"""The date of a decision is no date.

A digit too many or too few, a thirteenth month. The decision is sorted as if it had none.

Breaks the rule:

.. code-block:: markdown

   Date: 2018-07-018

Keeps it:

.. code-block:: markdown

   Date: 2018-07-18
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Severity

CODE = Code.BAD_DATE.value
SEVERITY = Severity.WARNING
