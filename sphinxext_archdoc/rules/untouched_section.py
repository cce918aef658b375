"""A section still is what the template says.

Its guidance in brackets and its examples look like content in a list of packages, and are
none. A document in which no section was written has one finding for all of them.

Breaks the rule:

.. code-block:: markdown

   ## Data Flow

   [Describe how data flows through the package.]

   1. Step 1: [What happens, and where?]

Keeps it:

.. code-block:: markdown

   ## Data Flow

   1. A visitor puts a pot into the cart.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import SectionState
from sphinxext_archdoc.rules import Options, Page
from sphinxext_archdoc.rules._sections import asked_sections, is_untouched, title_line

CODE = "untouched-section"
SEVERITY = Severity.WARNING


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield a finding at each heading below which nothing was written, or one for all."""
    if page.follows and is_untouched(page):
        message = "The document is its template, untouched; describe the package, or remove it."
        yield Finding(message=message, line=title_line(page))
    for _, section in asked_sections(page):
        if section.state is SectionState.PLACEHOLDER:
            message = (
                f"The section {section.heading!r} is as the template has it; write it, or say "
                f"in a sentence that there is nothing to say."
            )
            yield Finding(message=message, line=section.line)
