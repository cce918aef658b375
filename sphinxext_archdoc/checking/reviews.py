"""Days on which documents and decisions are to be looked at again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinxext_archdoc.catalog import ReviewDate
from sphinxext_archdoc.checking.body import Body
from sphinxext_archdoc.markup.texts import code_lines
from sphinxext_archdoc.vocabulary import read_date

_HINTS = ("review", "revisit", "expir", "valid")
_LABELLED = re.compile(
    r"\s*(?:[-*+>|]\s+)?[:*_]{0,3}(?P<label>next[ _-]?review(?:[ _-](?:date|on|by))?"
    r"|review[ _-](?:date|by|on|due|before|again)|revisit[ _-](?:date|on|by|before)"
    r"|expires(?:[ _-]on)?|expiry(?:[ _-]date)?|expiration(?:[ _-]date)?|valid[ _-](?:until|to))"
    r"[*_]{0,3}\s*[:：|][*_]{0,3}\s*(?P<value>\S.{0,200})",
    re.IGNORECASE,
)
_LONGEST = 400


def review_dates(body: Body) -> Iterator[ReviewDate]:
    """Yield the days that lines such as ``Review by: 2030-01-31`` say, front matter included."""
    folded = body.text.casefold()
    if not any(hint in folded for hint in _HINTS):
        return
    found = []
    for number, line in enumerate(body.document.lines, 1):
        match = _LABELLED.match(line[:_LONGEST])
        if match and (value := read_date(match["value"])):
            found.append(ReviewDate(value=value, line=number))
    if found:
        code = code_lines(body.blocks)
        yield from (review for review in found if review.line not in code)
