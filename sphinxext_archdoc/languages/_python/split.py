"""Python that does not parse cut into statements and members, by its lines and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]
"""Indices of lines, the second not included."""

_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"""|\Z)|\'\'\'(?:[^\\]|\\.)*?(?:\'\'\'|\Z)|"(?:[^"\\\n]|\\.)*+"?'
    r"|'(?:[^'\\\n]|\\.)*+'?|#[^\n]*|[()\[\]{}:]",
    re.DOTALL,
)
_DEPTHS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1, ":": 0}
_CONTINUES = re.compile(r"[)\]}#]|(?:elif|else|except|finally)\b")
_CLASS = re.compile(r"class\b")
_FUNCTION = re.compile(r"\s*(?:@|(?:async\s+)?def\b)")


def closing_bracket(text: str, start: int) -> int:
    """Return where the bracket at *start* is closed (after it); the end when it never is."""
    return next((m.end() for m, depth in _tokens(text, start) if depth == 0), len(text))


def _tokens(text: str, start: int = 0) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the brackets and colons of *text* from *start*, and how many are open after each."""
    depth = 0
    for match in _TOKEN.finditer(text, start):
        if match[0] in _DEPTHS:
            depth += _DEPTHS[match[0]]
            yield match, depth


def blocks(lines: list[str], indent: str = "") -> list[Span]:
    """Return the statements that are indented by *indent*, decorators with what they decorate."""
    starts: list[int] = []
    decorated = False
    for number, line in enumerate(lines):
        rest = line.removeprefix(indent)
        if not rest.strip() or rest[0].isspace() or not line.startswith(indent):
            continue
        if _CONTINUES.match(rest):
            continue
        if not decorated:
            starts.append(number)
        decorated = rest.startswith("@")
    return list(pairwise([*starts, len(lines)]))


def class_members(lines: list[str]) -> list[Span]:
    """Return the members of the class that *lines* are; none when they are no class."""
    head = next((n for n, line in enumerate(lines) if _CLASS.match(line)), None)
    if head is None:
        return []
    end = head + _head("\n".join(lines[head:])).count("\n") + 1
    first = next((line for line in lines[end:] if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    if not indent:
        return []
    return [(start + end, stop + end) for start, stop in blocks(lines[end:], indent)]


def bare_function(lines: list[str]) -> list[str]:
    """Return *lines* with ``...`` in place of the body, when they are a function."""
    text = "\n".join(lines)
    head = _head(text) if _FUNCTION.match(text) else ""
    if not head:
        return lines
    kept = f"{head} ...".split("\n")
    return kept + [""] * (len(lines) - len(kept))


def _head(text: str) -> str:
    """Return *text* up to the colon that ends the head of a class or function."""
    return next((text[: m.end()] for m, depth in _tokens(text) if m[0] == ":" and not depth), "")
