"""A section is not in the template.

That is no fault by itself: many documents have something of their own to say. But what
several packages write should get a place in the template, and a heading that only looks
different may be a section of it: see ``heading-aliases``.

``allowed`` names headings, or slugs of headings, that are meant.

Breaks the rule:

.. code-block:: markdown

   ## Error Handling

   ## How we name branches

Keeps it:

.. code-block:: markdown

   ## Error Handling
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.config import strings
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import SectionState, slugify
from sphinxext_archdoc.rules import Option, Options, Page

CODE = "extra-section"
SEVERITY = Severity.NOTE
OPTIONS = {
    "allowed": Option(default=(), check=strings, meaning="Headings that documents may have.")
}


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield a finding at each heading that the template does not have."""
    if not page.follows:
        return
    allowed = {slugify(heading) for heading in options["allowed"]}
    for section in page.found.sections:
        if section.state is SectionState.EXTRA and section.name not in allowed:
            message = (
                f"The section {section.heading!r} is not in the template; move what it says to "
                f"one that is, or allow it."
            )
            yield Finding(message=message, line=section.line)
