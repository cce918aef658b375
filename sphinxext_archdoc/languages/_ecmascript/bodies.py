"""What functions do, left out before anything is parsed: often half of the text, never needed.

Only the usual layout is recognised: a head on one line, and a closing brace below its first
character. Where the layout misleads, a brace too many is left, so that what remains does not
parse; what does parse can be relied on.
"""

from __future__ import annotations

import re

from sphinxext_archdoc.languages._ecmascript.repair import blank, end_before

_HEAD = re.compile(
    rb"""\n ([ \t]*+)
    (?:(?:export|default|async|static|private|protected|public|override|get|set)[ ])*+
    (?:function\*?[ ])?+ \*? [\w$\#]++ (?:<[^<>\n]*+>)? \( [^\n]* \)
    (?: :[ ] [^\n{}]* [\w$>\]'"] )? [ ]\{ (?=\n)""",
    re.VERBOSE,
)
"""A line such as ``  async get<K>(key: K): Promise<V> {``."""


def without_bodies(code: bytes) -> bytes:
    """Return *code*, as long and of as many lines, with blanks in place of function bodies."""
    pieces: list[bytes] = []
    unclosed: set[bytes] = set()
    position = 0
    while match := _HEAD.search(code, position):
        close = b"\n" + match[1] + b"}"
        end = -1 if close in unclosed else code.find(close, match.end())
        if end < 0:
            unclosed.add(close)
        if end < 0 or code.endswith(b"extends", 0, end_before(code, match.start())):
            end = match.end()
        pieces += [code[position : match.end()], blank(code[match.end() : end])]
        position = end
    return b"".join([*pieces, code[position:]]) if pieces else code
