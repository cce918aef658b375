"""A section of the template has another heading.

It is read all the same. But links to it break when it is renamed later, and readers who
know one document do not find their way in the next. Use the heading of the template, or
name yours in ``heading-aliases`` or in the ``aliases`` of the template.

Breaks the rule:

.. code-block:: markdown

   ## Components

Keeps it:

.. code-block:: markdown

   ## Core Components
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import SectionState
from sphinxext_archdoc.rules import Options, Page
from sphinxext_archdoc.rules._sections import asked_sections

CODE = "renamed-section"
SEVERITY = Severity.WARNING


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield a finding at each heading that only means a section of the template."""
    for spec, section in asked_sections(page):
        if section.state is SectionState.RENAMED:
            message = (
                f"The section {section.heading!r} is called {spec.heading!r} in the template; "
                f"rename it, or add it to heading-aliases."
            )
            yield Finding(message=message, line=section.line)
