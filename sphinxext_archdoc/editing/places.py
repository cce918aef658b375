"""What may be edited at the place where a status stands, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinxext_archdoc.catalog import Edit
from sphinxext_archdoc.editing.records import Written
from sphinxext_archdoc.editing.successors import Successor
from sphinxext_archdoc.editing.wording import Wanted
from sphinxext_archdoc.model import Origin, Status, StatusValue
from sphinxext_archdoc.vocabulary.wording import status_spans, superseded_by_like

_LINES = 12
"""How far below the line that our readers give a value may stand: an option of a directive."""
_MOST = 4
"""Spans on one line that are tried."""
_DECORATED = re.compile(r"(?P<mark>\*\*|__|\*|_|`|\"|')(?P<text>(?:(?!(?P=mark)).)+)(?P=mark)")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*\s*$")


def edits_at(
    written: Written, status: StatusValue, wanted: Wanted, successor: Successor | None
) -> Iterator[list[Edit]]:
    """Yield the edits that may make *status* the one that is wanted."""
    lines = written.document.lines
    last = min(status.line + _LINES, len(lines))
    numbers = range(status.line, status.line + 1 if status.origin is Origin.HEADING else last + 1)
    whole = [e for n in numbers for e in _whole(written, n, status, wanted, successor)]
    word = [e for n in numbers for e in _word(written, n, status, wanted, successor)]
    # Where there is more than a word to replace, the word alone would leave nonsense.
    is_more = status.value in (Status.UNKNOWN, Status.SUPERSEDED) or successor is not None
    yield from (*whole, *word) if is_more else (*word, *whole)
    if status.value is Status.UNKNOWN and status.origin is Origin.SECTION:
        # What stands there is a relation alone.
        text = _text(written, StatusValue(text="Status"), wanted, successor)
        yield [_edit(status.line, 0, 0, f"{text}\n\n")]
    if successor is not None and status.origin is Origin.HEADING:
        by = _text(written, StatusValue(text="S", origin=Origin.LINE), wanted, successor)
        below = status.line + (2 if _is_drawn(lines, status.line) else 1)
        for edits in [e for n in numbers for e in _word(written, n, status, wanted, None)]:
            yield [*edits, _edit(below, 0, 0, f"\n{by}\n")]
            yield [*edits, _edit(below, 0, 0, f"\n**Status**: {by}\n")]


def _is_drawn(lines: Sequence[str], number: int) -> bool:
    return number < len(lines) and _ADORNMENT.match(lines[number].strip() or "a") is not None


def _whole(
    written: Written,
    number: int,
    status: StatusValue,
    wanted: Wanted,
    successor: Successor | None,
) -> Iterator[list[Edit]]:
    """Yield edits that replace the whole value on one line, without what decorates it."""
    line = written.document.lines[number - 1]
    text = status.text.strip()
    decorated = _DECORATED.fullmatch(text)
    if decorated and (successor is None or written.document.markup == "markdown"):
        text = decorated["text"]  # A link in emphasis is none in reStructuredText.
    if not text:
        return
    new = _text(written, status, wanted, successor)
    start = line.find(text)
    for _ in range(_MOST):
        if start < 0:
            return
        yield from _replaced(written, number, start, start + len(text), new, status)
        if successor is not None:
            # What else is said of the old status stays behind the new one.
            was = text if text[:2].isupper() else text[:1].lower() + text[1:]
            kept = f"{new}; {was}"
            yield from _replaced(written, number, start, start + len(text), kept, status)
        start = line.find(text, start + 1)


def _word(
    written: Written,
    number: int,
    status: StatusValue,
    wanted: Wanted,
    successor: Successor | None,
) -> Iterator[list[Edit]]:
    """Yield edits that replace the word for the status on one line."""
    line = written.document.lines[number - 1]
    config = written.reader.settings.config
    spans = [*status_spans(line, status.value, config)][:_MOST]
    # In a heading the value stands behind the title, elsewhere behind the label.
    for start, end in reversed(spans) if status.origin is Origin.HEADING else spans:
        if status.value is Status.SUPERSEDED and re.search(r"\w", line[end:]):
            continue  # What follows is by what.
        found = StatusValue(text=line[start:end], value=status.value, origin=status.origin)
        new = _text(written, found, wanted, successor)
        yield from _replaced(written, number, start, end, new, status)


def _text(
    written: Written, status: StatusValue, wanted: Wanted, successor: Successor | None
) -> str:
    if successor is None:
        return wanted.like(status.text)
    by = superseded_by_like(status.text)
    is_bare = status.origin in (Origin.FRONT_MATTER, Origin.OPTION, Origin.HEADING)
    markup = "" if is_bare else written.document.markup
    return f"{by} {successor.reference(markup, written.path, written.decision)}"


def _replaced(
    written: Written, number: int, start: int, end: int, new: str, status: StatusValue
) -> Iterator[list[Edit]]:
    """Yield what puts *new* in the place of columns *start* to *end* (0-based) of a line."""
    line = written.document.lines[number - 1]
    if status.origin is Origin.FRONT_MATTER:
        new = _as_yaml(line, start, end, new)
    is_drawn = written.document.markup == "restructuredtext"
    if is_drawn and status.origin is Origin.TABLE and not line.lstrip().startswith(("- ", "* ")):
        yield from _in_cell(number, line, start, end, new)
    if is_drawn and status.origin is Origin.HEADING:
        yield [_edit(number, start, end, new), *_drawn(written, number, start, end, new)]
    yield [_edit(number, start, end, new)]


def _edit(number: int, start: int, end: int, new: str) -> Edit:
    return Edit(line=number, column=start + 1, end_line=number, end_column=end + 1, text=new)


def _as_yaml(line: str, start: int, end: int, new: str) -> str:
    """Return *new* so that it is one value in front matter: in quotes when it needs them."""
    before, after = line[:start].rstrip(), line[end:].lstrip()
    if before[-1:] in ("'", '"'):
        return new.replace("'", "''") if before[-1] == "'" else new.replace('"', '\\"')
    alone = before.endswith(":") and (not after or after.startswith("#"))
    needs = re.search(r":\s|\s#|^[\[\]{}&*!|>'\"%@`#,?-]|^\d+$", new)
    return f'"{new}"' if alone and needs else new


def _in_cell(number: int, line: str, start: int, end: int, new: str) -> Iterator[list[Edit]]:
    """Yield an edit that keeps the width of a cell, where the blanks behind it allow that."""
    room = len(line[end:]) - len(line[end:].lstrip(" "))
    width = end - start + room
    if len(new) < width:
        yield [_edit(number, start, end + room, new.ljust(width))]


def _drawn(written: Written, number: int, start: int, end: int, new: str) -> Iterator[Edit]:
    """Yield what makes the lines above and below a heading as long as its new text."""
    lines = written.document.lines
    longer = len(new) - (end - start)
    length = len(lines[number - 1].rstrip()) + longer
    for near in (number - 1, number + 1):
        line = lines[near - 1].rstrip() if 0 < near <= len(lines) else ""
        if _ADORNMENT.match(line) and len(line) < length:
            yield _edit(near, len(line), len(line), line[0] * (length - len(line)))


def removals(lines: Sequence[str], status: StatusValue) -> Iterator[list[Edit]]:
    """Yield what takes a line away that says "superseded by …" below an older status."""
    line = lines[status.line - 1]
    is_alone = status.origin is Origin.SECTION and line.strip() == status.text.strip()
    if status.value is not Status.SUPERSEDED or not is_alone:
        return
    first = status.line
    if first > 1 and not lines[first - 2].strip():
        first -= 1
    yield [Edit(line=first, column=1, end_line=status.line + 1, end_column=1)]
