"""Writing a declaration of the source code into the document that shows it."""

from __future__ import annotations

import re
import textwrap

_FENCE = re.compile(r"[ \t>]*(?P<marks>`{3,}|~{3,})")
_COMMENT = re.compile(r"\s*(?:///?|/\*|\*|#)")
_EXPORT = re.compile(r"^(\s*)(?:export\s+(?:default\s+)?|declare\s+)+(?=\w)", re.MULTILINE)


def updated_fence(document: str, line: int, end_line: int, declaration: str) -> str:
    """Return *document* with *declaration* in the place of the code on some of its lines.

    The lines *line* to *end_line* (1-based, inclusive) hold the declaration that a fence
    shows; comments right above it in the fence go with it, since the new text brings its own.
    The new text gets the indent of the old and the document's line ends, and is exported only
    when the old is. All else stays as it is to the byte.

    Raises ValueError for lines that the document does not have, and for a text that would end
    the fence that it stands in.
    """
    lines = document.splitlines(keepends=True)
    if not 1 <= line <= end_line <= len(lines):
        raise ValueError(f"The document has no lines {line} to {end_line}.")
    opening = _opening(lines, line)
    first = line
    if _has_comment(declaration):
        while first - 1 > opening and _COMMENT.match(lines[first - 2]):
            first -= 1
    old = lines[first - 1 : end_line]
    new = textwrap.dedent(declaration.strip("\n"))
    if not _EXPORT.match(lines[line - 1]):
        new = _first_without_export(new)
    if _ends_fence(new, lines[opening - 1] if opening else ""):
        raise ValueError("The declaration holds a line that would end the fence it stands in.")
    indent = old[0][: len(old[0]) - len(old[0].lstrip(" \t"))]
    ending = "\r\n" if old[0].endswith("\r\n") else "\n"
    written = ending.join(indent + row if row.strip() else "" for row in new.split("\n"))
    last = old[-1]
    return "".join(
        [*lines[: first - 1], written, last[len(last.rstrip("\r\n")) :], *lines[end_line:]]
    )


def _opening(lines: list[str], line: int) -> int:
    """Return the line on which the fence around *line* opens; 0 when there is none above."""
    return next((n for n in range(line - 1, 0, -1) if _FENCE.match(lines[n - 1])), 0)


def _has_comment(declaration: str) -> bool:
    return _COMMENT.match(declaration.lstrip("\n")) is not None


def _first_without_export(code: str) -> str:
    """Take the export off the declaration, which follows the comments above it."""
    return _EXPORT.sub(r"\1", code, count=1)


def _ends_fence(code: str, opening: str) -> bool:
    match = _FENCE.match(opening)
    if match is None:
        return False
    marks = match["marks"]
    closing = re.compile(rf"[ ]{{0,3}}{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$", re.MULTILINE)
    return closing.search(code) is not None
