"""The number of a decision record: in its heading, its metadata, the name of its file."""

from __future__ import annotations

import re

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.formats._record_names import own_series
from sphinxext_archdoc.formats._record_survey import Survey

_ID = re.compile(
    r"#?\s*(?:(?P<series>[A-Za-z]{2,10}(?:-[A-Za-z]{1,10})?)[-_ #]?)?0*(?P<number>\d{1,6})"
)

Found = tuple[int, str, str, int]


def find_number(survey: Survey) -> tuple[int | None, str, list[tuple[Code, int, str]]]:
    """Return the number, the letters of its series, and what is wrong with them.

    The heading is asked first, then metadata (``number``, ``id``), then the file's name. A
    series is what makes ``ARCH-7`` another number than ``ADR-7``; it is empty for the latter.
    """
    found = list(_everywhere(survey))
    if not found:
        return None, "", []
    number, _, where, _ = found[0]
    series = next((s for _, s, _, _ in found if s), "")
    wrong = []
    for other, _, place, line in found[1:]:
        if other != number:
            message = (
                f"The number is {number} in the {where} and {other} in the {place}; "
                "make them agree."
            )
            wrong.append((Code.CONFLICTING_VALUE, line, message))
    return number, series, wrong


def _everywhere(survey: Survey) -> list[Found]:
    found: list[Found] = []
    if survey.name.number is not None:
        where, line = ("heading", survey.heading.line) if survey.heading else ("title", 1)
        found.append((survey.name.number, survey.name.series, where, line))
    for entry in survey.labelled("number"):
        if match := _ID.fullmatch(entry.text.strip().strip("*_`\"'")):
            series = own_series(match["series"] or "")
            found.append((int(match["number"]), series, str(entry.origin), entry.line))
    if survey.file.number is not None:
        line = survey.heading.line if survey.heading else 0
        found.append((survey.file.number, survey.file.series, "file name", line))
    return found
