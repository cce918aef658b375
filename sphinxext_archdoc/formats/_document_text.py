"""Pieces of text in a package's document: names before descriptions, first sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinxext_archdoc.model import slugify

_ORNAMENT = re.compile(r"[^\w\s*`\[(<\"'“„~$@#:/.\\-]{1,8}\s+")
_SEPARATOR = r"(?:\s*[:：](?=\s|\Z)|\s*[：]|\s+(?:-{1,2}|–|—|→|->|=)\s+|\s*[–—]\s*|\s*\n|\s*\Z)"
_MARKED = re.compile(
    r"(?P<name>(?P<mark>\*\*|__)(?=\S)(?P<strong>(?:(?!(?P=mark))[^\n]){1,200}?)(?P=mark)"
    r"|(?P<ticks>``?)(?P<code>[^`\n]{1,120})(?P=ticks)"
    r"|\[(?P<link>[^\[\]\n]{1,120})\]\([^()\s]{0,500}\))"
)
_ASIDE = re.compile(r"\s*\([^()\n]{0,120}\)")
_AFTER = re.compile(_SEPARATOR)
_PLAIN = re.compile(r"(?P<name>[^:：\n*`]{1,80}?)(?:\s*[:：]\s|\s+(?:-{1,2}|–|—)\s+)")
_NUMBERING = re.compile(r"^(?:§\s*)?(?:\d{1,3}(?:\.\d{1,3}){0,4}[.):]?|[IVXivx]{1,5}[.)])\s+")
_SENTENCE_END = re.compile(r"(?<![.(][.!?])(?<=[.!?])[\"')\]]?\s+(?=[^\sa-z])|(?<=[。！？])")
_SENTENCE_MARK = re.compile(r"[.!?;。](?:\s|$)|,\s|[！？；]")


LONGEST_TITLE = 100
"""Characters of a title that is made of a sentence."""
LONGEST_NAME = 80
"""Characters of what may be a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A text that begins with a name."""

    name: str
    """Raw, without the marks around it."""
    rest: str
    """Raw, what follows the separator."""
    style: str
    """``strong``, ``code``, ``link`` or ``plain``: how the name is set off."""
    separated: bool
    """Whether a colon, a dash or a line end parts the two."""


def split_label(text: str) -> Labelled | None:
    """Part a raw *text* that begins with a name, as in ``**Name**: description``.

    None when no name is set off by emphasis, code, a link or a separator.
    """
    text = without_ornament(text)
    if marked := _MARKED.match(text):
        return _marked(text, marked)
    if plain := _PLAIN.match(text):
        rest = text[plain.end() :].strip()
        return Labelled(name=plain["name"].strip(), rest=rest, style="plain", separated=True)
    return None


def _marked(text: str, found: re.Match[str]) -> Labelled:
    style = next(s for s in ("strong", "code", "link") if found[s] is not None)
    name = found["strong"] if style == "strong" else found["name"]
    end = found.end()
    if style == "strong" and name.rstrip()[-1:] in ":：":
        rest = text[end:].strip().removeprefix("- ").removeprefix("— ").removeprefix("– ")
        return Labelled(name=name.rstrip(" :："), rest=rest, style=style, separated=True)
    after = _AFTER.match(text, end)
    if after is None and (aside := _ASIDE.match(text, end)):
        after = _AFTER.match(text, aside.end())
    return Labelled(
        name=name,
        rest=text[after.end() if after else end :].strip(),
        style=style,
        separated=after is not None,
    )


def first_sentence(plain: str) -> str:
    """Return the first sentence of a *plain* text, cut at a word when it is long."""
    sentence = _SENTENCE_END.split(plain.strip(), maxsplit=1)[0].strip()
    if len(sentence) > 1 and sentence[-1] in ".。:：;" and not sentence.endswith(".."):
        sentence = sentence[:-1].rstrip()
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    cut = sentence[:LONGEST_TITLE].rpartition(" ")[0] or sentence[:LONGEST_TITLE]
    return cut.rstrip(" ,;:–—-(") + "…"


def is_name(plain: str, words: int = 6) -> bool:
    """Return whether *plain* may name a thing: it is short and no sentence."""
    return (
        0 < len(plain) <= LONGEST_NAME
        and len(plain.split()) <= words
        and not _SENTENCE_MARK.search(plain)
        and any(c.isalnum() for c in plain)
    )


def without_number(heading: str) -> str:
    """Return a raw *heading* without emoji and numbering before it.

    >>> without_number("2.1 Store"), without_number("3D engine")
    ('Store', '3D engine')
    """
    return _NUMBERING.sub("", without_ornament(heading)).strip()


def without_ornament(text: str) -> str:
    """Return a raw *text* without emoji and other signs before it."""
    ornament = _ORNAMENT.match(text)
    return text[ornament.end() :] if ornament else text


def local_of(name: str) -> str:
    """Return the local key of a thing called *name*: as written when it is one word, else its slug.

    >>> local_of("edge-cache.ts"), local_of("Edge cache")
    ('edge-cache.ts', 'edge-cache')
    """
    return name if re.fullmatch(r"[\w.-]+", name) else slugify(name)
