"""Source text on one line, and the text of documentation comments."""

from __future__ import annotations

import re

_STRING = r"""
    "(?:[^"\\\n]|\\.)*+"? | '(?:[^'\\\n]|\\.)*+'? | `(?:[^`\\]|\\.)*+`?
"""
_BLANK = r"(?: \s | //[^\n]* | /\*.*?(?:\*/|\Z) )"
_NOT_PLAIN = re.compile(r"[^\S ]|  |/[/*]")
_GAP = re.compile(rf"({_STRING}) | {_BLANK}++", re.VERBOSE | re.DOTALL)
_TIDY_GAP = re.compile(rf"({_STRING}) | ,?{_BLANK}++", re.VERBOSE | re.DOTALL)
_COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_OPENING = frozenset("(<[")
_CLOSING = frozenset(")>]")
_STAR = re.compile(r"[ \t]*\*? ?")


def one_line(text: str) -> str:
    r"""Return *text* of a C-like language without comments, every gap one blank.

    >>> one_line("Map<  // by name\n  string>")
    'Map< string>'
    """
    if not _NOT_PLAIN.search(text):
        return text.strip()
    return _GAP.sub(lambda match: match[1] or " ", text).strip()


def signature_line(text: str) -> str:
    r"""Return *text* as :func:`one_line` does, and lists that were broken into lines closed up.

    >>> signature_line("get(\n  key: string,\n): void")
    'get(key: string): void'
    """
    if not _NOT_PLAIN.search(text):
        return text.strip()
    return _TIDY_GAP.sub(_closed_up, text).strip()


def _closed_up(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    gap, text = match[0], match.string
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    comma = gap.startswith(",")
    if "\n" in gap and (after in _CLOSING or (before in _OPENING and not comma)):
        return ""
    return ", " if comma else " "


def block_comment_text(comment: str) -> str:
    """Return the text of a ``/** … */`` comment, without marks and the stars of its lines."""
    first, *lines = comment.removeprefix("/**").removesuffix("*/").splitlines() or [""]
    if not lines:
        return first.strip()
    starred = all(line.lstrip().startswith("*") for line in lines if line.strip())
    kept = [_STAR.sub("", line, count=1) if starred else line.strip() for line in lines]
    return "\n".join([first.strip(), *(line.rstrip() for line in kept)]).strip("\n")


def last_doc_comment(gap: str) -> str:
    """Return the text of the last ``/** … */`` comment in *gap*, the text before a node.

    A comment that shares its line with what stands before the gap belongs to that, unless the
    node is on this line too.
    """
    found = ""
    for match in _COMMENT.finditer(gap):
        comment = match[0]
        if not comment.startswith("/**") or len(comment) < 6:
            continue
        trails = match.start() > 0 and "\n" not in gap[: match.start()]
        if not trails or "\n" not in gap[match.end() :]:
            found = comment
    return block_comment_text(found) if found else ""
