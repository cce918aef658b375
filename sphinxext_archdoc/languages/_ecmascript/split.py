"""Damaged code cut into statements and members, by its brackets and lines alone.

All functions take code as the repair leaves it: comments are blanks, literals hold no brackets.
Places are offsets of bytes. Where brackets do not match, indentation tells what is outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinxext_archdoc.languages._ecmascript.repair import end_before

Span = tuple[int, int]

_STATEMENT = re.compile(
    rb"""(?: ^ | (?<=\n) ) ([ \t]*+)
      (?: (@)[\w$]
      | (?:export|declare|import|interface|abstract|enum|const|let|var
          |(type|class|function|async|namespace|module|global))(?![\w$])(?!\s*+[:?(.,=;)]) )
    | [{}()\[\]]""",
    re.VERBOSE,
)
_DECORATED = re.compile(rb"@|(?:(?:export|default|declare|abstract)\s+)*+class\b")
_MEMBER = re.compile(rb"\n([ \t]*+)(?=[^\s{}()<>;,|&?:=.]|\(|<|\.\.\.)|[{}()\[\]<>;,]|=>")
_HEAD = re.compile(
    rb"""(?<![\w$.]) (interface|class|enum|type|namespace|module|global|function) (?![\w$])
    | [{}()\[\]<>] | =>""",
    re.VERBOSE,
)
_OPERATOR = re.compile(rb"(?:[=,(<\[{|&?:+\-*/%!.~^]|=>)$")
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
    closed: bool


class _Brackets:
    """Which brackets are open; a brace closes all that was opened after the one it closes."""

    def __init__(self) -> None:
        self._open = bytearray()
        self._braces = 0
        self.matched = True
        """Whether each bracket so far closed one of its kind."""

    @property
    def depth(self) -> int:
        """How many brackets are open."""
        return len(self._open)

    def clear(self) -> None:
        """Take all brackets to be closed, wrongly if some are open."""
        self.matched = self.matched and not self._open
        self._open.clear()
        self._braces = 0

    def read(self, bracket: bytes) -> None:
        """Note that *bracket* is next in the code."""
        opening = _OPENING_OF.get(bracket)
        if opening is None:
            self._open += bracket
            self._braces += bracket == b"{"
        elif self._open and self._open[-1] == opening:
            self._open.pop()
            self._braces -= bracket == b"}"
        else:
            self.matched = False
            if bracket == b"}" and self._braces:
                del self._open[self._open.rindex(b"{") :]
                self._braces -= 1


_OPENING_OF = {b")": ord("("), b"]": ord("["), b"}": ord("{")}


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
    brackets, angles, start = _Brackets(), 0, 0
    for match in _HEAD.finditer(code):
        token, depth = match[0], brackets.depth
        if match[1]:
            keyword = keyword or (token.decode() if depth == 0 else "")
        elif token in (b"<", b">"):
            angles += (1 if token == b"<" else -1) if depth == 0 else 0
        elif token != b"=>":
            if token == b"{" and depth == 0 and not start and keyword and angles <= 0:
                start = match.end() if _opens_body(keyword, code, match.start()) else 0
            brackets.read(token)
            if start and brackets.depth == 0:
                return Body(keyword, start, match.start(), closed=True)
    return Body(keyword, start, len(code), closed=False) if start else None


def _opens_body(keyword: str, code: bytes, brace: int) -> bool:
    before = _before(code, brace)
    if keyword == "type":
        return before.rstrip(b"|& ").endswith(b"=")
    return bool(_BODY_BEFORE.search(before)) and not before.endswith(b"=>")


def _before(code: bytes, position: int) -> bytes:
    """Return the end of what stands before *position* and the gap there."""
    end = end_before(code, position)
    return code[max(0, end - _WINDOW) : end]


def _margin(pattern: re.Pattern[bytes], code: bytes) -> int:
    first = next((match for match in pattern.finditer(code) if match[1] is not None), None)
    return len(first[1]) if first else 0


def _spans(cuts: list[int], end: int) -> list[Span]:
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=True) if a < b]


def _statement_cuts(code: bytes, margin: int) -> tuple[list[int], bool]:
    """Return where statements begin, and whether all brackets match.

    Lines indented by no more than *margin* begin one inside of brackets too.
    """
    cuts, brackets, decorated = [0], _Brackets(), False
    for match in _STATEMENT.finditer(code):
        if match[1] is None:
            brackets.read(match[0])
            continue
        depth = brackets.depth
        if depth and len(match[1]) > margin:
            continue
        end = end_before(code, match.start())
        if depth == 0 and match[3] and _OPERATOR.search(code, max(0, end - 2), end):
            continue  # an expression
        brackets.clear()
        if end > cuts[-1] and not (decorated and _DECORATED.match(code, match.end(1))):
            cuts.append(end)
        decorated = match[2] is not None
    return cuts, brackets.matched and brackets.depth == 0


def _member_cuts(code: bytes, margin: int) -> tuple[list[int], bool]:
    """Return where members begin, and whether all brackets match, as for statements."""
    cuts, brackets, angles, matched = [0], _Brackets(), 0, True
    for match in _MEMBER.finditer(code):
        token, depth = match[0], brackets.depth
        if match[1] is not None:
            outside = depth == 0 and angles <= 0
            if (outside or len(match[1]) <= margin) and _begins_member(code, match):
                matched = matched and angles <= 0
                angles = 0
                brackets.clear()
                cuts.append(max(cuts[-1], end_before(code, match.start())))
        elif token in (b"<", b">"):
            angles += (1 if token == b"<" else -1) if depth == 0 else 0
        elif token in (b";", b","):
            if depth == 0 and (token == b";" or angles <= 0):
                matched = matched and angles <= 0
                angles = 0
                cuts.append(match.end())
        elif token != b"=>":
            brackets.read(token)
    return cuts, matched and brackets.matched and brackets.depth == 0 and angles <= 0


def _begins_member(code: bytes, line_break: re.Match[bytes]) -> bool:
    before = _before(code, line_break.start())
    if not before or before[-1] in b";,{" or before.endswith(b"..."):
        return True
    goes_on = _OPERATOR.search(before) or _UNFINISHED.search(before)
    return not goes_on and not _CONTINUING.match(code, line_break.end())
