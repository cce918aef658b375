"""A section that the template asks for is missing.

Whoever looks for it learns that there is nothing only by reading the whole document. Write
the section, or its heading and one sentence that says why there is nothing to say.

``optional`` names the sections, by heading or by slug, that need not be there. A document
that shares few headings with its template has one ``own-headings`` instead, and one that
was not touched an ``untouched-section``.

Breaks the rule, where the template has *Core Components* between the two:

.. code-block:: markdown

   ## System Overview

   Keeps carts for 60 days.

   ## Component Relationships

Keeps it:

.. code-block:: markdown

   ## System Overview

   Keeps carts for 60 days.

   ## Core Components

   None but the table itself.

   ## Component Relationships
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.config import strings
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import SectionState, slugify
from sphinxext_archdoc.rules import Option, Options, Page
from sphinxext_archdoc.rules._sections import asked_sections

CODE = "missing-section"
SEVERITY = Severity.WARNING
OPTIONS = {
    "optional": Option(
        default=(), check=strings, meaning="Headings of sections that need not be there."
    )
}


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield a finding about the file for each missing section."""
    optional = {slugify(heading) for heading in options["optional"]}
    before = ""
    for spec, section in asked_sections(page):
        if section.state is SectionState.MISSING and spec.name not in optional:
            place = f"after {before!r}" if before else "at the beginning"
            message = f"The section {spec.heading!r} of the template is missing; add it {place}."
            yield Finding(message=message)
        elif section.line:
            before = section.heading
