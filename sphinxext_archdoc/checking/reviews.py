"""Days on which documents and decisions are to be looked at again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinxext_archdoc.catalog import ReviewDate
from sphinxext_archdoc.markup.texts import code_lines
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.vocabulary import read_date

_HINT = re.compile(r"review|revisit|expir|valid", re.IGNORECASE)
_LABELLED = re.compile(
    r"\s*(?:[-*+>|]\s+)?[:*_]{0,3}(?P<label>next[ _-]?review(?:[ _-](?:date|on|by))?"
    r"|review[ _-](?:date|by|on|due|before|again)|revisit[ _-](?:date|on|by|before)"
    r"|expires(?:[ _-]on)?|expiry(?:[ _-]date)?|expiration(?:[ _-]date)?|valid[ _-](?:until|to))"
    r"[*_]{0,3}\s*[:：|][*_]{0,3}\s*(?P<value>\S.{0,200})",
    re.IGNORECASE,
)
_LONGEST = 400


def review_dates(document: Document) -> Iterator[ReviewDate]:
    """Yield the days that lines such as ``Review by: 2030-01-31`` say, front matter included."""
    found = []
    for number, line in enumerate(document.lines, 1):
        match = _LABELLED.match(line[:_LONGEST]) if _HINT.search(line[:_LONGEST]) else None
        if match and (value := read_date(match["value"])):
            found.append(ReviewDate(value=value, line=number))
    if found:
        code = code_lines(document)
        yield from (review for review in found if review.line not in code)
