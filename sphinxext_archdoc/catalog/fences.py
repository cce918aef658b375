"""Writing a declaration of the source code into the document that shows it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from sphinxext_archdoc.catalog.inspection import Edit

_FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?P<marks>`{3,}|~{3,})")
_PREFIX = re.compile(r"[ \t>]*")
_EXPORT = re.compile(r"\s*(?:export\s+(?:default\s+)?|declare\s+)++(?=\w)")
_TRAILING = re.compile(r"([};])\s*(?://.*|/\*[^*]*\*/\s*)$")
_LINE_MARKS = ("///", "//")


def fence_edit(
    lines: Sequence[str], line: int, end_line: int, declaration: str, comment: str = ""
) -> Edit:
    """Return the edit of a document that puts *declaration* where a fence shows an older one.

    *lines* are those of the document, without their ends. The ones from *line* to *end_line*
    (1-based, inclusive) hold what is replaced; the documentation comment right above goes with
    it when there is a new *comment*. The new text gets the prefix of the old: an indent, the
    marks of a quote. It is exported only when the old is.

    Raises ValueError for lines that the document does not have, for code that shares its lines
    with something else, and for a text that would end the fence it stands in.
    """
    if not 1 <= line <= end_line <= len(lines):
        raise ValueError(f"The document has no lines {line} to {end_line}.")
    code = textwrap.dedent(declaration.strip("\n"))
    if not _EXPORT.match(lines[line - 1]):
        code = _EXPORT.sub("", code, count=1) if _EXPORT.match(code) else code
    opening = _opening(lines, line)
    first = line
    if comment:
        first = _comment_start(lines, line, opening, comment)
        code = f"{comment}\n{code}"
    if _ends_fence(code, lines[opening - 1] if opening else ""):
        raise ValueError("The declaration holds a line that would end the fence it stands in.")
    prefix, last = _prefix(lines[line - 1]), lines[end_line - 1]
    if lines[line - 1].startswith("/*", len(prefix)):
        raise ValueError("The declaration begins behind a comment.")
    trailing = _TRAILING.search(last)
    rows = [f"{prefix}{row}" if row.strip() else prefix.rstrip() for row in code.split("\n")]
    return Edit(
        line=first,
        column=1,
        end_line=end_line,
        end_column=(trailing.end(1) if trailing else len(last)) + 1,
        text="\n".join(rows),
    )


def _prefix(line: str) -> str:
    match = _PREFIX.match(line)
    return match[0] if match else ""


def _opening(lines: Sequence[str], line: int) -> int:
    """Return the line on which the fence around *line* opens; 0 when there is none above."""
    return next((n for n in range(line - 1, 0, -1) if _FENCE.match(lines[n - 1])), 0)


def _comment_start(lines: Sequence[str], line: int, opening: int, comment: str) -> int:
    """Return where the comment above *line* begins that *comment* is for; *line* without one.

    That is one with the same marks: others were written for something else.
    """
    above = [_bare(text) for text in lines[opening : line - 1]]
    mark = next((m for m in _LINE_MARKS if comment.startswith(m)), "")
    if mark:
        count = 0
        while count < len(above) and above[-1 - count].startswith(mark):
            count += 1
        return line - count
    start, end = ("/**", "*/") if comment.startswith("/**") else (comment[:3], comment[-3:])
    if not above or not above[-1].endswith(end):
        return line
    for back, text in enumerate(reversed(above), start=1):
        if text.startswith(start) and (back > 1 or len(text) > len(start)):
            return line - back
        if back > 1 and end in text:
            break
    return line


def _bare(line: str) -> str:
    return line[len(_prefix(line)) :].rstrip()


def _ends_fence(code: str, opening: str) -> bool:
    match = _FENCE.match(opening)
    if match is None:
        return False
    marks = match["marks"]
    closing = re.compile(rf"[ ]{{0,3}}{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$", re.MULTILINE)
    return closing.search(code) is not None
