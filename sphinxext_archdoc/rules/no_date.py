"""A decision has no date, though the others beside it have one.

In logs and documents of which most decisions have no date nothing is found.

Breaks the rule, as the fourth of four:

.. code-block:: markdown

   # 4. Quote prices

   ## Status

Keeps it:

.. code-block:: markdown

   # 4. Quote prices

   Date: 2024-12-03

   ## Status
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.rules import Context, Options
from sphinxext_archdoc.rules._logs import is_usual, series

CODE = "no-date"
SEVERITY = Severity.NOTE


def check_catalog(catalog: Catalog, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding at each decision without a date among others with one."""
    for decisions in series(catalog):
        without = [d for d in decisions if not d.date.text and not d.date.value]
        if is_usual(len(decisions) - len(without), len(decisions)):
            for decision in without:
                place = decision.location
                message = f"The decision {decision.key} has no date, unlike those beside it."
                yield Finding(message=message, path=place.path, line=place.line)
