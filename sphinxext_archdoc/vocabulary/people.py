"""Names of people, out of texts and out of what YAML makes of them."""

from __future__ import annotations

import re
from typing import Any

_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([^()\s<>]*)>?[^()]*\)")
_RST_LINK = re.compile(r"`([^`<]+)<[^`<>]+>`__?")
_ADDRESS = re.compile(r"\s*<\s*(?:mailto:)?[^<>@\s]+@[^<>\s]+>|\s*\((?:mailto:)?[\w.+-]+@[\w.-]+\)")
_SEPARATOR = re.compile(
    r"\s*(?:[,;、；，\n|•·]|\s[&+/–—]\s|\s(?:and|und|et|y|e|ve)\s|<br\s*/?>|(?<=[^\W\d])&(?=\s))\s*"
)
_LEADING = re.compile(r"^(?:and|und|et|ve)\s+")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|phd|md)\.?$", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:n/?a|none|null|nobody|tbd|tba|todo|unknown|[-–—_.?…]+|\.\.\.|<?no one>?)$", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"^[\[{].*[\]}]$|^<[^@]*>$|^\{|\}$")


def read_people(value: Any) -> list[tuple[str, str]]:
    """Return the people in *value* as pairs of plain name and text as written.

    *value* is text (``Ana, Björn and @chen``, ``Name <mail>``, links), or what YAML made of
    a list, of null, or of a table with ``name`` (or ``github``, ``email``). Placeholders in
    brackets and words for nobody give none. Nobody is listed twice.

    >>> read_people("Ana <ana@example.org>, @bjorn and Chen")
    [('Ana', 'Ana <ana@example.org>'), ('@bjorn', '@bjorn'), ('Chen', 'Chen')]
    """
    found: dict[str, str] = {}
    for text in _texts(value):
        for part in _parts(text):
            name = _name(part)
            if name and not _NOBODY.match(name) and not _PLACEHOLDER.match(name):
                found.setdefault(name, part)
    return list(found.items())


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value[:4000]]
    if isinstance(value, dict):
        named = next((value[k] for k in ("name", "github", "email") if value.get(k)), None)
        return [str(named)] if named is not None else [str(k) for k in value]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, set):
        return sorted(text for item in value for text in _texts(item))
    return [] if value is None or isinstance(value, bool) else [str(value)]


def _parts(text: str) -> list[str]:
    """Split at separators outside of parentheses, brackets and angles."""
    if _PLACEHOLDER.match(text.strip()) and "](" not in text:
        return []
    parts: list[str] = []
    for piece in _outside(text):
        if parts and _SUFFIX.match(piece):
            parts[-1] += f", {piece}"
        else:
            parts.append(_LEADING.sub("", piece))
    return [p for p in parts if p]


def _outside(text: str) -> list[str]:
    pieces, start, depth = [], 0, 0
    cuts = {m.start(): m.end() for m in _SEPARATOR.finditer(text)}
    skip = 0
    for i, character in enumerate(text):
        if character in "([{<":
            depth += 1
        elif character in ")]}>":
            depth = max(0, depth - 1)
        if i >= skip and i in cuts and (depth == 0 or text.startswith("<br", i)):
            pieces.append(text[start:i].strip())
            start = skip = cuts[i]
            depth = 0 if text.startswith("<br", i) else depth
    return [*pieces, text[start:].strip()]


def _name(part: str) -> str:
    name = _LINK.sub(lambda m: m[1] or m[2].rsplit("/", 1)[-1], part)
    name = _RST_LINK.sub(lambda m: m[1].strip(), name)
    bare = _ADDRESS.sub("", name)
    name = bare if bare.strip() else name.strip("<> ")
    name = re.sub(r"</?[a-zA-Z][^<>]*>", "", name).removeprefix("mailto:")
    name = re.sub(r"[*`\"]|(?<!\w)_+|_+(?!\w)|^[-*+]\s+", "", name)
    return " ".join(name.split()).strip(" .:") if name.strip() not in ("...", "…") else "..."
