"""A decision has no status, though the others beside it have one.

Nobody can tell whether it holds. In logs and documents of which most decisions have no
status nothing is found: their form has none.

Breaks the rule, as the fourth of four:

.. code-block:: markdown

   # 4. Quote prices

   ## Context

Keeps it:

.. code-block:: markdown

   # 4. Quote prices

   ## Status

   Accepted

   ## Context
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import Status
from sphinxext_archdoc.rules import Context, Options
from sphinxext_archdoc.rules._logs import is_usual, series

CODE = "no-status"
SEVERITY = Severity.WARNING


def check_catalog(catalog: Catalog, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding at each decision without a status among others with one."""
    for decisions in series(catalog):
        without = [d for d in decisions if not d.status.text and d.status.value is Status.UNKNOWN]
        if is_usual(len(decisions) - len(without), len(decisions)):
            for decision in without:
                if not decision.relations:
                    place = decision.location
                    message = f"The decision {decision.key} has no status, unlike those beside it."
                    yield Finding(message=message, path=place.path, line=place.line)
