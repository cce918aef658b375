"""A document shares few headings with its template.

What its sections mean is found out as far as possible, but nobody who compares packages
finds the same things at the same places. It is held to none of the sections of the
template, and has this one finding: a note, or a warning where the settings or its front
matter say that it follows that template.

A document follows a template when it has a third of its headings as they are, or three of
them that are half of its own.

Breaks the rule:

.. code-block:: markdown

   # Search

   ## Why we wrote our own

   ## Tuning

Keeps it:

.. code-block:: markdown

   # Architecture - search

   ## System Overview

   ## Core Components

   ## Data Flow
"""

from __future__ import annotations

from collections.abc import Iterator

from wcmatch import glob

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import SectionState, Template, slugify
from sphinxext_archdoc.rules import Options, Page
from sphinxext_archdoc.rules._sections import title_line

CODE = "own-headings"
SEVERITY = Severity.NOTE


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield one finding at the title."""
    template = page.template
    if template is None or page.follows or not template.sections:
        return
    asked = [s for s in page.found.sections if s.state is not SectionState.EXTRA]
    same = sum(1 for s in asked if s.line and slugify(s.heading) == s.name)
    message = (
        f"The document has {same} of the {len(asked)} headings of its template; "
        f"use them, or give it a template of its own in the settings."
    )
    severity = Severity.WARNING if _is_bound(page, template) else None
    yield Finding(message=message, line=title_line(page), severity=severity)


def _is_bound(page: Page, template: Template) -> bool:
    """Return whether somebody said that the document follows *template*."""
    if template.path and isinstance(page.document.front_matter.get("template"), str):
        return True
    flags = glob.GLOBSTAR | glob.BRACE | glob.FORCEUNIX | glob.IGNORECASE
    return bool(
        template.documents and glob.globmatch(page.found.path, template.documents, flags=flags)
    )
