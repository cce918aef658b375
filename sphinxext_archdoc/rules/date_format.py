"""The date of a decision is not written as YYYY-MM-DD.

``03/04/2024`` is the third of April to one reader and the fourth of March to the next, and
only ISO dates sort. ``--fix`` rewrites dates that can mean one day only.

Breaks the rule:

.. code-block:: markdown

   Date: 12 May 2024

Keeps it:

.. code-block:: markdown

   Date: 2024-05-12
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinxext_archdoc.catalog import Edit, Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import Decision
from sphinxext_archdoc.rules import Options, Page
from sphinxext_archdoc.vocabulary import read_date
from sphinxext_archdoc.vocabulary.dates import DATE

CODE = "date-format"
SEVERITY = Severity.NOTE
_DATE = re.compile(DATE, re.VERBOSE)
_TWO_WAYS = re.compile(r"(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-]\d{4}")
_DAY = len("2024-05-12")
_LONGEST = 2000


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield a finding at each date in another form."""
    for record in page.found.records:
        date = record.date if isinstance(record, Decision) else None
        if date and date.line and date.value and date.value not in date.text:
            yield from _on_line(page, date.line, date.value)


def _on_line(page: Page, line: int, value: str) -> Iterator[Finding]:
    if line > len(page.document.lines):
        return
    for match in _DATE.finditer(page.document.lines[line - 1][:_LONGEST]):
        if read_date(match[0]) != value or match[0].startswith(value):
            continue
        start, end = match.start() + 1, match.end() + 1
        edit = Edit(line=line, column=start, end_line=line, end_column=end, text=value)
        is_sure = len(value) == _DAY and not _is_unclear(match[0])
        said = f"write {value}" if is_sure else "write it as YYYY-MM-DD"
        yield Finding(
            message=f"The date {match[0]!r} is in a form of its own; {said}.",
            line=line,
            column=start,
            end_column=end,
            edits=(edit,) if is_sure else (),
        )
        return


def _is_unclear(text: str) -> bool:
    if _TWO_WAYS.fullmatch(text) is None:
        return False
    day, month, _ = re.split(r"[/.-]", text)
    return int(day) != int(month)
