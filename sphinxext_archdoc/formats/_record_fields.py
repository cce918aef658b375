"""The fields of a decision record: what its sections say, with their block structure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinxext_archdoc.formats._record_entries import METADATA, split_label
from sphinxext_archdoc.formats._record_sections import Part
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.markup.tree import Block, Document, ListBlock, Paragraph, Section
from sphinxext_archdoc.model import Field, Origin, slugify

_BELOW = frozenset(("consequences", "confirmation", "rationale", "alternatives"))
"""Fields that dialects put below another one (``### Consequences`` of the outcome)."""


def find_fields(survey: Survey) -> tuple[Field, ...]:
    """Return a field for each section that is none of the metadata, in order.

    Bold labels before the first section (``**Context**: …``) give fields too; other text there
    is the context where nothing else is (as in MADR 1). A field below another one is left out
    of the text of that.
    """
    own = [part for part in survey.parts if _is_field(part)]
    fields = [_field(survey.document, part, own) for part in own]
    labelled = _labelled(survey)
    if not labelled and all(f.name != "context" for f in fields):
        labelled = _intro(survey)
    return tuple(f for f in (*labelled, *fields) if f.text)


def _is_field(part: Part) -> bool:
    if part.is_about_record:
        return False
    if part.is_metadata and not (part.relation or part.field in ("links", "summary")):
        return False
    if part.parent is None:
        return True
    above = part.parent
    return part.field in _BELOW and above.parent is None and above.field not in ("", part.field)


def _field(document: Document, part: Part, own: Sequence[Part]) -> Field:
    first = part.section.line + 1
    while first <= part.section.end_line and _is_blank_or_underline(document.lines[first - 1]):
        first += 1
    inner = [p.section for p in own if p.parent is part]
    text = "\n".join(_without(document, first, part.section.end_line, inner)).strip("\n")
    return Field(
        name=part.field or slugify(part.label),
        label=part.label,
        text=text.rstrip(),
        line=first,
    )


_UNDERLINE = re.compile(r"\s*([=\-~^\"'`#*+.:_<>])\1*\s*$")


def _is_blank_or_underline(line: str) -> bool:
    return not line.strip() or (len(line.strip()) > 2 and _UNDERLINE.match(line) is not None)


def _without(document: Document, first: int, last: int, inner: Sequence[Section]) -> list[str]:
    """Return the lines from *first* to *last* that are in none of the *inner* sections."""
    kept: list[str] = []
    for section in inner:
        kept += document.lines[first - 1 : section.line - 1]
        first = section.end_line + 1
    return kept + list(document.lines[first - 1 : last])


def _intro(survey: Survey) -> list[Field]:
    blocks = survey.intro
    if not blocks:
        return []
    text = "\n\n".join(survey.document.source(b.line, b.end_line) for b in blocks)
    return [Field(name="context", label="", text=text, line=blocks[0].line)]


def _labelled(survey: Survey) -> list[Field]:
    """Return the fields that labels in the text before the first section begin."""
    starts = [start for block in survey.intro for start in _starts(survey, block)]
    if not starts:
        return []
    lines = survey.document.lines
    last = survey.intro[-1].end_line
    others = {e.line for e in survey.entries if e.origin is not Origin.FRONT_MATTER}
    cuts = [*sorted({line for line, *_ in starts} | others), last + 1]
    fields = []
    for line, name, label, first in starts:
        end = next(cut for cut in cuts if cut > line)
        text = "\n".join((first, *lines[line : min(end - 1, last)])).strip()
        fields.append(Field(name=name, label=label, text=text, line=line))
    return fields


def _starts(survey: Survey, block: Block) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, field, label and first line of the value of each label in *block*."""
    if isinstance(block, ListBlock):
        written = [(item.line, item.text.split("\n")[0]) for item in block.items]
    elif isinstance(block, Paragraph):
        written = list(enumerate(block.text.split("\n"), block.line))
    else:
        return
    for line, text in written:
        if (found := split_label(text)) is not None:
            field = survey.vocabulary.field(survey.document.plain(found[0]))
            if field is not None and field not in METADATA:
                yield line, field, survey.document.plain(found[0]), found[1]
