"""A record has no number, though the others of its log have one.

It is found under the slug of its title only, and stands apart in every list.

Breaks the rule, beside ``0001-record-decisions.md``, ``0002-one-repository.md`` and
``0003-events.md``:

.. code-block:: text

   docs/adr/quote-prices.md

Keeps it:

.. code-block:: text

   docs/adr/0004-quote-prices.md
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.rules import Context, Options
from sphinxext_archdoc.rules._logs import is_usual, series

CODE = "no-number"
SEVERITY = Severity.NOTE


def check_catalog(catalog: Catalog, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding at each record without a number in a log that numbers."""
    for decisions in series(catalog):
        without = [d for d in decisions if d.number is None]
        if is_usual(len(decisions) - len(without), len(decisions)):
            for decision in without:
                place = decision.location
                message = f"The decision {decision.key} has no number, unlike those beside it."
                yield Finding(message=message, path=place.path, line=place.line)
