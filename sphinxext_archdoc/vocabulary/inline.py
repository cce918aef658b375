"""Inline text, of Markdown and reStructuredText alike, as a row of tokens.

Values such as a status or a relation are read from one line of text that may carry
emphasis, links, emoji, dates and comments in either markup. Here it is cut into words,
references, dates and the marks that part clauses; all decoration falls away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from sphinxext_archdoc.vocabulary.dates import DATE, read_date
from sphinxext_archdoc.vocabulary.folding import fold

LONGEST = 4000
"""Characters of a text that are looked at: what is longer is prose, no value."""


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    REFERENCE = "reference"
    DATE = "date"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of inline text."""

    kind: Kind
    text: str
    """As written; of a word folded (``folding.fold``); of a mark one of ``. , ( ) | /``,
    ``->`` or a line end, each standing for its kin."""
    value: str = ""
    """Destination of a link, ISO form of a date."""
    start: int = 0
    end: int = 0


_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|~~[^~]*~~|<(del|s|strike)>.*?</\1>", re.DOTALL | re.IGNORECASE
)
_BREAK = re.compile(r"<br\s*/?>|\\\n|\n", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>\n]*)?/?>")
_BADGE = re.compile(r"/badge/(?:status|adr|state)[-/]([\w%]+)[-/]", re.IGNORECASE)
_LINKED_BADGE = re.compile(r"\[(!\[[^\[\]]*\]\([^()\s]*/badge/[^()\s]*\))\]\([^()\s]*\)")

_EAST_ASIAN = r"\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af"
_ALONE = r"(?<![A-Za-z0-9])"
_LETTER = rf"(?![{_EAST_ASIAN}])[^\W\d_]"
_NUMBER_END = r"(?![A-Za-z0-9]|[.]\d)"
_SERIES = r"[A-Z]{0,8}DR|[Aa]dr|RFC|OEP|KEP|PEP|RFD"
_NO_SERIES = r"(?:UTF|SHA|ISO|IEEE|HTTP|MD|CVE|GH|PR)\b"
_FOLDER = r"(?:[\w@.-]+/){0,4}"
_NAME = r"[\w@~+%-][\w@.~+%-]{0,120}"
_TOKEN = re.compile(
    rf"""
    (?P<image>!\[(?P<alt>[^\[\]]*)\]\((?P<picture>[^()\s]*)[^()]*\))
  | (?P<link>\[(?P<link_text>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]
      \(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))
      (?:\s+(?:"[^"]*"|'[^']*'))?\s*\))
  | (?P<role>:(?:[a-z][\w+.-]*:)?[a-z][\w+.-]*:
      `(?:[^`<]*<(?P<role_target>[^`<>]+)>|(?P<role_text>[^`<>]+))`)
  | (?P<anonymous>`(?P<rst_text>[^`<]+)<(?P<rst_target>[^`<>]+)>`__?)
  | (?P<named>(?<!_)`(?P<rst_name>[^`<>]+)`_\b
      |\[(?P<label_text>[^\[\]]+)\]\s?\[(?P<label>[^\[\]]*)\])
  | (?P<emoji>:[a-z][a-z0-9_+-]*:)
  | (?P<url><?\b(?:https?|ftp)://[^\s<>()\[\]|]+>?)
  | (?P<key>[A-Za-z@][\w@./-]{{0,80}}\#[\w.-]*\w)
  | (?P<file>(?:\.{{0,2}}/){{0,12}}(?:{_NAME}/){{0,12}}{_NAME}\.(?:md|markdown|mdx|rst|adoc|html)\b
      (?:\#[\w-]+)?)
  | (?P<dated>{_FOLDER}\d{{8}}[-_][A-Za-z][\w-]*)
  | (?P<date>{DATE})
  | (?P<id>{_ALONE}(?!{_NO_SERIES})[A-Z]{{2,12}}[-:/_]?\#?\d{{1,5}}{_NUMBER_END}
      |{_ALONE}(?:{_SERIES})(?:\s\#?|[-_:/])?\d{{1,5}}{_NUMBER_END}
      |{_ALONE}[A-Z][A-Z0-9]{{1,11}}(?:-[A-Z0-9]{{1,12}}){{1,3}}-\d{{1,5}}{_NUMBER_END}
      |\blog:\d{{1,5}}{_NUMBER_END})
  | (?P<slug>{_FOLDER}\d{{1,5}}[-_][A-Za-z][\w-]*|(?:[a-z][\w@.-]*/){{1,4}}[a-z]\w*(?:-\w+)+)
  | (?P<number>\#?\d[\d.]*)
  | (?P<word>[nN]\.[aA](?:\.(?!\w)|(?![\w.]))
      |[{_EAST_ASIAN}]+|(?:{_LETTER})+(?:['’](?:{_LETTER})+)*)
  | (?P<mark>[-=]+>|[→⇒]|[.;:!?,()\[\]{{}}|/\n…—–]|\s-{{1,3}}\s|[，。；：（）、／｜])
    """,
    re.VERBOSE,
)
_MARKS = {
    **dict.fromkeys(".;!?…。；", "."),
    **dict.fromkeys(",:，：、—–-", ","),
    **dict.fromkeys("()（）[]{}", "("),
    **dict.fromkeys("|｜", "|"),
    **dict.fromkeys("/／", "/"),
    **dict.fromkeys("→⇒", "->"),
    "\n": "\n",
}


def is_east_asian(word: str) -> bool:
    """Return whether *word* begins with a Chinese, Japanese or Korean letter."""
    return _FIRST_EAST_ASIAN.match(word) is not None


_FIRST_EAST_ASIAN = re.compile(f"[{_EAST_ASIAN}]")


def visible(text: str) -> str:
    """Return *text* without comments, struck-out parts and tags; ``<br>`` ends a line.

    Of a badge that is a link only the badge stays.
    """
    text = _HIDDEN.sub(" ", text[:LONGEST])
    if "[![" in text:
        text = _LINKED_BADGE.sub(r"\1", text)
    return _TAG.sub("", _BREAK.sub("\n", text))


def tokens(
    text: str, targets: Mapping[str, str] | None = None, most: int | None = None
) -> list[Token]:
    """Cut inline *text* into tokens, of which *most* are wanted (default: all).

    *targets* gives the destinations of links by name (folded), as ``[name]: file.md`` and
    ``.. _name: file`` define them. ``start`` and ``end`` are offsets in ``visible(text)``.
    """
    found: Iterator[re.Match[str]] = _TOKEN.finditer(visible(text))
    readers, known = _READERS, targets or {}
    return [
        readers[kind](match, known)
        for match in (found if most is None else islice(found, most))
        if (kind := match.lastgroup) in readers
    ]


def _image(match: re.Match[str], targets: Mapping[str, str]) -> Token:
    badge = _BADGE.search(match["picture"] or "")
    return Token(Kind.WORD, fold(badge[1]) if badge else "", "", match.start(), match.end())


def _reference(match: re.Match[str], targets: Mapping[str, str]) -> Token:
    destination = match[0].strip("<>").rstrip(".,;:")
    target = targets.get(fold(destination), destination) if targets else destination
    return Token(Kind.REFERENCE, match[0], target, match.start(), match.end())


def _link(match: re.Match[str], targets: Mapping[str, str]) -> Token:
    destination = match["target"] if match["angled"] is None else match["angled"]
    return Token(Kind.REFERENCE, match[0], destination.strip(), match.start(), match.end())


def _role(match: re.Match[str], targets: Mapping[str, str]) -> Token:
    destination = match["role_target"] or match["role_text"]
    return Token(Kind.REFERENCE, match[0], destination.strip(), match.start(), match.end())


def _anonymous(match: re.Match[str], targets: Mapping[str, str]) -> Token:
    return Token(Kind.REFERENCE, match[0], match["rst_target"].strip(), match.start(), match.end())


def _named(match: re.Match[str], targets: Mapping[str, str]) -> Token:
    name = match["rst_name"] or match["label"] or match["label_text"]
    text = match["rst_name"] or match["label_text"]
    target = targets.get(fold(name)) or targets.get(fold(text)) or name
    return Token(Kind.REFERENCE, match[0], target, match.start(), match.end())


def _id(match: re.Match[str], targets: Mapping[str, str]) -> Token:
    target = targets.get(fold(match[0]), match[0]) if targets else match[0]
    return Token(Kind.REFERENCE, match[0], target, match.start(), match.end())


def _date(match: re.Match[str], targets: Mapping[str, str]) -> Token:
    return Token(Kind.DATE, match[0], read_date(match[0]) or "", match.start(), match.end())


def _number(match: re.Match[str], targets: Mapping[str, str]) -> Token:
    text = match[0]
    return Token(Kind.NUMBER, text.rstrip("."), text.strip("#."), match.start(), match.end())


def _word(match: re.Match[str], targets: Mapping[str, str]) -> Token:
    return Token(Kind.WORD, fold(match[0]).rstrip("."), "", match.start(), match.end())


def _mark(match: re.Match[str], targets: Mapping[str, str]) -> Token:
    sign = match[0].strip(" \t") or match[0]
    text = _MARKS.get(sign[0] if ">" not in sign else "→", ",")
    return Token(Kind.MARK, text, "", match.start(), match.end())


_READERS: Mapping[str | None, Callable[[re.Match[str], Mapping[str, str]], Token]] = {
    "image": _image,
    "link": _link,
    "role": _role,
    "anonymous": _anonymous,
    "named": _named,
    "url": _reference,
    "key": _reference,
    "file": _reference,
    "dated": _reference,
    "date": _date,
    "id": _id,
    "slug": _reference,
    "number": _number,
    "word": _word,
    "mark": _mark,
}
"""How a match is read, by the outermost group that matched; emoji are left out."""
