"""The sentence that is a Y-statement, cut into its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinxext_archdoc.formats._record_fields import find_fields
from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.formats._record_text import lines_in
from sphinxext_archdoc.model import Field

_CLAUSES = tuple(
    (name, label, re.compile(rf"[\s*_`>]*\b{words}\b[\s*_`>]*", re.IGNORECASE))
    for name, label, words in (
        ("context", "In the context of", r"in\s+the\s+context\s+of"),
        ("context", "facing", r"facing(?:\s+(?:the\s+concern|the\s+need|that))?"),
        (
            "decision",
            "we decided for",
            r"we\s+(?:have\s+)?(?:decided?|chose|choose|opted|selected)(?:\s+(?:for|to|on|that))?",
        ),
        (
            "alternatives",
            "and against",
            r"(?:and\s+)?(?:against|neglect(?:ed|ing)|over|instead\s+of|rather\s+than)",
        ),
        ("consequences", "to achieve", r"to\s+achieve"),
        ("consequences", "accepting", r"accepting(?:\s+(?:that|the\s+downside))?"),
        ("rationale", "because", r"because(?:\s+of)?"),
    )
)
"""Field, label and words of each clause, in the order in which they come."""

_LONGEST = 4000


def read_y_statement(survey: Survey) -> tuple[Field, ...]:
    """Return the clauses of the record's Y-statement as fields; empty when it has none."""
    if not any("context of" in line for line in survey.document.lines):
        return ()
    for text, line in _candidates(survey):
        found = list(_clauses(text[:_LONGEST], line))
        if {"context", "decision"} <= {f.name for f in found} and len(found) > 3:
            return tuple(found)
    return ()


def fields_with_y_statement(survey: Survey) -> Sequence[Field]:
    """Return the clauses, and the sections that are none of them."""
    clauses = read_y_statement(survey)
    names = {field.name for field in clauses}
    others = (f for f in find_fields(survey) if f.name not in names and f.name != "summary")
    return (*clauses, *others)


def _candidates(survey: Survey) -> Iterator[tuple[str, int]]:
    for key in ("y-statement", "y_statement", "yStatement"):
        if isinstance(value := survey.document.front_matter.get(key), str):
            yield value, survey.document.front_matter_lines.get(key, 1)
    blocks = [survey.intro]
    blocks += [p.section.blocks for p in survey.parts if p.field in ("summary", "decision", "")]
    for found in blocks:
        lines = list(lines_in(found))
        if lines:
            yield "\n".join(line.text for line in lines), lines[0].line


def _clauses(text: str, line: int) -> Iterator[Field]:
    found: list[tuple[re.Match[str], str, str]] = []
    for name, label, pattern in _CLAUSES:
        match = pattern.search(text, found[-1][0].end() if found else 0)
        if match is not None:
            found.append((match, name, label))
    ends = [match.start() for match, _, _ in found[1:]] + [len(text)]
    for (match, name, label), end in zip(found, ends, strict=False):
        value = text[match.end() : end].strip("*_`,.; \n")
        start = line + text.count("\n", 0, match.start())
        yield Field(name=name, label=label, text=value, line=start)
