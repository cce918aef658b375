"""Damaged code cut into statements and members, by its brackets and lines alone.

All functions take code as the repair leaves it: comments are blanks, literals hold no brackets.
Places are offsets of bytes. Where brackets do not match, indentation tells what is outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Span = tuple[int, int]

_STATEMENT = re.compile(
    rb"""(?: ^ | (?<=\n) ) ([ \t]*+)
      (?: (@)[\w$]
      | (?:export|declare|import|interface|type|class|abstract|enum|const|let|var|function|async
          |namespace|module|global)(?![\w$])(?!\s*+[:?(.,=;)]) )
    | [{}()\[\]]""",
    re.VERBOSE,
)
_MEMBER = re.compile(rb"\n([ \t]*+)(?=[^\s{}()<>;,|&?:=.]|\(|<|\.\.\.)|[{}()\[\]<>;,]|=>")
_HEAD = re.compile(
    rb"""(?<![\w$.]) (interface|class|enum|type|namespace|module|global|function) (?![\w$])
    | [{}()\[\]<>] | =>""",
    re.VERBOSE,
)
_OPERATORS = frozenset(b"=,(<[{|&?:+-*/%!.~^")
_UNFINISHED = re.compile(
    rb"\b(?:abstract|accessor|as|asserts|async|declare|extends|get|implements|in|infer|is|keyof"
    rb"|new|of|override|private|protected|public|readonly|set|static|typeof|unique)$"
)
_CONTINUING = re.compile(rb"(?:extends|is|as|in|instanceof)\s++[^:?(]")
_BODY_BEFORE = re.compile(rb"[\w$)\]}>\"'`]$")
_WINDOW = 256


@dataclass(frozen=True, slots=True)
class Body:
    """The braces of a declaration."""

    keyword: str
    """``interface``, ``class``, ``enum``, ``type``, ``namespace``, … as written."""
    start: int
    """After the opening brace."""
    end: int
    """Before the closing brace; the end of the code when there is none."""


def statement_spans(code: bytes) -> list[Span]:
    """Return the spans of the statements in *code*, each with the gap before it.

    A statement begins where a line begins with a word that begins one, outside of brackets.
    """
    cuts, balanced = _statement_cuts(code, -1)
    if not balanced:
        cuts, _ = _statement_cuts(code, _margin(_STATEMENT, code))
    return _spans(cuts, len(code))


def member_spans(code: bytes) -> list[Span]:
    """Return the spans of the members in *code*, the inside of a body.

    Semicolons and commas end a member; so does a line break before what can begin one.
    """
    cuts, balanced = _member_cuts(code, -1)
    if not balanced:
        cuts, _ = _member_cuts(code, _margin(_MEMBER, code))
    return _spans(cuts, len(code))


def body_of(code: bytes, keyword: str = "") -> Body | None:
    """Return the body of the declaration that *code* is, found by its keyword and brackets.

    With the *keyword* ``function``, *code* may be a method, which has none.
    """
    depth = angles = start = 0
    for match in _HEAD.finditer(code):
        token = match[0]
        if match[1]:
            keyword = keyword or (token.decode() if depth == 0 else "")
        elif token in (b"<", b">"):
            angles += (1 if token == b"<" else -1) if depth == 0 else 0
        elif token in (b"(", b"{", b"["):
            if token == b"{" and depth == 0 and not start and keyword and angles <= 0:
                start = match.end() if _opens_body(keyword, code, match.start()) else 0
            depth += 1
        elif token != b"=>":
            depth -= 1
            if start and depth == 0:
                return Body(keyword, start, match.start())
    return Body(keyword, start, len(code)) if start else None


def _opens_body(keyword: str, code: bytes, brace: int) -> bool:
    before = _before(code, brace)
    if keyword == "type":
        return before.rstrip(b"|& ").endswith(b"=")
    return bool(_BODY_BEFORE.search(before)) and not before.endswith(b"=>")


def _before(code: bytes, position: int) -> bytes:
    """Return the end of what stands before *position* and the gap there."""
    end = _end_before(code, position)
    return code[max(0, end - _WINDOW) : end]


def _end_before(code: bytes, position: int) -> int:
    while position > 0:
        window = code[max(0, position - _WINDOW) : position]
        kept = len(window.rstrip())
        if kept:
            return position - len(window) + kept
        position -= len(window)
    return 0


def _margin(pattern: re.Pattern[bytes], code: bytes) -> int:
    first = next((match for match in pattern.finditer(code) if match[1] is not None), None)
    return len(first[1]) if first else 0


def _spans(cuts: list[int], end: int) -> list[Span]:
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=True) if a < b]


def _statement_cuts(code: bytes, margin: int) -> tuple[list[int], bool]:
    """Return where statements begin, and whether all brackets match.

    Lines indented by no more than *margin* begin one inside of brackets too.
    """
    cuts, depth, balanced, decorated = [0], 0, True, False
    for match in _STATEMENT.finditer(code):
        if match[1] is None:
            depth += 1 if match[0] in b"({[" else -1
            balanced = balanced and depth >= 0
            depth = max(depth, 0)
            continue
        if depth and len(match[1]) > margin:
            continue
        end = _end_before(code, match.start())
        if depth == 0 and (code[end - 1] in _OPERATORS or code[:end].endswith(b"=>", end - 2)):
            continue
        depth = 0
        if not decorated and end > cuts[-1]:
            cuts.append(end)
        decorated = match[2] is not None
    return cuts, balanced and depth == 0


def _member_cuts(code: bytes, margin: int) -> tuple[list[int], bool]:
    cuts, depth, angles, balanced = [0], 0, 0, True
    for match in _MEMBER.finditer(code):
        token = match[0]
        if match[1] is not None:
            outside = depth == 0 and angles <= 0
            if (outside or len(match[1]) <= margin) and _begins_member(code, match):
                depth = angles = 0
                cuts.append(match.start())
        elif token == b"=>":
            continue
        elif token in b"({[":
            depth += 1
        elif token in b")}]":
            depth -= 1
            balanced = balanced and depth >= 0
            depth = max(depth, 0)
        elif depth == 0:
            if token in b"<>":
                angles += 1 if token == b"<" else -1
            elif token == b";" or angles <= 0:
                angles = 0
                cuts.append(match.end())
    return cuts, balanced and depth == 0


def _begins_member(code: bytes, line_break: re.Match[bytes]) -> bool:
    before = _before(code, line_break.start())
    if not before or before[-1] in b";,{":
        return True
    goes_on = before[-1] in _OPERATORS or before.endswith(b"=>") or _UNFINISHED.search(before)
    return not goes_on and not _CONTINUING.match(code, line_break.end())
