"""A comment ignores a finding that there is not.

What it was for has been put right, or its code is misspelt, and it would hide the next
finding. ``--fix`` removes comments that ignore nothing at all.

``<!-- archdoc-ignore: code reason -->``, in reStructuredText ``.. archdoc-ignore: code
reason``, ignores findings of that code, or of several with commas between them, in what
follows: a section with all below its heading, a list, an item, a table, a paragraph. Inside
a line of text it is for that line. ``archdoc-ignore-file`` is for the whole file.

Breaks the rule:

.. code-block:: markdown

   <!-- archdoc-ignore: dead-link the page comes with the next release -->
   See [ADR-5](docs/adr/0005-packages-talk-by-events.md).

Keeps it:

.. code-block:: markdown

   See [ADR-5](docs/adr/0005-packages-talk-by-events.md).
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Severity

CODE = "unused-ignore"
SEVERITY = Severity.NOTE
