"""The text of a new decision record, in the form that was chosen and the manner of its log."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sphinxext_archdoc.editing.draft_facts import KEYS, WITH_RELATIONS, Draft, plain_keys
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import Decision

MADR, NYGARD, ARCHDOC = "madr", "nygard", "archdoc"
TEMPLATES = (MADR, NYGARD, ARCHDOC)
"""Forms that a new record may have."""

_BULLETED = frozenset({"madr1", "madr2", "log4brains"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the records of a log are written."""

    template: str
    dialect: str = ""
    """Name of the format of the log, where the record is to be like the others in it."""
    markup: str = "markdown"
    heading: tuple[str, int, str] | None = None
    """What stands around the number in a heading, and its digits; None without a number."""
    bullet: str = "*"
    adornments: str = "=-"
    """Characters below headings of the first and the second level."""
    is_overlined: bool = False


def template_like(dialect: str) -> str:
    """Return the form that goes with records of the format *dialect*."""
    return MADR if dialect.startswith(MADR) or dialect == "log4brains" else NYGARD


_IDS = re.compile(r"[\[(]?(?:[^\W\d_]{1,20}[-_ #]*){0,3}")
"""What may stand before a number: words, and no status behind which there is a colon."""


def heading_like(document: Document, decision: Decision) -> tuple[str, int, str] | None:
    """Return how the heading of *decision* has its number; None when it has none.

    Of ``# ADR-007: Title`` that is ``("ADR-", 3, ": ")``.
    """
    titles = (s.title for s in document.root.walk() if s.level and s.line == decision.location.line)
    raw = next(titles, "")
    if decision.number is None:
        return None
    match = re.match(rf"(?P<before>\D{{0,40}})(?P<digits>0*{decision.number})(?P<behind>\W+)", raw)
    if match is None or match["behind"].strip(" .:)-–—|]") or not _IDS.fullmatch(match["before"]):
        return None
    return match["before"], len(match["digits"]), match["behind"]


def heading(draft: Draft, manner: Manner) -> str:
    """Return the heading of a record."""
    if draft.number is None or manner.heading is None:
        return draft.title
    before, width, behind = manner.heading
    return f"{before}{draft.number:0{width}}{behind}{draft.title}"


def record_text(draft: Draft, manner: Manner) -> str:
    """Return the text of a record, with comments that say what goes where."""
    write = _MarkdownWriter() if manner.markup == "markdown" else _RstWriter(manner)
    lines = [*_front_matter(draft, manner)]
    lines += [*write.title(heading(draft, manner)), ""]
    parts = {MADR: _madr, NYGARD: _nygard, ARCHDOC: _archdoc}[manner.template]
    lines += parts(draft, manner, write)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines) + "\n"


class _MarkdownWriter:
    """Writes Markdown."""

    markup = "markdown"

    def title(self, text: str) -> list[str]:
        return [f"# {text}"]

    def section(self, text: str, level: int = 2) -> list[str]:
        return [f"{'#' * level} {text}", ""]

    def comment(self, text: str) -> list[str]:
        return [f"<!-- {text} -->", ""]


class _RstWriter:
    """Writes reStructuredText."""

    markup = "restructuredtext"

    def __init__(self, manner: Manner) -> None:
        self._adornments = manner.adornments
        self._over = manner.is_overlined

    def title(self, text: str) -> list[str]:
        line = self._adornments[0] * max(_width(text), 3)
        return [line, text, line] if self._over else [text, line]

    def section(self, text: str, level: int = 2) -> list[str]:
        mark = (self._adornments + "~^")[min(level, 4) - 1]
        return [text, mark * _width(text), ""]

    def comment(self, text: str) -> list[str]:
        return [f".. {text}", ""]


_Writer = _MarkdownWriter | _RstWriter


def _width(text: str) -> int:
    """Return how long a line below *text* has to be: wide letters count twice."""
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _links(draft: Draft, markup: str) -> Iterator[str]:
    """Yield links to what is superseded."""
    for old in draft.supersedes:
        target, label = old.target(draft.path), old.label(old.decision)
        yield f"[{label}]({target})" if markup == "markdown" else f"`{label} <{target}>`_"


def _section(write: _Writer, title: str, asks: str, level: int = 2) -> list[str]:
    return [*write.section(title, level), *write.comment(asks)]


def _nygard(draft: Draft, manner: Manner, write: _Writer) -> list[str]:
    lines: list[str] = []
    superseded = [f"Supersedes {link}" for link in _links(draft, write.markup)]
    if not _keyed(manner):
        lines += [f"Date: {draft.date}", "", *write.section("Status"), draft.said, ""]
        lines += [part for line in superseded for part in (line, "")]
        superseded = []
    lines += _section(write, "Context", _CONTEXT)
    lines += _section(write, "Decision", _DECISION)
    lines += _section(write, "Consequences", _CONSEQUENCES)
    if superseded and manner.dialect not in WITH_RELATIONS:
        lines += [*write.section("Links"), *(f"- {line}" for line in superseded)]
    return lines


def _madr(draft: Draft, manner: Manner, write: _Writer) -> list[str]:
    bullet = manner.bullet
    lines: list[str] = []
    if not _keyed(manner):
        lines += [f"{bullet} Status: {draft.word or draft.status.value}"]
        lines += [f"{bullet} Date: {draft.date}", ""]
    lines += _section(write, "Context and Problem Statement", _CONTEXT)
    lines += _section(write, "Considered Options", "Name each option, one item each.")
    lines += _section(write, "Decision Outcome", _DECISION)
    below = "Positive Consequences" if manner.dialect in _BULLETED else "Consequences"
    lines += _section(write, below, _CONSEQUENCES, 3)
    links = [f"{bullet} Supersedes {link}" for link in _links(draft, write.markup)]
    if links:
        title = "Links" if manner.dialect in _BULLETED else "More Information"
        lines += [*write.section(title), *links]
    return lines


def _archdoc(draft: Draft, _manner: Manner, write: _Writer) -> list[str]:
    lines = [f"**Status**: {draft.said}", "", f"**Date**: {draft.date}", ""]
    for link in _links(draft, write.markup):
        lines += [f"**Supersedes**: {link}", ""]
    lines += _section(write, "Context", _CONTEXT)
    lines += _section(write, "Decision", _DECISION)
    lines += _section(write, "Rationale", "Why this, and why not the alternatives?")
    lines += _section(write, "Consequences", _CONSEQUENCES)
    return lines


_CONTEXT = "Which problem or force makes a decision necessary?"
_DECISION = "What is chosen, in one or two sentences?"
_CONSEQUENCES = "What becomes easier, what becomes harder, what has to be watched?"


def _keyed(manner: Manner) -> bool:
    """Return whether status and date stand in the front matter."""
    if manner.markup != "markdown" or manner.template == ARCHDOC:
        return False
    if manner.template == MADR:
        return manner.dialect not in _BULLETED
    return manner.dialect in KEYS


def _front_matter(draft: Draft, manner: Manner) -> Iterator[str]:
    if not _keyed(manner):
        return
    if manner.template == MADR:
        people = "deciders:" if manner.dialect == "madr3" else "decision-makers:"
        yield from ("---", *plain_keys(draft), people, "---", "")
    else:
        yield from ("---", *KEYS[manner.dialect](draft), "---", "")
