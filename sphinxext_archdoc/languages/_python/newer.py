"""Syntax of Python 3.12 on interpreters that do not know it: type parameters, ``type``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sphinxext_archdoc.languages._python.split import closing_bracket

_SYNTAX = re.compile(
    r"""^[ \t]*+ (?: (?:class|(?:async[ \t]+)?def) [ \t]+ \w+ [ \t]* (?=\[)
    | (type[ \t]+(\w+)) [ \t]* (?=[=\[]) )""",
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Newer:
    """What was taken out of a text, by line (1-based)."""

    type_parameters: dict[int, str] = field(default_factory=dict)
    """Lists of type parameters, in brackets."""
    aliases: set[int] = field(default_factory=set)
    """Lines of ``type`` statements, which are assignments without that word."""


def without_newer_syntax(text: str) -> tuple[str, Newer]:
    """Return *text* with blanks for newer syntax, and what that was."""
    newer, pieces, position, line = Newer(), [], 0, 1
    for match in _SYNTAX.finditer(text):
        start, end = match.end(), match.end()
        if match[1]:
            start = match.start(1)
        line += text.count("\n", position, start)
        pieces.append(text[position:start])
        if match[1]:
            newer.aliases.add(line)
            pieces.append(match[2].ljust(end - start))
        position = end
        if text.startswith("[", end):
            position = closing_bracket(text, end)
            newer.type_parameters[line] = text[end:position]
            pieces.append(re.sub(r"[^\n]", " ", text[end:position]))
            line += text.count("\n", end, position)
    return "".join([*pieces, text[position:]]), newer
