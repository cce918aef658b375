"""Dates as people write them, read as ISO 8601 and never more precise than written."""

from __future__ import annotations

import datetime
import re
from typing import Any

from sphinxext_archdoc.vocabulary import words
from sphinxext_archdoc.vocabulary.folding import fold

_NUMBER_OF = {fold(n): number for number, names in enumerate(words.months(), 1) for n in names}
_NAMES = sorted({n for names in words.months() for n in names}, key=len, reverse=True)
_NAME = rf"(?i:\b(?:{'|'.join(_NAMES)})\b)\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.|er|º)?"

DATE = rf"""(?<![\w.-])(?:
    \d{{4}}-\d{{1,2}}-\d{{1,2}}
      (?:[T\ ]\d{{2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d+)?)?\s?(?:Z\b|[+-]\d{{2}}:?\d{{2}})?)?
  | \d{{4}}[/.]\d{{1,2}}[/.]\d{{1,2}}
  | \d{{4}}\s?[年년]\s?\d{{1,2}}\s?[月월](?:\s?\d{{1,2}}\s?[日일])?
  | \d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}
  | \d{{1,2}}\.\ \d{{1,2}}\.\ \d{{4}}
  | {_DAY}[\s/-]+(?:de\s|of\s)?{_NAME},?[\s/-]+(?:de\s)?\d{{4}}
  | {_NAME}\s+{_DAY},?\s+\d{{4}}
  | \d{{4}}[\s-]+{_NAME}[\s-]+\d{{1,2}}
  | \d{{4}}-\d{{2}}
  | {_NAME},?\s+(?:de\s)?\d{{4}}
)(?![\w-]|[/.]\d)"""
"""Pattern, for the verbose mode of ``re``, of what may be a date; read_date decides."""

_DATE = re.compile(DATE, re.VERBOSE)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})([/-]|\. ?)(\d{1,2})\2(\d{4})")
_COMPACT = re.compile(r"(?:19|20)\d{6}")


def read_date(value: Any, *, month_first: bool = False) -> str | None:
    """Return the first date in *value* as ISO, as precise as written, or None.

    *value* is text, or what YAML made of it: a date, a datetime, an integer (``20240511``),
    a set or list with one element (``{2023-11-10}``). ``03/04/2024`` is the third of April
    unless *month_first*; a part above 12 is the day in any case.

    >>> read_date("2024-1-2"), read_date("May 2024"), read_date("11.05.2024")
    ('2024-01-02', '2024-05', '2024-05-11')
    """
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, set | list | tuple | dict):
        return read_date(next(iter(value)), month_first=month_first) if len(value) == 1 else None
    if value is None or isinstance(value, bool):
        return None
    text = str(value)[:4000]
    if _COMPACT.fullmatch(text.strip()):
        text = text.strip()
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    for match in _DATE.finditer(text):
        if (found := _iso(match.group(), month_first)) is not None:
            return found
    return None


def _iso(text: str, month_first: bool) -> str | None:
    if match := _DAY_FIRST.fullmatch(text):
        day, month = int(match[1]), int(match[3])
        if month > 12 or (month_first and day <= 12):
            day, month = month, day
        return _joined(int(match[4]), month, day)
    if match := _EAST_ASIAN.match(text) or _ISO.match(text):
        return _joined(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    named = re.findall(r"[^\W\d_]+", fold(text))
    month_number = next((_NUMBER_OF[w] for w in named if w in _NUMBER_OF), None)
    if month_number is None:
        return None
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    year = next((n for n in numbers if n > 99), 0)
    return _joined(year, month_number, next((n for n in numbers if n <= 99), None))


def _joined(year: int, month: int, day: int | None) -> str | None:
    try:
        whole = datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return whole.isoformat() if day else whole.isoformat()[:7]
