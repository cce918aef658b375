"""A placeholder of the template is left in a section, a title or a record that was written.

``[PACKAGE_NAME]``, ``[Describe …]``, ``{title}``, *TBD*, *TODO*. A line that is the
template's own guidance is removed by ``--fix`` where something else was written below the
heading. A section in which nothing was written is an ``untouched-section``.

Breaks the rule:

.. code-block:: markdown

   ## System Overview

   [Say in two or three sentences what the package is for.]

   Keeps carts for 60 days.

Keeps it:

.. code-block:: markdown

   ## System Overview

   Keeps carts for 60 days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinxext_archdoc.catalog import Edit, Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.markup.texts import blocks_in, inline_texts
from sphinxext_archdoc.model import HeadingSpec, SectionState
from sphinxext_archdoc.rules import Options, Page
from sphinxext_archdoc.rules._sections import asked_sections, is_untouched
from sphinxext_archdoc.vocabulary.placeholders import (
    holds_placeholder,
    is_guidance,
    is_placeholder,
    normal_line,
)

CODE = "placeholder-left"
SEVERITY = Severity.WARNING

_MARK = re.compile(r"[\[{<]|\b(?:TBD|TODO|FIXME|XXX)\b", re.IGNORECASE)
_IN_RECORDS = re.compile(r"[\[{]|\b(?:TBD|TODO|FIXME|XXX)\b", re.IGNORECASE)
"""Angle brackets stand for values in the prose of records."""


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield a finding on each line on which something waits to be filled in."""
    if page.found.is_record:
        yield from _in_record(page)
        return
    tops = page.document.root.sections
    if tops and not is_untouched(page) and _waits(page, tops[0].title):
        yield _finding(page, tops[0].line)
    for spec, section in asked_sections(page):
        if section.state in (SectionState.WRITTEN, SectionState.RENAMED):
            for line in section.placeholders:
                yield _finding(page, line, spec)


def _in_record(page: Page) -> Iterator[Finding]:
    for text, first in inline_texts(page.document, blocks_in(page.document)):
        if _IN_RECORDS.search(text):
            for line, source in enumerate(text.split("\n"), first):
                if _IN_RECORDS.search(source) and _waits(page, source):
                    yield _finding(page, line)


def _waits(page: Page, source: str) -> bool:
    if not (is_placeholder(source, nouns=False) or holds_placeholder(source)):
        return False
    return not page.document.links(source)


def _finding(page: Page, line: int, spec: HeadingSpec | None = None) -> Finding:
    source = page.document.lines[line - 1]
    mark = _MARK.search(source)
    prose = spec.prose if spec else frozenset()
    is_template_text = is_guidance(source) and normal_line(source) in prose
    return Finding(
        message="A placeholder is left here; write what it asks for, or remove it.",
        line=line,
        column=mark.start() + 1 if mark else 0,
        edits=(_removal(page, line),) if is_template_text else (),
    )


def _removal(page: Page, line: int) -> Edit:
    """Return what removes a line, with the blank one after it when there is one before too."""
    lines = page.document.lines
    blank = [not 0 <= n < len(lines) or not lines[n].strip() for n in (line - 2, line)]
    last = line + 1 if all(blank) and line < len(lines) else line
    return Edit(line=line, column=1, end_line=last + 1, end_column=1)
