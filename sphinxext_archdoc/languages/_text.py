"""Source text on one line, and the text of documentation comments."""

from __future__ import annotations

import re

_DOUBLE = r'"(?:[^"\\\n]|\\.)*+"?'
_SINGLE = r"'(?:[^'\\\n]|\\.)*+'?"
_TEMPLATE = r"`(?:[^`\\]|\\.)*+`?"
_BLOCK_COMMENT = r"/\*.*?(?:\*/|\Z)"
_NOT_PLAIN = re.compile(r"[^\S ]|  |/[/*]|\#|\"\"")
_OPENING = frozenset("(<[")
_CLOSING = frozenset(")>]")
_COMMENT = re.compile(rf"//[^\n]*|{_BLOCK_COMMENT}", re.DOTALL)
_OF_FILE = re.compile(r"@(?:license|copyright|fileoverview|file|overview|packageDocumentation)\b")
_STAR = re.compile(r"[ \t]*\*? ?")


class OneLine:
    """Puts code of a language on one line: no comments, every gap one blank.

    *literals* and *comments* are patterns (verbose, ``.`` is any character) of what is kept
    as it is, and of what is a gap.
    """

    def __init__(self, literals: str, comments: str) -> None:
        gap = rf"(?: \s | {comments} )++"
        flags = re.VERBOSE | re.DOTALL
        self._gap = re.compile(rf"({literals}) | {gap}", flags)
        self._tidy_gap = re.compile(rf"({literals}) | ,?{gap}", flags)

    def plain(self, text: str) -> str:
        r"""Return *text* on one line.

        >>> C_LIKE.plain("Map<  // by name\n  string>")
        'Map< string>'
        """
        if not _NOT_PLAIN.search(text):
            return text.strip()
        return self._gap.sub(lambda match: match[1] or " ", text).strip()

    def tidy(self, text: str) -> str:
        r"""Return *text* on one line, lists that were broken into lines closed up.

        >>> C_LIKE.tidy("get(\n  key: string,\n): void")
        'get(key: string): void'
        """
        if not _NOT_PLAIN.search(text):
            return text.strip()
        return self._tidy_gap.sub(_closed_up, text).strip()


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


C_LIKE = OneLine(rf"{_DOUBLE} | {_SINGLE} | {_TEMPLATE}", rf"//[^\n]* | {_BLOCK_COMMENT}")
"""Strings in any quotes, ``//`` and ``/* */``: JavaScript, Go, Java, C#, Protocol Buffers."""
RUST = OneLine(rf"{_DOUBLE} | '(?:[^'\\\n]|\\[^\n]+?)'", rf"//[^\n]* | {_BLOCK_COMMENT}")
"""An apostrophe may begin a lifetime."""
PYTHON = OneLine(
    rf'"""(?:[^\\]|\\.)*?(?:"""|\Z) | \'\'\'(?:[^\\]|\\.)*?(?:\'\'\'|\Z) | {_DOUBLE} | {_SINGLE}',
    r"\#[^\n]* | \\\n",
)


def is_text(text: str) -> bool:
    """Return whether *text* can be code: no NUL, and few characters that were not decoded."""
    return "\0" not in text and text.count("\ufffd") <= max(20, len(text) // 100)


def block_comment_text(comment: str) -> str:
    """Return the text of a ``/** … */`` comment, without marks and the stars of its lines."""
    text = comment.removeprefix("/*").lstrip("*").removesuffix("/").rstrip("*")
    first, *lines = text.splitlines() or [""]
    if not lines:
        return first.strip()
    starred = all(line.lstrip().startswith("*") for line in lines if line.strip())
    kept = [_STAR.sub("", line, count=1) if starred else line.strip() for line in lines]
    return "\n".join([first.strip(), *(line.rstrip() for line in kept)]).strip("\n")


def line_comment_text(lines: list[str], mark: str) -> str:
    """Return the text of comment *lines* that begin with *mark*."""
    texts = [line.strip().removeprefix(mark) for line in lines]
    return "\n".join(text.removeprefix(" ").rstrip() for text in texts).strip("\n")


def last_doc_comment(gap: str) -> str:
    """Return the text of the last ``/** … */`` comment in *gap*, the text before a node.

    A comment about the file is none. One that shares its line with what stands before the gap
    belongs to that, unless the node is on this line too.
    """
    only = gap.strip()
    if only.startswith("/**") and only.find("*/", 2) == len(only) - 2 and gap[0] != "/":
        first = gap.index("/")
        found = only if "\n" in gap[:first] or "\n" not in gap[first + len(only) :] else ""
    else:
        found = _last_of_several(gap)
    return "" if not found or _OF_FILE.search(found) else block_comment_text(found)


def _last_of_several(gap: str) -> str:
    found, first_break, last_break = "", gap.find("\n"), gap.rfind("\n")
    for match in _COMMENT.finditer(gap):
        comment = match[0]
        if not comment.startswith("/**") or len(comment) < 6 or _OF_FILE.search(comment):
            continue
        trails = match.start() > 0 and not 0 <= first_break < match.start()
        if not trails or last_break < match.end():
            found = comment
    return found
