"""Alternatives of which one is ticked or set off."""

from __future__ import annotations

import re

from sphinxext_archdoc.model import Status
from sphinxext_archdoc.vocabulary.inline import LONGEST, Kind, tokens, visible
from sphinxext_archdoc.vocabulary.phrases import Phrases

_BOX = re.compile(r"\[([ xX✓✔✅])\](?!\()|([☐☑☒✓✔])(?=\s)|\(([ xX])\)")
_ALTERNATIVE = re.compile(r"[|｜/,;\n]|\bor\b")
_STRONG = re.compile(r"^\W*?(\*\*|__|\*|_|`|<b>|<strong>|==)\S.*\S?(?:\*\*|__|\*|_|`|>|==)\W*$")


def chosen(text: str, words: Phrases[Status]) -> str | None:
    """Return the alternative that is ticked or set off among several, "" when none of them is.

    None when the text has no such alternatives.
    """
    boxes = list(_BOX.finditer(text[:LONGEST]))
    if boxes:
        ends = [b.start() for b in boxes[1:]] + [len(text)]
        ticked = [
            text[box.end() : end]
            for box, end in zip(boxes, ends, strict=True)
            if any(g is not None and g.strip() and g != "☐" for g in box.groups())
        ]
        if ticked or len(boxes) > 1:
            return ticked[0] if ticked else ""
        return None if _leading_status(text[boxes[0].end() :], words) is None else ""
    parts = [p.strip() for p in _ALTERNATIVE.split(visible(text).strip(" {}[]"))]
    if len(parts) < 3 or len({_leading_status(p, words) for p in parts} - {None}) < 3:
        return None
    strong = [p for p in parts if _STRONG.match(p)]
    return strong[0] if len(strong) == 1 else None


def _leading_status(text: str, words: Phrases[Status]) -> Status | None:
    row = [t for t in tokens(text) if t.kind is not Kind.MARK]
    found = words.at(row, 0) if row else None
    return found[0] if found else None
