"""Source text on one line, and the text of documentation comments."""

from __future__ import annotations

import re
import textwrap

_DOUBLE = r'"(?:[^"\\\n]|\\.)*+"?'
_SINGLE = r"'(?:[^'\\\n]|\\.)*+'?"
_TEMPLATE = r"`(?:[^`\\]|\\.)*+`?"
_BLOCK_COMMENT = r"/\*.*?(?:\*/|\Z)"
_OPENING = frozenset("(<[")
_CLOSING = frozenset(")>]")
_ENDS_MEMBER = re.compile(r"[\w$\])}>\"'`]")
_MEMBER = re.compile(r"(?:readonly )?(?:[\w$]+|\"[^\"\n]*\"|'[^'\n]*'|\[[^\]\n]*\])\??:")
_COMMENT = re.compile(rf"//[^\n]*|{_BLOCK_COMMENT}", re.DOTALL)
_OF_FILE = re.compile(r"@(?:license|copyright|fileoverview|file|overview|packageDocumentation)\b")
_STARRED = re.compile(r"\n[ \t]*\* ?")


class OneLine:
    """Puts code of a language on one line: no comments, every gap one blank.

    *literals* and *comments* are patterns (verbose, ``.`` is any character) of what is kept
    as it is, and of what is a gap. In languages in which a line break can end a member
    (*breaks_end*) it is replaced by a semicolon.
    """

    def __init__(self, literals: str, comments: str, *, breaks_end: bool = False) -> None:
        gap = rf"(?: \s | {comments} )++"
        flags = re.VERBOSE | re.DOTALL
        self._gap = re.compile(rf"({literals}) | {gap}", flags)
        self._tidy_gap = re.compile(rf"({literals}) | ,?{gap}", flags)
        self._close = _closed_up_or_ended if breaks_end else _closed_up

    def plain(self, text: str) -> str:
        r"""Return *text* on one line.

        >>> C_LIKE.plain("Map<  // by name\n  string>")
        'Map< string>'
        """
        if _is_plain(text):
            return text.strip()
        return self._gap.sub(lambda match: match[1] or " ", text).strip()

    def tidy(self, text: str) -> str:
        r"""Return *text* on one line, lists that were broken into lines closed up.

        >>> C_LIKE.tidy("get(\n  key: string,\n): void")
        'get(key: string): void'
        """
        if _is_plain(text):
            return text.strip()
        return self._tidy_gap.sub(self._close, text).strip()


def _is_plain(text: str) -> bool:
    """Return whether *text* has no gap but single blanks, as most have; quickly."""
    return not (
        "\n" in text
        or "/" in text
        or "  " in text
        or "#" in text
        or "\t" in text
        or not text.isascii()
    )


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


def _closed_up_or_ended(match: re.Match[str]) -> str:
    gap, text = match[0], match.string
    is_break = match[1] is None and "\n" in gap and not gap.startswith(",") and match.start() > 0
    is_end = is_break and _ENDS_MEMBER.match(text, match.start() - 1)
    return "; " if is_end and _MEMBER.match(text, match.end()) else _closed_up(match)


C_LIKE = OneLine(
    rf"{_DOUBLE} | {_SINGLE} | {_TEMPLATE}", rf"//[^\n]* | {_BLOCK_COMMENT}", breaks_end=True
)
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
    text = comment[2:].lstrip("*").removesuffix("/").rstrip("*")
    if "\n" not in text:
        return text.strip()
    starred, count = _STARRED.subn("\n", text.strip(" \t").rstrip())
    if count == starred.count("\n"):
        return "\n".join(map(str.rstrip, starred.split("\n"))).strip("\n")
    return "\n".join(map(str.strip, text.split("\n"))).strip("\n")


def cleaned(text: str) -> str:
    """Return *text* without the indentation that all its lines but the first share."""
    first, _, rest = text.partition("\n")
    return f"{first.lstrip()}\n{textwrap.dedent(rest.expandtabs())}".strip("\n").rstrip()


def line_comment_text(lines: list[str], mark: str) -> str:
    """Return the text of comment *lines* that begin with *mark*."""
    texts = [line.strip().removeprefix(mark) for line in lines]
    return "\n".join(text.removeprefix(" ").rstrip() for text in texts).strip("\n")


def last_doc_comment(gap: str) -> str:
    """Return the text of the last ``/** … */`` comment in *gap*, the text before a node.

    A comment about the file is none. One that shares its line with what stands before the gap
    belongs to that, unless the node is on this line too.
    """
    start = gap.find("/**")
    end = gap.find("*/", start + 3) + 2
    before, after = gap[:start], gap[end:]
    if start >= 0 and end > start + 5 and "\n" in before and f"{before}{after}".isspace():
        found = gap[start:end]
    else:
        found = _last_of_several(gap)
    return "" if not found or _is_of_file(found) else block_comment_text(found)


def _is_of_file(comment: str) -> bool:
    return "@" in comment and bool(_OF_FILE.search(comment))


def _last_of_several(gap: str) -> str:
    found, first_break, last_break = "", gap.find("\n"), gap.rfind("\n")
    for match in _COMMENT.finditer(gap):
        comment = match[0]
        if not comment.startswith("/**") or len(comment) < 6 or _is_of_file(comment):
            continue
        trails = match.start() > 0 and not 0 <= first_break < match.start()
        if not trails or last_break < match.end():
            found = comment
    return found
