"""Asking rules about a document while it is read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sphinxext_archdoc.catalog import DocumentRecords, Finding, Inspection, ReviewDate
from sphinxext_archdoc.checking.anchors import anchors_of
from sphinxext_archdoc.checking.body import Body
from sphinxext_archdoc.checking.ignores import ignores_of
from sphinxext_archdoc.checking.links import path_links
from sphinxext_archdoc.checking.settings import RuleSettings, rule_settings
from sphinxext_archdoc.config import Config
from sphinxext_archdoc.formats._reviews import field_reviews, review_dates
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import Decision, SectionState, Template, TemplateSection, slugify
from sphinxext_archdoc.rules import DocumentCheck, Options, Page, document_check_of, rules

_FEW = 3
"""Sections under the template's own headings that are enough when they are half of all."""
_SHARE = 1 / 3
"""Of the template's sections, those that are enough whatever else a document has."""


@dataclass(frozen=True)
class Inspector:
    """Finds out what rules say and know of one document after the other."""

    config: Config

    def __call__(
        self, document: Document, found: DocumentRecords, templates: Sequence[Template]
    ) -> Inspection:
        """Return what there is to say of *document*, which was read into *found*."""
        page = Page(
            document=document,
            found=found,
            template=_template_of(found, templates),
            follows=follows_template(found.sections),
            config=self.config,
        )
        body = Body.of(document)
        return Inspection(
            findings=tuple(self._findings(page)),
            links=tuple(path_links(body)),
            anchors=tuple(sorted(set(anchors_of(body)) - {""})),
            ignores=tuple(ignores_of(body)),
            reviews=tuple(_reviews(body, found)),
        )

    @cached_property
    def _settings(self) -> RuleSettings:
        return rule_settings(self.config)

    @cached_property
    def _checks(self) -> Sequence[tuple[str, DocumentCheck, Options]]:
        return [
            (code, check, self._settings.by_code[code].options)
            for code, rule in rules().items()
            if (check := document_check_of(rule))
        ]

    def _findings(self, page: Page) -> Iterator[Finding]:
        path = page.found.path
        for code, check, options in self._checks:
            if self._settings.is_for(code, path):
                for finding in check(page, options):
                    yield replace(finding, code=code, path=path)


def _reviews(body: Body, found: DocumentRecords) -> Iterator[ReviewDate]:
    """Yield the days of lines and of fields, each line once."""
    dates = {date.line: date for date in review_dates(body.document, body.text, body.blocks)}
    for record in found.records:
        if isinstance(record, Decision) and record.review:
            for date in field_reviews(record):
                dates.setdefault(date.line, date)
    yield from sorted(dates.values(), key=lambda date: date.line)


def _template_of(found: DocumentRecords, templates: Sequence[Template]) -> Template | None:
    if not found.sections:
        return None
    return next((t for t in templates if t.path == found.template), None)


def follows_template(sections: Sequence[TemplateSection]) -> bool:
    """Return whether a document with these *sections* was written after its template.

    It has a third of the template's headings as they are, or three that are half of its own.
    """
    asked = [s for s in sections if s.state is not SectionState.EXTRA]
    present = [s for s in sections if s.line]
    exact = sum(1 for s in asked if s.line and slugify(s.heading) == s.name)
    if not exact:
        return False
    if exact >= math.ceil(len(asked) * _SHARE):
        return True
    return exact >= min(_FEW, len(asked)) and 2 * exact >= len(present)
