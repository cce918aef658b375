"""Marks of a conflict are left in a document.

A merge by Git or by ``sphinx-archdoc sync`` met two changes of the same lines. Readers see
both, and the marks between them. Choose one, or join them, and remove the marks. Conflicts
that are shown as code are none.

Breaks the rule:

.. code-block:: text

   <<<<<<< packages/core/ARCHITECTURE.md
   Releases are yearly.
   =======
   Releases are weekly.
   >>>>>>> template now

Keeps it:

.. code-block:: text

   Releases are weekly.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.markup.texts import blocks_in, code_lines
from sphinxext_archdoc.rules import Options, Page

CODE = "conflict-left"
SEVERITY = Severity.ERROR
_BEGIN, _MIDDLE, _END = "<<<<<<< ", "=======", ">>>>>>> "


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield a finding where each conflict begins."""
    begins = [n for n, line in enumerate(page.document.lines, 1) if line.startswith(_BEGIN)]
    if not begins:
        return
    code = code_lines(blocks_in(page.document))
    first = middle = 0
    for number, line in enumerate(page.document.lines, 1):
        if number in code:
            continue
        if line.startswith(_BEGIN):
            first, middle = number, 0
        elif first and line.rstrip() == _MIDDLE:
            middle = number
        elif middle and line.startswith(_END):
            message = f"A conflict is left that ends on line {number}; resolve it."
            yield Finding(message=message, line=first)
            first = middle = 0
