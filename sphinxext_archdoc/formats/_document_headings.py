"""Headings of decisions inside a package's document, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_text import local_of
from sphinxext_archdoc.formats._record_names import without_asides
from sphinxext_archdoc.model import slugify
from sphinxext_archdoc.vocabulary import read_date

_OPENS = r"(?!\.\w|[\[(#§<\"'“„«‘`@/$&+%])"
"""What a title may begin with besides a letter: ``.NET``, ``@scope``, ``"Quoted"``."""
_ORNAMENTS = re.compile(rf"^(?:{_OPENS}\W){{1,8}}\s*|\s*[^\w\s)\]}}.?!'\"»”’`%*+>]{{1,8}}$")
_OUTER_NUMBER = re.compile(r"^(?:§\s*)?\d{1,3}(?:\.\d{1,3}){0,4}[.):]?\s+(?=\D)")
_END = r"(?:\s*[:：.)\]．、]+\s*|\s*[–—]\s*|\s+-{1,3}\s+|-\s+|\s+|$)"
_WHOLE = re.compile(r"\d{1,3}[.):]?\s+")
_DECISION = (
    r"(?:(?:key|design|architecture|architectural|technical)\s+)?decision(?:\s+record)?"
    r"|entwurfsentscheidung|architekturentscheidung|entscheidung|décision|decisión|decisão|karar"
    r"|设计决策|架构决策|决策|設計決策|架構決策|決策|設計判断|決定"
)
_NUMBERED = re.compile(
    rf"[\[(]?(?:(?P<word>{_DECISION})\s*(?:no\.?\s*|nr\.?\s*|\#\s*)?"
    rf"|(?P<series>adr)\s*[-_#:/ ]?\s*)(?P<number>\d{{1,6}})(?![\d%]|\.\d){_END}",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    rf"(?:adr|(?:{_DECISION})(?:\s*\([^()]*\))?|decision record|adr-lite)"
    r"\s*(?:[:：]|[–—]|\s-{1,2}\s)\s*(?=\S)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:(?P<series>[A-Z]{1,9}[-_ ]?)|\#\s*|\(\s*)?(?P<number>\d{1,4})(?![\w%]|\.\d)"
    r"(?:\s*[:：.)\]．、]+\s*|\s*[–—]\s*|\s+-{1,3}\s+|$)"
)


_LONGEST = 500
"""Characters of a heading that is taken apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionHeading:
    """A heading that may be that of a decision."""

    title: str
    """Plain, without number, emoji and what stands in brackets around it."""
    number: int | None = None
    local: str
    """Local key: the number as written without leading zeros, else the slug of the title."""
    asides: tuple[str, ...] = ()
    """A date or a status that stood in brackets."""
    says_decision: bool = False
    """Whether the heading itself says that it is one: "Decision 2", "ADR-001"."""
    is_number_alone: bool = False
    """Whether there is no title beside the number; ``title`` is the heading then."""


def read_decision_heading(raw: str, reading: Reading) -> DecisionHeading:
    """Take the *raw* heading of a decision apart."""
    found = reading.decision_headings.get(raw)
    if found is None:
        found = reading.decision_headings[raw] = _read(raw, reading)
    return found


def _read(raw: str, reading: Reading) -> DecisionHeading:
    plain = reading.plain(raw)
    if len(plain) > _LONGEST:
        return DecisionHeading(title=plain, local=_local(plain[:_LONGEST]))
    text = _unadorned(_unadorned(plain)) or plain
    text, asides = without_asides(text, lambda value: _is_value(value, reading))
    text = _unadorned(text) or text
    inner = text[outer.end() :] if (outer := _OUTER_NUMBER.match(text)) else text
    if numbered := _NUMBERED.match(inner):
        prefix = "ADR-" if numbered["series"] else ""
        return _numbered(reading, inner, numbered, prefix, asides, says_decision=True)
    if unnumbered := _UNNUMBERED.match(inner):
        title = inner[unnumbered.end() :].strip()
        number = int(outer[0].strip(" .):")) if outer and _WHOLE.fullmatch(outer[0]) else None
        return DecisionHeading(
            title=title,
            number=number,
            local=_local(title) if number is None else str(number),
            asides=asides,
            says_decision=True,
        )
    if (inner_number := _OUTER_NUMBER.match(text)) and "." in inner_number[0].rstrip(". "):
        text = text[inner_number.end() :]
    elif counted := _COUNTED.match(text):
        prefix = (counted["series"] or "").replace(" ", "-")
        return _numbered(reading, text, counted, prefix, asides)
    return DecisionHeading(title=text, local=_local(text), asides=asides)


def _numbered(
    reading: Reading,
    text: str,
    found: re.Match[str],
    prefix: str,
    asides: tuple[str, ...],
    *,
    says_decision: bool = False,
) -> DecisionHeading:
    number = int(found["number"])
    title = _unadorned(text[found.end() :])
    title, more = without_asides(title, lambda value: _is_value(value, reading))
    return DecisionHeading(
        title=title or text.strip(" :"),
        number=number,
        local=f"{prefix}{number}",
        asides=(*asides, *more),
        says_decision=says_decision,
        is_number_alone=not title,
    )


def _unadorned(text: str) -> str:
    """Return *text* without emoji and other signs around it."""
    if text[:1].isalnum() and text[-1:].isalnum():
        return text
    return _ORNAMENTS.sub("", text).strip()


def _local(title: str) -> str:
    return slugify(title) or local_of(title) or "decision"


def _is_value(text: str, reading: Reading) -> bool:
    """Return whether what stands in brackets in a heading is a date or a status."""
    if read_date(text) is not None and len(text) < 22:
        return True
    return reading.vocabulary.status_word(text) is not None
