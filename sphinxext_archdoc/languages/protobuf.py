"""Protocol Buffers: services, messages and enums, of all syntaxes and editions.

A service is an interface with its calls as methods. A message is a type with its fields as
properties, those of ``oneof`` and the names of groups included; what is labelled ``optional`` is
optional. Messages qualify what they declare, the package does not. Everything is exported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.languages._cache import cached
from sphinxext_archdoc.languages._draft import Draft, Drafts, Part
from sphinxext_archdoc.languages._text import C_LIKE, is_text
from sphinxext_archdoc.languages._tree import all_comments
from sphinxext_archdoc.model import Member

NAME = "protobuf"
FENCES = ("protobuf", "proto", "proto2", "proto3")
SUFFIXES = (".proto",)
EXTRA = ""

_TOKEN = re.compile(
    r"""(?P<comment> //[^\n]* | /\*.*?(?:\*/|\Z) )
    | "(?:[^"\\\n]|\\.)*+"? | '(?:[^'\\\n]|\\.)*+'? | [^\s{}\[\];"'/]+ | \S""",
    re.VERBOSE | re.DOTALL,
)
_HEAD = re.compile(r"(message|service|enum|oneof|extend) ([\w.]+)$")
_RPC = re.compile(r"rpc (\w+) ?\( ?(?:stream )?[\w.]+ ?\) ?returns ?\( ?(?:stream )?[\w.]+ ?\)$")
_FIELD = re.compile(
    r"(?:(optional|required|repeated) )?(map ?<[^<>]*>|group|[\w.]+) ?(\w+) ?= ?\w+(?= ?\[|$)"
)
_VALUE = re.compile(r"(\w+) ?= ?-? ?\w+(?= ?\[|$)")
_SKIPPED = re.compile(r"(?:syntax|edition|import|package|option|reserved|extensions)\b")
_FIELD_NAME = 3
_MEMBERS = {
    "service": (_RPC, "method", 1),
    "message": (_FIELD, "property", _FIELD_NAME),
    "enum": (_VALUE, "enum-member", 1),
}
"""What matches a member of a block, the kind of the member, and which group is its name."""
_KINDS = {"message": "type", "service": "interface", "enum": "enum"}


@dataclass(slots=True)
class _Statement:
    """What ends with a semicolon, a brace that begins its block, or is a closing brace."""

    text: str
    """On one line, without comments."""
    line: int
    end: str
    """``;``, ``{`` or ``}``; empty at the end of the text."""
    doc: str = ""


@cached(NAME)
def declarations(text: str, suffix: str = "") -> Reading:
    """Return what *text* declares; *suffix* makes no difference."""
    if not is_text(text):
        return Reading(error_line=1)
    file = _File()
    for statement in _Splitter(text).statements():
        file.read(statement)
    return Reading(declarations=file.drafts.finished(), error_line=file.error_line)


class _Splitter:
    """Cuts a text into statements."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[_Statement] = []
        self._line = 1
        self._last_line = 0
        """Line of the last token that is no comment."""
        self._comments: list[str] = []
        self._comments_end = 0
        self._start = -1
        self._first_line = 0
        self._brackets = self._braces = 0
        """How many are open around options, in which no statement ends."""

    def statements(self) -> list[_Statement]:
        """Return all statements in the order of the text."""
        position = 0
        for match in _TOKEN.finditer(self._text):
            self._line += self._text.count("\n", position, match.start())
            position = match.start()
            if match["comment"]:
                self._comment(match[0])
            else:
                self._token(match[0], position)
                self._last_line = self._line
        self._end("", len(self._text))
        return self._found

    def _comment(self, comment: str) -> None:
        if self._start >= 0:
            return
        if self._line == self._last_line:
            self._found[-1].doc = self._found[-1].doc or all_comments([comment])
            return
        if self._line > self._comments_end + 1:
            self._comments.clear()
        self._comments.append(comment)
        self._comments_end = self._line + comment.count("\n")

    def _token(self, token: str, position: int) -> None:
        if self._start < 0:
            self._start, self._first_line = position, self._line
            if self._line > self._comments_end + 1:
                self._comments.clear()
        if token in ("[", "]"):
            self._brackets += 1 if token == "[" else -1
        elif token in ("{", "}") and self._in_options():
            self._braces += 1 if token == "{" else -1
        elif token in (";", "{", "}") and self._braces <= 0:
            if token == "}" and self._start < position:
                self._end(";", position)
                self._first_line = self._line
            self._end(token, position)

    def _in_options(self) -> bool:
        inside = self._brackets > 0 or self._braces > 0
        return inside or self._text.startswith("option ", self._start)

    def _end(self, token: str, position: int) -> None:
        text = C_LIKE.plain(self._text[self._start : position]) if self._start >= 0 else ""
        doc = all_comments(self._comments) if self._comments else ""
        self._found.append(_Statement(text, self._first_line or self._line, token, doc))
        self._comments.clear()
        self._start, self._brackets, self._braces = -1, 0, 0


class _File:
    """What the statements of a file declare, and the first of them that does not parse."""

    def __init__(self) -> None:
        self.drafts = Drafts()
        self.error_line = 0
        self._scopes: list[tuple[str, Draft | None]] = []
        """Keywords of the blocks that are open, and what their statements are members of."""

    def read(self, statement: _Statement) -> None:
        """Add what *statement* declares."""
        if statement.end in ("}", "") and self._scopes and (draft := self._scopes[-1][1]):
            draft.end_line = statement.line
        if statement.end == "}":
            understood = bool(self._scopes)
            del self._scopes[-1:]
        elif statement.end == "{":
            understood = self._open(statement)
        elif statement.end == ";":
            understood = self._member(statement) or not statement.text
        else:
            understood = not self._scopes and not statement.text
        if not understood:
            self.error_line = self.error_line or statement.line

    def _open(self, statement: _Statement) -> bool:
        """Read the head of a block."""
        keyword, draft = "", self._scopes[-1][1] if self._scopes else None
        if head := _HEAD.match(statement.text):
            keyword = head[1]
            if keyword in _KINDS:
                draft = self._declare(statement, head[2], keyword)
        elif statement.text.startswith("rpc "):
            self._member(statement)
            keyword, draft = "options", None
        elif (group := _FIELD.match(statement.text)) and group[2] == "group":
            self._member(statement)
            keyword, draft = "message", self._declare(statement, group[3], "group")
        self._scopes.append((keyword, draft if keyword != "extend" else None))
        return bool(keyword)

    def _declare(self, statement: _Statement, name: str, keyword: str) -> Draft:
        outer = self._scopes[-1][1] if self._scopes else None
        draft = Draft(
            name=name,
            qualified=f"{outer.qualified}.{name}" if outer else name,
            kind=_KINDS.get(keyword, "type"),
            line=statement.line,
            end_line=statement.line,
            signature=f"{keyword} {name}",
            doc=statement.doc if keyword != "group" else "",
            exported=True,
        )
        self.drafts.declare(draft)
        return draft

    def _member(self, statement: _Statement) -> bool:
        """Read a statement that ends with a semicolon; return whether it was understood."""
        text = statement.text
        if not text or _SKIPPED.match(text):
            return True
        if not self._scopes:
            return False
        keyword, draft = self._scopes[-1]
        if draft is None:
            return True
        pattern, kind, place = _MEMBERS.get(keyword, _MEMBERS["message"])
        match = pattern.match(text)
        if match is None:
            return False
        member = Member(
            name=match[place],
            kind=kind,
            signature=match[0].rstrip(),
            optional=place == _FIELD_NAME and match[1] == "optional",
            doc=statement.doc,
            line=statement.line,
        )
        draft.add_members([Part(member=member)])
        return True
