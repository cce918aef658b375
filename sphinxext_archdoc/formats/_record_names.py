"""What the heading and the file name of a decision record say: number, title, series, date."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

from sphinxext_archdoc.vocabulary import read_date

_PLAIN_SERIES = frozenset(
    ("ADR", "ADRS", "MADR", "DR", "AD", "DEC", "DECISION", "DECISIONS", "RECORD", "NO", "NR")
)
"""Prefixes that say no more than that the record is a decision."""


def own_series(letters: str) -> str:
    """Return the letters before a number, empty when they are those of any decision.

    >>> own_series("arch"), own_series("adrs-adr")
    ('ARCH', '')
    """
    series = letters.upper().strip("-_ ")
    return "" if _PLAIN_SERIES.issuperset(re.split(r"[-_ ]", series)) else series


_KIND = (
    r"(?:(?:any|architecture|architectural|technical|design|key)\s+)?"
    r"(?:(?:decision|design)\s+)?(?:record|log|decision|proposal)s?"
)
_NUMBERED = re.compile(
    rf"""\s*[\[(]?\s*
    (?: (?P<own>adr|madr|dr|decision|{_KIND}(?:\s+\(?adr\)?)?)[\s_\#:./-]*(?:no\.?\s*)?
      | (?P<series>[A-Z][A-Z0-9]{{1,9}}(?:-[A-Z]{{1,9}}){{0,2}})(?P<joint>[-_ \#])\s*
      | \#\s* )?
    (?P<number>\d{{1,6}}|0{{0,5}}[NnXx]{{2,6}}|0{{1,5}}[NnXx])(?![\d%]|\.\d|-\d\d-\d\d)
    (?:-(?P<behind>[A-Za-z]{{2,12}})(?=\s*[:：]))?
    (?: (?P<separator>\s*[:.)\]：．、|｜·]+\s*|\s+[–—-]{{1,3}}\s+|\s*[–—]\s*) | - | \s+ | $ )""",
    re.VERBOSE | re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"\s*(?:\[\s*(?:adr|decision)\s*\]\s*[:–—-]*|(?:adr|madr|{_KIND}(?:\s+\(adr\))?)\s*(?:[:：–—]|\s-\s))\s*",
    re.IGNORECASE,
)
_DATED = re.compile(r"\s*(?:adr[-_ ])?\d{4}-\d{1,2}-\d{1,2}\s*[:–—_ -]\s*(?=\S)", re.IGNORECASE)
_BEFORE = re.compile(r"\s*[\[(（【]([^\[\]()（）【】]+)[\])）】]\s*[:–—-]?\s*")
_BEHIND = re.compile(
    r"\s*(?:[\[(（【]([^\[\]()（）【】]+)[\])）】]|\s[–—-]\s+([^\s–—-][^–—()\[\]]{2,30}))\s*$"
)
_SHOUTED = re.compile(r"\s*([A-Z][A-Z ]{2,24}[A-Z])\s*(?::|\s[–—-])\s+(?=\S)")
_MIDDLE = re.compile(r"\s*[\[(（【]([^\[\]()（）【】]+)[\])）】]\s*(?=[:–—-])")
_MAY_HAVE_ASIDES = re.compile(r"[\[(（【]|\s[–—-]\s|\A\s*[A-Z][A-Z ]{2}")
"""What one of these patterns needs at the least; most headings have none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingName:
    """A heading taken apart."""

    title: str
    """Plain, without number, date and aside; empty when nothing else is there."""
    number: int | None = None
    series: str = ""
    """Letters around the number that make it one of a series: ``ARCH-7``, ``DR-7-Infra``."""
    asides: tuple[str, ...] = ()
    """Values that stood in brackets around the title, or behind a dash: a status, a date."""
    is_placeholder: bool = False
    """Whether the number is one of a template (``NNNN``)."""


def read_heading(
    text: str, file_number: int | None, is_value: Callable[[str], bool] = lambda _text: False
) -> HeadingName:
    """Take the plain *text* of a record's heading apart.

    A bare number without anything behind it but a blank is one only when it has leading
    zeros or is the number of the file: "3 tier architecture" is a title. See
    :func:`without_asides` for *is_value*.
    """
    text, asides = without_asides(text.strip(), is_value)
    match = _NUMBERED.match(text)
    if match is not None and _is_number(match, file_number):
        digits = match["number"]
        number = int(digits) if digits.isdigit() else None
        title, more = without_asides(text[match.end() :].strip(), is_value)
        asides += more
        if not title and number != file_number:
            return HeadingName(title=text, asides=asides, is_placeholder=number is None)
        return HeadingName(
            title=title,
            asides=asides,
            number=number,
            series=own_series(match["behind"] or match["series"] or ""),
            is_placeholder=number is None,
        )
    for pattern in (_LABELLED, _DATED):
        if (found := pattern.match(text)) is not None:
            text = text[found.end() :]
    return HeadingName(title=text.strip(), asides=asides)


def _is_number(match: re.Match[str], file_number: int | None) -> bool:
    digits, series = match["number"], match["series"]
    if not digits.isdigit():
        return match["own"] is not None or len(set(digits.lower().lstrip("0"))) == 1
    if match["own"] is not None:
        return True
    if series is not None:
        parted = match["separator"] is not None or match.end() == len(match.string)
        hyphened = match["joint"] != " " and (digits[0] == "0" or int(digits) == file_number)
        return series.isupper() and (parted or hyphened)
    zeros = digits[0] == "0" and len(digits) > 1
    return match["separator"] is not None or zeros or int(digits) == file_number


def without_asides(text: str, is_value: Callable[[str], bool]) -> tuple[str, tuple[str, ...]]:
    """Return *text*, a plain heading, without the values in brackets around it, and those.

    *is_value* says whether what stands in brackets is a value and no part of the title.

    >>> without_asides("[Accepted] ADR-7: Edge cache (2024-05-11)", lambda text: "x" not in text)
    ('ADR-7: Edge cache', ('Accepted', '2024-05-11'))
    """
    if not _MAY_HAVE_ASIDES.search(text):
        return text, ()
    asides: list[str] = []
    for pattern in (_BEFORE, _SHOUTED, _BEHIND, _BEHIND, _MIDDLE):
        at_start = pattern in (_BEFORE, _SHOUTED)
        match = pattern.match(text) if at_start else pattern.search(text)
        if match is None:
            continue
        value = next(g for g in match.groups() if g is not None).strip()
        rest = text[: match.start()] + text[match.end() :]
        if rest.strip() and is_value(value):
            asides.append(value)
            text = rest.strip()
    return text, tuple(asides)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileName:
    """The name of a record's file (or folder) taken apart."""

    stem: str
    """The whole name without suffix; of ``slug/README.md`` the folder's."""
    slug: str
    """The name without number and date."""
    number: int | None = None
    series: str = ""
    date: str | None = None
    date_text: str = ""


_DATE_NAME = re.compile(
    r"(?:[Aa][Dd][Rr][-_ ])?"
    r"(?P<date>(?:19|20)\d{2}[-_.]?(?:0[1-9]|1[0-2])[-_.]?[0-3]\d)(?:[-_. ]+|$)"
)
_NUMBER_NAME = re.compile(
    r"(?:(?P<own>adr|madr|dr|ad|rfc|oep|decision|dec)[-_ .]?"
    r"|(?P<series>[A-Za-z]{2,10}[-_]ADR[-_][A-Za-z]{2,12}|[A-Za-z]{2,10}(?:[-_][A-Z]{2,10})?)"
    r"[-_](?=\d{2}))?"
    r"(?P<number>\d{1,6})(?:[-_. ]+|$)",
    re.IGNORECASE,
)
_PAGES = frozenset(("readme", "index"))


def read_file_name(path: str) -> FileName:
    """Take the name of the record at *path* apart.

    >>> read_file_name("docs/adr/0007-edge-cache.md").number
    7
    >>> read_file_name("adr/20240305-edge-cache.md").date
    '2024-03-05'
    """
    stem = posixpath.splitext(posixpath.basename(path))[0]
    if stem.lower() in _PAGES:
        stem = posixpath.basename(posixpath.dirname(path)) or stem
    if dated := _DATE_NAME.match(stem):
        digits = re.sub(r"\D", "", dated["date"])
        date = read_date(digits)
        if date is not None:
            slug = stem[dated.end() :] or stem
            return FileName(stem=stem, slug=slug, date=date, date_text=dated["date"])
    if numbered := _NUMBER_NAME.match(stem):
        series = numbered["series"] or ""
        if series.isupper() or not series or numbered["number"].startswith("0"):
            return FileName(
                stem=stem,
                slug=stem[numbered.end() :] or stem,
                number=int(numbered["number"]),
                series=own_series(series),
            )
    return FileName(stem=stem, slug=stem)
