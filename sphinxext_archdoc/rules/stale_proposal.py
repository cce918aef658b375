"""A decision has been a draft or a proposal for long.

It was made in the meantime and nobody wrote it down, or nobody wants it any more. Today is
the setting ``today``, else ``SOURCE_DATE_EPOCH``, else the day of the last commit.

``days`` is how many a proposal may take.

Breaks the rule, in 2025:

.. code-block:: markdown

   # 4. Quote prices

   Date: 2023-05-02

   ## Status

   Proposed

Keeps it:

.. code-block:: markdown

   # 4. Quote prices

   Date: 2023-05-02

   ## Status

   Accepted
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.config import at_least
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import Decision, Status
from sphinxext_archdoc.rules import Context, Option, Options

CODE = "stale-proposal"
SEVERITY = Severity.NOTE
OPTIONS = {"days": Option(default=180, check=at_least(1), meaning="Days that a proposal may take.")}
_OPEN = (Status.DRAFT, Status.PROPOSED)


def check_catalog(catalog: Catalog, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding at the status of each decision that has waited for too long."""
    waiting = [d for d in catalog.records(Decision) if d.status.value in _OPEN and d.date.value]
    today = context.find_today() if waiting else None
    if today is None:
        return
    for decision in waiting:
        waited = (date.fromisoformat(today.day) - _latest(decision.date.value or "")).days
        if waited > options["days"]:
            message = (
                f"{decision.key} has been {decision.status.value} for {waited} days; decide, or "
                f"reject it."
            )
            line = decision.status.line or decision.location.line
            yield Finding(message=message, path=decision.location.path, line=line)


def _latest(value: str) -> date:
    """Return the last day that an ISO date, of a year or a month perhaps, may mean."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    return date(parts[0], parts[1], parts[2] if len(parts) > 2 else 28)
