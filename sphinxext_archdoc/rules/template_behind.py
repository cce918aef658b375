"""The template of a document changed since the document was last brought in step with it.

``sphinx-archdoc sync`` carries the change over: it inserts, renames and updates sections, and
keeps what was written. What each document is in step with is in ``.archdoc/lock.json``; a
document that was never synced has no such finding. Changes of the template that a document
cannot follow, such as another order of sections, are over with the next ``sync`` too.

Breaks the rule: ``docs/templates/ARCHITECTURE.md`` has a new section

.. code-block:: markdown

   ## Data Retention

   [How long is what kept?]

and nobody carried it to the package's document, which was synced before.

Keeps it:

.. code-block:: console

   $ sphinx-archdoc sync
"""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Severity

CODE = "template-behind"
SEVERITY = Severity.WARNING
