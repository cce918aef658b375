"""Comments that say which findings are meant: ``<!-- archdoc-ignore: code reason -->``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from sphinxext_archdoc.catalog import Edit, Ignore
from sphinxext_archdoc.checking.body import Body
from sphinxext_archdoc.markup.texts import code_lines
from sphinxext_archdoc.markup.tree import Document

MARK = "archdoc-ignore"
_BODY = r"archdoc-ignore(?P<file>-file)?\s*:\s*(?P<codes>[\w-]+(?:\s*,\s*[\w-]+)*)"
_MARKDOWN = re.compile(rf"<!--\s*{_BODY}")
_LINE_COMMENT = re.compile(rf"\s*%\s*{_BODY}")
_RST = re.compile(rf"\s*\.\.\s+{_BODY}")
_MOST_LINES = 20
"""How many lines a comment may have."""
_MOST_COMMENTS = 20
"""How many comments on one line count."""

Range = tuple[int, int]


def ignores_of(body: Body) -> Iterator[Ignore]:
    """Yield the comments of a document, and what each is for.

    One inside a line of text is for that line; one on a line of its own for what follows it:
    a section with all below its heading, a list, an item, a table, a paragraph. ``-file`` is
    for the whole file.
    """
    if MARK not in body.text:
        return
    document = body.document
    lines = [n for n, line in enumerate(document.lines, 1) if MARK in line]
    code = code_lines(body.blocks)
    following = _Following(body)
    for line in lines:
        if line not in code:
            yield from _on_line(document, line, following)


def _on_line(document: Document, line: int, following: _Following) -> Iterator[Ignore]:
    source = document.lines[line - 1]
    if document.markup != "markdown":
        if match := _RST.match(source):
            end_line = _end_of_indented(document, line)
            yield _ignore(match, following, (line, end_line), _lines_away(document, line, end_line))
        return
    if match := _LINE_COMMENT.match(source):
        yield _ignore(match, following, (line, line), _lines_away(document, line, line))
        return
    for match in islice(_MARKDOWN.finditer(source), _MOST_COMMENTS):
        if source.count("`", 0, match.start()) % 2:
            continue
        end_line, end = _end_of_comment(document, line, match.end())
        before, after = source[: match.start()], document.lines[end_line - 1][end:]
        if before.strip() or after.strip():
            start = len(before.rstrip()) + 1 if not after.strip() else match.start() + 1
            edit = Edit(line=line, column=start, end_line=end_line, end_column=end + 1)
            yield _ignore(match, None, (line, end_line), edit)
        else:
            edit = _lines_away(document, line, end_line)
            yield _ignore(match, following, (line, end_line), edit)


def _ignore(match: re.Match[str], following: _Following | None, place: Range, edit: Edit) -> Ignore:
    first, last = following.after(place[1]) if following else place
    if match["file"]:
        first, last = 0, 0
    return Ignore(
        codes=tuple(code.strip() for code in match["codes"].split(",")),
        line=place[0],
        end_line=place[1],
        first=first,
        last=last,
        edits=(edit,),
    )


def _end_of_comment(document: Document, line: int, column: int) -> Range:
    """Return the line and the index after ``-->``."""
    for number in range(line, min(line + _MOST_LINES, len(document.lines) + 1)):
        end = document.lines[number - 1].find("-->", column if number == line else 0)
        if end >= 0:
            return number, end + 3
    return line, len(document.lines[line - 1])


def _end_of_indented(document: Document, line: int) -> int:
    """Return the last line of a comment of reStructuredText."""
    end = line
    for number in range(line + 1, min(line + _MOST_LINES, len(document.lines)) + 1):
        source = document.lines[number - 1]
        if not source.strip() or not source[0].isspace():
            break
        end = number
    return end


def _lines_away(document: Document, line: int, end_line: int) -> Edit:
    """Return what removes whole lines, and the blank one after them when there is one before."""
    is_blank = [
        not 0 < number <= len(document.lines) or not document.lines[number - 1].strip()
        for number in (line - 1, end_line + 1)
    ]
    last = end_line + 1 if all(is_blank) and end_line < len(document.lines) else end_line
    return Edit(line=line, column=1, end_line=last + 1, end_column=1)


class _Following:
    """What stands after a line: sections and blocks by where they begin."""

    def __init__(self, body: Body) -> None:
        sections = (s for s in body.document.root.walk() if s.level)
        found = [(s.line, -s.end_line) for s in sections]
        found += [(b.line, -b.end_line) for b in body.blocks if not self._is_mark(b)]
        self._ranges = sorted(found)

    @staticmethod
    def _is_mark(block: object) -> bool:
        return MARK in str(getattr(block, "text", ""))[:200] and hasattr(block, "kind")

    def after(self, line: int) -> Range:
        """Return the lines of what begins next after *line*, the outermost of several."""
        place = bisect_right(self._ranges, (line, 0))
        if place == len(self._ranges):
            return line, line
        first, last = self._ranges[place]
        return first, -last
