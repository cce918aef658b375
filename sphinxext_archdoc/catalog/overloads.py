"""Signatures of several overloads, which are kept as one text."""

from __future__ import annotations

import re

from sphinxext_archdoc.model import Declaration, Member

STRING = r"\"(?:[^\"\\]|\\.)*+\"?|'(?:[^'\\]|\\.)*+'|`(?:[^`\\]|\\.)*+`?"
"""Pattern of a string in any quotes."""
_TOKEN = re.compile(rf"{STRING}|=>|->|; |[()\[\]{{}}<>]", re.DOTALL)


def overloads(declared: Declaration | Member) -> list[str]:
    """Return the signature of each overload of a declaration or member.

    >>> overloads(Member(name="a", kind="method", signature="a(); a(b: {c; d})", overloads=2))
    ['a()', 'a(b: {c; d})']
    """
    count = declared.overloads if isinstance(declared, Member) else 1
    written = declared.signature or declared.name
    parts = _split(written) if count > 1 or declared.kind == "function" else [written]
    return [written] if count > 1 and len(parts) != count else parts


def _split(signature: str) -> list[str]:
    """Cut at semicolons outside of brackets."""
    parts, first, depth = [], 0, 0
    for match in _TOKEN.finditer(signature):
        token = match[0]
        if token in ("(", "[", "{", "<"):
            depth += 1
        elif token in (")", "]", "}", ">"):
            depth = max(0, depth - 1)
        elif token == "; " and not depth:
            parts.append(signature[first : match.start()])
            first = match.end()
    return [*parts, signature[first:]]
