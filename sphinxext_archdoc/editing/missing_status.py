"""Giving a status to a decision that has none: in the manner of what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinxext_archdoc.catalog import Edit
from sphinxext_archdoc.editing.records import Written
from sphinxext_archdoc.editing.successors import Successor
from sphinxext_archdoc.editing.wording import Wanted
from sphinxext_archdoc.formats._record_entries import Entry
from sphinxext_archdoc.formats._record_sections import Part
from sphinxext_archdoc.model import Origin

_LABELLED = re.compile(
    r"(?P<before>\s*(?:[-*+]\s+)?(?:\*\*|__|\*|_)?)(?P<label>[^\W\d_][^:*_|\n]{0,40}?)"
    r"(?P<behind>\s*(?:[:：](?:\*\*|__|\*|_)?|(?:\*\*|__|\*|_)\s*[:：]))(?P<gap>\s*)"
)
_FIELD = re.compile(r":(?P<label>[^:\n]+):(?P<gap>\s+)")
_BULLETED = frozenset({"madr1", "madr2", "log4brains"})
"""Dialects with metadata in a list below the title."""


def status_insertions(
    written: Written, wanted: Wanted, successor: Successor | None
) -> Iterator[list[Edit]]:
    """Yield edits that may give the decision a status, the one most in its manner first."""
    if not written.found.is_record:
        yield from _in_section(written, wanted, successor)
        return
    yield from _in_front_matter(written, wanted, successor)
    yield from _in_metadata(written, wanted, successor)
    yield from _in_parts(written, wanted, successor)
    yield from _below_title(written, wanted, successor)


def _text(
    written: Written, wanted: Wanted, successor: Successor | None, example: str, *, bare: bool
) -> str:
    """Return the status, with a capital where *example* has one."""
    if successor is None:
        return wanted.like("", example)
    markup = "" if bare else written.document.markup
    by = "superseded by" if example[:1].islower() else "Superseded by"
    return f"{by} {successor.reference(markup, written.path, written.decision)}"


def _at(line: int, text: str, column: int = 1) -> list[Edit]:
    return [Edit(line=line, column=column, end_line=line, end_column=column, text=text)]


def _in_front_matter(
    written: Written, wanted: Wanted, successor: Successor | None
) -> Iterator[list[Edit]]:
    """Yield a key for front matter that there is; first of all, one without a value filled in."""
    document = written.document
    text = _text(written, wanted, successor, "status", bare=True)
    for key, line in document.front_matter_lines.items():
        if written.survey.vocabulary.field(key) == "status":
            written_line = document.lines[line - 1]
            colon = written_line.find(":")
            if colon > 0 and not written_line[colon + 1 :].strip(" \"'~"):
                end = len(written_line) + 1
                yield [
                    Edit(
                        line=line,
                        column=colon + 2,
                        end_line=line,
                        end_column=end,
                        text=f" {text}",
                    )
                ]
    lines = document.front_matter_lines
    if lines:
        before = lines.get("date", 0)
        yield _at(before or min(lines.values()), f"status: {text}\n")


def _in_metadata(
    written: Written, wanted: Wanted, successor: Successor | None
) -> Iterator[list[Edit]]:
    """Yield a value for a label that has none, else a line beside other metadata."""
    document, found = written.document, written.survey
    below = [e for e in found.entries if e.origin in (Origin.BULLET, Origin.LINE) and e.is_known]
    for entry in below:
        line = document.lines[entry.line - 1]
        if entry.field == "status" and not entry.text.strip():
            text = _text(written, wanted, successor, "status", bare=False)
            yield _at(entry.line, f" {text}", len(line.rstrip()) + 1)
    for entry in below:
        if inserted := _beside(written, entry, wanted, successor):
            yield inserted


def _beside(
    written: Written, entry: Entry, wanted: Wanted, successor: Successor | None
) -> list[Edit]:
    line = written.document.lines[entry.line - 1]
    if entry.origin is Origin.LINE and entry.field not in ("date", "status"):
        return []
    if entry.origin is Origin.LINE and found_sections(written):
        return []
    match = _LABELLED.match(line) or _FIELD.match(line)
    if match is None:
        return []
    label = _like(match["label"])
    is_field = match.re is _FIELD
    before, behind = (":", ":") if is_field else (match["before"], match["behind"])
    text = _text(written, wanted, successor, line[match.end() :], bare=False)
    return _at(entry.line, f"{before}{label}{behind}{match['gap'] or ' '}{text}\n")


def found_sections(written: Written) -> bool:
    """Return whether the record is written in sections, so that its status has one too."""
    return any(part.field in ("context", "decision") for part in written.survey.parts)


def _like(label: str) -> str:
    if label.isupper():
        return "STATUS"
    return "Status" if label[:1].isupper() else "status"


def _in_parts(
    written: Written, wanted: Wanted, successor: Successor | None
) -> Iterator[list[Edit]]:
    """Yield a text for a status section that is empty, else a section before all others."""
    found = written.survey
    text = _text(written, wanted, successor, "Status", bare=False)
    tops = [part for part in found.parts if part.parent is None]
    for part in tops:
        if part.field == "status":
            line = part.section.line + (1 if _is_drawn(written, part) else 0)
            yield _at(line + 1, f"\n{text}\n")
    is_madr = written.decision.format.startswith(("madr", "log4brains"))
    first = next((p for p in tops if p.field), None)
    if first is None or is_madr:
        return
    line = first.section.line
    if written.document.markup == "markdown" and not _is_drawn(written, first):
        yield _at(line, f"{'#' * first.section.level} Status\n\n{text}\n\n")
    elif _is_drawn(written, first):
        below = written.document.lines[line].strip()[:1] * len("Status")
        above = line > 1 and written.document.lines[line - 2].strip()
        is_over = above and set(above) == {below[0]}
        heading = f"{below}\nStatus\n{below}" if is_over else f"Status\n{below}"
        yield _at(line - 1 if is_over else line, f"{heading}\n\n{text}\n\n")


def _is_drawn(written: Written, part: Part) -> bool:
    """Return whether a heading is underlined."""
    lines, line = written.document.lines, part.section.line
    below = lines[line].strip() if line < len(lines) else ""
    return len(below) > 2 and len(set(below)) == 1 and not below[0].isalnum()


def _below_title(
    written: Written, wanted: Wanted, successor: Successor | None
) -> Iterator[list[Edit]]:
    """Yield front matter, or a list below the title, for a record without any metadata."""
    document = written.document
    if document.markup != "markdown":
        return
    heading = written.survey.heading
    if written.decision.format in _BULLETED and heading is not None:
        text = _text(written, wanted, successor, "status", bare=False)
        yield _at(heading.line + 1, f"\n- Status: {text}\n")
    if not document.front_matter_lines:
        text = _text(written, wanted, successor, "status", bare=True)
        yield _at(1, f"---\nstatus: {text}\n---\n\n")


def _in_section(
    written: Written, wanted: Wanted, successor: Successor | None
) -> Iterator[list[Edit]]:
    """Yield a labelled line for a decision in a package's document, before its first field."""
    decision, lines = written.decision, written.document.lines
    text = _text(written, wanted, successor, "Status", bare=False)
    fields = [f for f in decision.fields if f.label and f.line > decision.location.line]
    if fields:
        first = min(fields, key=lambda f: f.line)
        match = _LABELLED.match(lines[first.line - 1])
        if match is not None:
            is_item = match["before"].strip()[:1] in ("-", "+", "*") and not match[
                "before"
            ].strip().startswith("**")
            gap = "" if is_item else "\n"
            line = f"{match['before']}Status{match['behind']}{match['gap'] or ' '}{text}\n{gap}"
            yield _at(first.line, line)
    below = decision.location.line + 1
    following = lines[below - 1].strip() if below <= len(lines) else ""
    if following and len(set(following)) == 1 and not following[0].isalnum():
        below += 1
    yield _at(below, f"\n**Status**: {text}\n")
    # Where prose follows the heading, what stands before it would swallow it.
    end = min(decision.location.end_line, len(lines))
    while end > decision.location.line and not lines[end - 1].strip():
        end -= 1
    yield _at(end + 1, f"\n**Status**: {text}\n")
