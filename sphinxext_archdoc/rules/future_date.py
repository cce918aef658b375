"""The date of a decision lies in the future.

It is a slip of the pen, most often the year. Today is the setting ``today``, else
``SOURCE_DATE_EPOCH``, else the day of the last commit; by the latter a date is accepted that
is no more than ``days`` later, as documents may be newer than it. Where none of them is
known nothing is found.

Breaks the rule, in 2025:

.. code-block:: markdown

   Date: 2052-03-11

Keeps it:

.. code-block:: markdown

   Date: 2025-03-11
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.config import at_least
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import Decision
from sphinxext_archdoc.rules import Context, Option, Options

CODE = "future-date"
SEVERITY = Severity.WARNING
OPTIONS = {
    "days": Option(
        default=90,
        check=at_least(0),
        meaning="Days after the last commit that still are no future.",
    )
}


def check_catalog(catalog: Catalog, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding at each date after today."""
    dated = [d for d in catalog.records(Decision) if d.date.value]
    today = context.find_today() if dated else None
    if today is None:
        return
    last = date.fromisoformat(today.day)
    if not today.is_exact:
        last += timedelta(days=options["days"])
    for decision in dated:
        value = decision.date.value or ""
        if value > last.isoformat()[: len(value)]:
            message = f"The date {value} of {decision.key} is after today, {today.day}; correct it."
            line = decision.date.line or decision.location.line
            yield Finding(message=message, path=decision.location.path, line=line)
