"""What rules about sections of a template have in common."""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.markup.tree import Section
from sphinxext_archdoc.model import HeadingSpec, SectionState, TemplateSection
from sphinxext_archdoc.rules import Page

_NOT_WRITTEN = (SectionState.PLACEHOLDER, SectionState.EMPTY)


def asked_sections(page: Page) -> Iterator[tuple[HeadingSpec, TemplateSection]]:
    """Yield the sections of the template with what the document made of them, in its order.

    There are none for a document that does not follow the template, and for one in which
    nothing was written at all: one finding is enough for those.
    """
    if page.template is None or not page.follows or is_untouched(page):
        return
    specs = {spec.name: spec for spec in page.template.sections}
    for section in page.found.sections:
        if section.state is not SectionState.EXTRA and section.name in specs:
            yield specs[section.name], section


def is_untouched(page: Page) -> bool:
    """Return whether the document is the template as it was copied."""
    present = [s for s in page.found.sections if s.line]
    states = {s.state for s in present}
    return SectionState.PLACEHOLDER in states and states.issubset(_NOT_WRITTEN)


def section_at(page: Page, line: int) -> Section | None:
    """Return the section whose heading stands on *line*."""
    return next((s for s in page.document.root.walk() if s.level and s.line == line), None)


def title_line(page: Page) -> int:
    """Return the line of the first heading, 0 when there is none."""
    tops = page.document.root.sections
    return tops[0].line if tops else 0
