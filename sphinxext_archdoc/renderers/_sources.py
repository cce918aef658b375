"""What renderers ask of a mermaid source, and of what is said about it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from sphinxext_archdoc.markup.flowchart import HEADER

_THEME = re.compile(r"[\"']?\btheme\b[\"']?\s*:\s*[\"']?([\w-]+)")
_COMMENT = re.compile(r"\s*%%")
_DIRECTIVE = re.compile(r"%%\{[^}]*(?:\}(?!%%)[^}]*)*\}%%")
_LONGEST_DIRECTIVE = 100
"""Lines of a directive; one that never ends is none."""
_POINTER = re.compile(r"\A[-.]*\^")


def theme_of(source: str, known: Container[str]) -> str:
    """Return the theme that *source* asks for, if it is *known*; else an empty string.

    It may stand in the header or in a directive such as ``%%{init: {"theme": "forest"}}%%``.
    """
    found = _THEME.search(source, *_settings(source))
    return found[1] if found and found[1] in known else ""


def on_any_page(source: str) -> str:
    """Return *source* without a theme that can be read on dark pages only.

    A picture stands on pages of both kinds; see ``drawing.shades``.
    """
    found = _THEME.search(source, *_settings(source))
    if found is None or found[1] != "dark":
        return source
    return f"{source[: found.start(1)]}neutral{source[found.end(1) :]}"


def _settings(source: str) -> tuple[int, int]:
    """Return where the settings in *source* begin and end: its header and first directive."""
    header = HEADER.match(source)
    start = source.find("%%{")
    end = source.find("}%%", start) if start >= 0 else -1
    return (header.start() if header else max(start, 0)), max(header.end() if header else 0, end)


def original_line(source: str, line: int) -> int:
    """Return which line of *source* mermaid means by *line*; 0 for 0.

    It counts without the header, directives, comments, and what is empty in front of them. The
    end of the source is its last line that is not empty.
    """
    numbers = [number for number, _text in _counted(source)]
    if not line or not numbers:
        return 0
    return numbers[min(line, len(numbers)) - 1]


def _counted(source: str) -> list[tuple[int, str]]:
    """Return the lines that mermaid counts, with their numbers in *source*."""
    header = HEADER.match(source)
    position = header.end() if header else 0
    number = source.count("\n", 0, position) + 1
    found: list[tuple[int, str]] = []
    for text, lines in _without_directives(source[position:]):
        if _COMMENT.match(text):
            while found and not found[-1][1].strip():
                found.pop()
        elif found or text.strip():
            found.append((number, text))
        number += lines
    while found and not found[-1][1].strip():
        found.pop()
    return found


def _without_directives(text: str) -> Iterator[tuple[str, int]]:
    """Yield the lines of *text* without directives, and how many lines each took there."""
    waiting = ""
    inside = 0
    for line in text.split("\n"):
        waiting += line if not inside else f"\n{line}"
        start = waiting.rfind("%%{")
        inside += 1
        if start >= 0 and waiting.find("}%%", start) < 0 and inside < _LONGEST_DIRECTIVE:
            continue
        yield _DIRECTIVE.sub("", waiting), inside
        waiting, inside = "", 0
    if inside:
        yield waiting, inside


def first_line(message: str) -> str:
    r"""Return what a message of a parser says, on one line, without the quoted source.

    >>> first_line("Parse error on line 2:\n A->>B hi\n---------^\nExpecting 'TXT'")
    "Expecting 'TXT'"
    """
    lines = [line.strip() for line in message.strip().split("\n")]
    for place, line in enumerate(lines):
        if _POINTER.match(line) and place + 1 < len(lines):
            lines = lines[place + 1 :]
            break
    return " ".join(next((line for line in lines if line), "unknown error").split())[:200]
