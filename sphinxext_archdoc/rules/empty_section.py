"""A section of the template has a heading and nothing below it.

Nobody can tell whether there is nothing to say or nobody has said it yet. One sentence is
enough.

``allowed`` names sections, by heading or slug, that may be empty.

Breaks the rule:

.. code-block:: markdown

   ## Security Considerations

   ## Error Handling

   A failed payment is tried again twice.

Keeps it:

.. code-block:: markdown

   ## Security Considerations

   Carts hold nothing that is secret.

   ## Error Handling

   A failed payment is tried again twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.config import strings
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import SectionState, slugify
from sphinxext_archdoc.rules import Option, Options, Page
from sphinxext_archdoc.rules._sections import asked_sections

CODE = "empty-section"
SEVERITY = Severity.WARNING
OPTIONS = {
    "allowed": Option(default=(), check=strings, meaning="Headings of sections that may be empty.")
}


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield a finding at the heading of each section that says nothing."""
    allowed = {slugify(heading) for heading in options["allowed"]}
    for spec, section in asked_sections(page):
        if section.state is SectionState.EMPTY and spec.name not in allowed:
            message = f"The section {section.heading!r} says nothing; write a sentence, or why not."
            yield Finding(message=message, line=section.line)
