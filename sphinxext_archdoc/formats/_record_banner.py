"""What stands between the title of a decision record and its first section.

People put a notice there when a decision is replaced, and leave the rest as it was: ``>
**Superseded by [ADR-7](0007-x.md)**``. Others write their status there, without a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from sphinxext_archdoc.formats._record_entries import split_label
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.formats._record_text import Line, lines_in, targets_in
from sphinxext_archdoc.markup.tree import DirectiveBlock, Paragraph, Quote
from sphinxext_archdoc.model import RelationStatement
from sphinxext_archdoc.vocabulary import relations_at_start
from sphinxext_archdoc.vocabulary.sections import is_label

_LONGEST = 40
"""Lines that are looked at."""
_ALERT = re.compile(r"^\s*\[![A-Za-z]+\]\s*")


def notices(survey: Survey) -> Iterator[tuple[Line, bool]]:
    """Yield the lines of the intro that may be a notice, without "Note:" before it.

    With each comes whether it is set off from the text: quoted, in a box.
    """
    blocks = [b for b in survey.intro if isinstance(b, Paragraph | Quote | DirectiveBlock)]
    lines = ((line, block) for block in blocks for line in lines_in([block]))
    for line, block in islice(lines, _LONGEST):
        text = _ALERT.sub("", line.text)
        label = split_label(text)
        if label is not None and is_label("notice", label[0]):
            text = label[1]
        yield replace(line, text=text), not isinstance(block, Paragraph)


def relations_of_notices(survey: Survey) -> Iterator[RelationStatement]:
    """Yield the relations that begin a line of the intro: "This ADR was replaced by ADR-7"."""
    for line, _is_set_off in notices(survey):
        found = relations_at_start(line.text, targets_in(survey.document, line.text))
        yield from (replace(statement, line=line.line) for statement in found)
