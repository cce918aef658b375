"""A document or a decision should have been looked at again.

Somebody wrote down until when it holds: ``Review by``, ``Review date``, ``Next review``,
``Revisit on``, ``Valid until``, ``Expires``, as a line, a list item, a row or in the front
matter. Look at it, and write the next day down. Decisions that hold no more need not be
looked at. Today is the setting ``today``, else ``SOURCE_DATE_EPOCH``, else the day of the
last commit.

Breaks the rule, in 2025:

.. code-block:: markdown

   **Review by**: 2024-06-30

Keeps it:

.. code-block:: markdown

   **Review by**: 2026-06-30
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Catalog, DocumentRecords, Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import Decision, Status
from sphinxext_archdoc.rules import Context, Options

CODE = "review-overdue"
SEVERITY = Severity.WARNING
_OVER = (Status.SUPERSEDED, Status.REJECTED, Status.DEPRECATED)


def check_catalog(catalog: Catalog, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding at each day that is past."""
    for document in catalog.documents:
        if document.inspection is None or not document.inspection.reviews:
            continue
        if (today := context.find_today()) is None:
            return
        over = list(_lines_of_no_interest(document))
        for review in document.inspection.reviews:
            is_past = review.value < today.day[: len(review.value)]
            if is_past and not any(first <= review.line <= last for first, last in over):
                message = f"The day of the review, {review.value}, is past; look at it again."
                yield Finding(message=message, path=document.path, line=review.line)


def _lines_of_no_interest(document: DocumentRecords) -> Iterator[tuple[int, int]]:
    for record in document.records:
        if isinstance(record, Decision) and record.status.value in _OVER:
            first = 1 if document.is_record else record.location.line
            yield first, record.location.end_line
