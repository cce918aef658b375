"""Headings and labels as they are compared with the names of fields."""

from __future__ import annotations

import re
from functools import lru_cache

from sphinxext_archdoc.vocabulary.folding import fold

_NUMBERING = re.compile(r"^(?:\(?\d{1,3}(?:\.\d{1,3}){0,4}[.):]?|[ivx]{1,5}[.)])\s+", re.IGNORECASE)
_ASIDE = re.compile(
    r"<!--.*?(?:-->|$)|\([^()]*\)\s*$|\{[^{}]*\}\s*$|\[[^\[\]]*\]\s*$|:[a-z0-9_+-]+:(?=\s|$)"
)

_KEY = re.compile(r"[a-z]{2,20}(?:[A-Z][a-z]{1,20}){1,4}")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=4096)
def normal_name(label: str) -> str:
    """Return a heading or label (plain or raw) as it is compared with names.

    Case, accents, numbering, emoji, emphasis, a trailing colon or question mark and asides
    in parentheses or comments fall away; keys of data are parted at inner capitals.

    >>> normal_name("3. **Decision Drivers** (optional):"), normal_name("supersededBy")
    ('decision drivers', 'superseded by')
    """
    text = _INNER_CAPITAL.sub(" ", label) if _KEY.fullmatch(label) else label[:200].strip()
    for _ in range(2):
        text = _ASIDE.sub("", text.strip(" \t*_`#:：?？.")).strip()
    text = _NUMBERING.sub("", text.strip(" *_`#"))
    parts = re.findall(r"[\w'’&;]+(?:[-/][\w'’]+)*", fold(text.replace("_", " ")))
    return " ".join(parts).replace("-", " ").strip("; ")
