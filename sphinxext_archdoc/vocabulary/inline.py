"""Inline text, of Markdown and reStructuredText alike, as a row of tokens.

Values such as a status or a relation are read from one line of text that may carry
emphasis, links, emoji, dates and comments in either markup. Here it is cut into words,
references, dates and the marks that part clauses; all decoration falls away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

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
_BADGE = re.compile(r"/badge/(?:status|adr|state)-([\w%]+)-", re.IGNORECASE)

_EAST_ASIAN = r"\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af"
_ALONE = r"(?<![A-Za-z0-9])"
_LETTER = rf"(?![{_EAST_ASIAN}])[^\W\d_]"
_FOLDER = r"(?:[\w@.-]+/){0,4}"
_NAME = r"[\w@~+%-][\w@.~+%-]*"
_TOKEN = re.compile(
    rf"""
    (?P<image>!\[(?P<alt>[^\[\]]*)\]\((?P<picture>[^()\s]*)[^()]*\))
  | (?P<link>\[(?P<link_text>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]
      \(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))
      (?:\s+(?:"[^"]*"|'[^']*'))?\s*\))
  | (?P<role>:(?:[a-z][\w+.-]*:)?[a-z][\w+.-]*:
      `(?:[^`<]*<(?P<role_target>[^`<>]+)>|(?P<role_text>[^`<>]+))`)
  | (?P<anonymous>`(?P<rst_text>[^`<]+)<(?P<rst_target>[^`<>]+)>`__?)
  | (?P<named>`(?P<rst_name>[^`<>]+)`_\b|\[(?P<label_text>[^\[\]]+)\]\s?\[(?P<label>[^\[\]]*)\])
  | (?P<emoji>:[a-z][a-z0-9_+-]*:)
  | (?P<url><?\b(?:https?|ftp)://[^\s<>()\[\]|]+>?)
  | (?P<key>[A-Za-z@][\w@./-]{{0,80}}\#[\w.-]*\w)
  | (?P<file>(?:\.{{0,2}}/)?(?:{_NAME}/)*{_NAME}\.(?:md|markdown|mdx|rst|adoc|html)\b
      (?:\#[\w-]+)?)
  | (?P<dated>{_FOLDER}\d{{8}}[-_][A-Za-z][\w-]*)
  | (?P<date>{DATE})
  | (?P<id>{_ALONE}(?:[A-Z]{{2,12}}|[Aa]dr)(?:(?:[-_:/]|\s?\#|\s)?\d{{1,5}})(?![A-Za-z0-9]|[.]\d)
      |{_ALONE}[A-Z][A-Z0-9]{{1,11}}(?:-[A-Z0-9]{{1,12}}){{1,3}}-\d{{1,5}}(?![A-Za-z0-9])
      |\blog:\d{{1,5}}(?![A-Za-z0-9]))
  | (?P<slug>{_FOLDER}\d{{1,5}}[-_][A-Za-z][\w-]*|(?:[a-z][\w@.-]*/){{1,4}}[a-z]\w*(?:-\w+)+)
  | (?P<number>\#?\d[\d.]*)
  | (?P<word>[nN]\.[aA]\b\.?|[{_EAST_ASIAN}]+|(?:{_LETTER})+(?:['’](?:{_LETTER})+)*)
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
    """Return *text* without comments, struck-out parts and tags; ``<br>`` ends a line."""
    text = _HIDDEN.sub(" ", text[:LONGEST])
    return _TAG.sub("", _BREAK.sub("\n", text))


def tokens(text: str, targets: Mapping[str, str] | None = None) -> list[Token]:
    """Cut inline *text* into tokens.

    *targets* gives the destinations of links by name (folded), as ``[name]: file.md`` and
    ``.. _name: file`` define them. ``start`` and ``end`` are offsets in ``visible(text)``.
    """
    shown = visible(text)
    return [t for m in _TOKEN.finditer(shown) if (t := _token(m, targets or {})) is not None]


def _token(match: re.Match[str], targets: Mapping[str, str]) -> Token | None:
    kind, text = match.lastgroup or "", match.group()
    group = match.groupdict()
    found = next((k for k in _READERS if group.get(k) is not None), kind)
    make = _READERS.get(found)
    return make(text, group, targets, match.start(), match.end()) if make else None


Groups = Mapping[str, str | None]


def _image(text: str, group: Groups, targets: Mapping[str, str], start: int, end: int) -> Token:
    badge = _BADGE.search(group["picture"] or "")
    return Token(Kind.WORD, fold(badge[1]) if badge else "", "", start, end)


def _reference(text: str, group: Groups, targets: Mapping[str, str], start: int, end: int) -> Token:
    names = ("angled", "target", "role_target", "role_text", "rst_target")
    destination = next((group[n] for n in names if group[n] is not None), None)
    if destination is None:
        destination = text.strip("<>").rstrip(".,;:")
    return Token(Kind.REFERENCE, text, destination.strip(), start, end)


def _named(text: str, group: Groups, targets: Mapping[str, str], start: int, end: int) -> Token:
    name = group["rst_name"] or group["label"] or group["label_text"] or ""
    return Token(Kind.REFERENCE, text, targets.get(fold(name), name), start, end)


def _date(text: str, group: Groups, targets: Mapping[str, str], start: int, end: int) -> Token:
    return Token(Kind.DATE, text, read_date(text) or "", start, end)


def _number(text: str, group: Groups, targets: Mapping[str, str], start: int, end: int) -> Token:
    return Token(Kind.NUMBER, text.rstrip("."), text.strip("#."), start, end)


def _word(text: str, group: Groups, targets: Mapping[str, str], start: int, end: int) -> Token:
    return Token(Kind.WORD, fold(text).rstrip("."), "", start, end)


def _mark(text: str, group: Groups, targets: Mapping[str, str], start: int, end: int) -> Token:
    sign = text.strip(" \t") or text
    return Token(Kind.MARK, _MARKS.get(sign[0] if ">" not in sign else "→", ","), "", start, end)


_READERS = {
    "image": _image,
    "link": _reference,
    "role": _reference,
    "anonymous": _reference,
    "named": _named,
    "url": _reference,
    "key": _reference,
    "file": _reference,
    "dated": _reference,
    "date": _date,
    "id": _reference,
    "slug": _reference,
    "number": _number,
    "word": _word,
    "mark": _mark,
}
