"""Directives of both markups, as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinxext_archdoc.markup.tree import Block, CodeBlock, DirectiveBlock

CODE_DIRECTIVES = frozenset({"code", "code-block", "sourcecode", "code-cell"})
"""Directives whose argument is a language and whose body is code."""
DIAGRAM_DIRECTIVES = frozenset(
    {"mermaid", "graphviz", "digraph", "graph", "plantuml", "uml", "blockdiag", "d2"}
)
"""Directives whose body is a diagram in the language of their name."""

_OPTION = re.compile(r":([^:\s][^:\n]*):(?:[ \t]+(.*))?$")


def directive_block(
    *,
    name: str,
    argument: str,
    content: str,
    content_line: int,
    line: int,
    end_line: int,
    text: str,
) -> Block:
    """Return the block of a directive.

    *content* is what stands after the line of its name, options first, without common
    indentation; *content_line* the line on which it begins. The rest as in
    :class:`DirectiveBlock`.
    """
    lines = content.split("\n")
    options, used = read_options(lines)
    while used < len(lines) and not lines[used].strip():
        used += 1
    body = "\n".join(lines[used:]).rstrip()
    body_line = content_line + (used if body else 0)
    language = _language(name, argument)
    if language is not None and body:
        return CodeBlock(
            line=line,
            end_line=end_line,
            language=language,
            text=f"{body}\n",
            text_line=body_line,
        )
    return DirectiveBlock(
        line=line,
        end_line=end_line,
        kind=f"directive:{name}",
        text=text,
        name=name,
        argument=" ".join(argument.split()),
        options=options,
        body=body,
        body_line=body_line,
    )


def _language(name: str, argument: str) -> str | None:
    if name in CODE_DIRECTIVES:
        words = argument.split()
        return words[0].lower() if words else ""
    return name if name in DIAGRAM_DIRECTIVES else None


def read_options(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Return the options that *lines* begin with and the number of lines they take.

    Options are ``:name: value`` lines, or ``name: value`` lines between two ``---`` lines
    (there a value may be quoted). A line that is indented goes on with the value before it.
    """
    if lines and lines[0].rstrip() == "---":
        closing = next((n for n, li in enumerate(lines) if n and li.rstrip() == "---"), None)
        if closing is not None:
            marked = [re.sub(r"^([^\s:#][^:]*):(?=\s|$)", r":\1:", li) for li in lines[1:closing]]
            options = {name: _unquoted(value) for name, value in _collect(marked)[0].items()}
            return options, closing + 1
    return _collect(lines)


def option_places(lines: Sequence[str], options: Iterable[str]) -> dict[str, int]:
    """Return the first of *lines*, from 0, on which each of *options* is set.

    *lines* are those of a directive; an option is ``:name:``, or ``name:`` in MyST.
    """
    wanted = set(options)
    places: dict[str, int] = {}
    for place, line in enumerate(lines):
        written = line.strip().removeprefix(":").partition(":")[0].strip()
        # Docutils makes names of options lower case.
        for name in {written, written.lower()} & wanted:
            places.setdefault(name, place)
        if len(places) == len(wanted):
            break
    return places


def _collect(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    options: dict[str, list[str]] = {}
    values: list[str] = []
    used = 0
    for line in lines:
        if match := _OPTION.match(line):
            values = options.setdefault(match[1].strip(), [])
            values[:] = [match[2] or ""]
        elif options and line[:1] in (" ", "\t") and line.strip():
            values.append(line.strip())
        else:
            break
        used += 1
    return {name: " ".join(" ".join(v).split()) for name, v in options.items()}, used


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
