"""A decision does not say why it was made, or what was decided.

In a document these are the fields that the template's own example has, such as *Context*,
*Decision*, *Rationale* and *Consequences*; of a record in a file of its own the context (or
the rationale) and the decision. Records in no known form are left alone.

``fields`` names other ones: ``["context", "decision", "consequences"]``.

Breaks the rule:

.. code-block:: markdown

   ### Decision 1: Quote prices, never store them

   **Decision**: A cart holds no prices.

Keeps it:

.. code-block:: markdown

   ### Decision 1: Quote prices, never store them

   **Context**: A stored price is wrong after a day.

   **Decision**: A cart holds no prices.

   **Rationale**: A quote takes 2 ms.

   **Consequences**: Prices may change before the customer's eyes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.config import strings
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import Decision, Template
from sphinxext_archdoc.rules import Option, Options, Page
from sphinxext_archdoc.vocabulary import vocabulary

CODE = "missing-field"
SEVERITY = Severity.WARNING
OPTIONS = {
    "fields": Option(
        default=(), check=strings, meaning="Canonical names of the fields that decisions have."
    )
}

_OF_RECORDS = ("context", "decision")
_FREE_FORMS = frozenset({"generic", "y-statement", "sphinx-needs", "decision-log"})
"""Formats of records that need not have parts."""
_WHY = frozenset({"context", "rationale", "drivers", "summary"})
"""Fields of which one is enough to say why."""


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield a finding at the heading of each decision that lacks fields."""
    headings = {section.line for section in page.document.root.walk() if section.level}
    for record in page.found.records:
        if isinstance(record, Decision):
            asked = list(options["fields"] or _asked(page, record, headings))
            if missing := [name for name in asked if not _has(record, name)]:
                names = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
                message = f"The decision {record.key} has no {names}; write it."
                yield Finding(message=message, line=record.location.line)


def _has(decision: Decision, name: str) -> bool:
    names = {field.name for field in decision.fields}
    if name == "context" and decision.format != "architecture":
        return bool(names & _WHY)
    return name in names


def _asked(page: Page, decision: Decision, headings: Set[int]) -> Iterable[str]:
    """Return the fields that *decision* should have; *headings* are the lines of headings."""
    if page.found.is_record:
        return () if decision.format in _FREE_FORMS else _OF_RECORDS
    if page.template is None or not page.follows or decision.location.line not in headings:
        return ()
    return _of_template(page, page.template)


def _of_template(page: Page, template: Template) -> Iterator[str]:
    """Yield the fields that the example of a decision in *template* has, in their usual order."""
    words = vocabulary(page.config)
    labels = (
        line.partition(":")[0]
        for spec in template.sections
        if spec.role == "decisions"
        for line in spec.prose
        if ":" in line
    )
    shown = {words.field(label) for label in labels}
    for name in ("context", "decision", "rationale", "alternatives", "consequences"):
        if name in shown:
            yield name
