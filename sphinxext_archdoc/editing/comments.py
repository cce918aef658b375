"""Documentation comments, as source code has them or as a language wants them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

_MARKS = {"go": "//", "protobuf": "//", "rust": "///", "csharp": "///"}
"""What begins each line, in languages whose documentation is lines."""
_BETWEEN = ("@", "[", "#[")
"""What lines begin with that may stand between a comment and what it documents."""


def comment_above(lines: Sequence[str], line: int, doc: str, language: str) -> str:
    """Return the comment that says *doc* of what the *line* (1-based) of a source file declares.

    That is the one right above, as it is written, else a new one. Empty where there is no
    documentation, or the language has it inside of what it documents.
    """
    if not doc or language == "python":
        return ""
    found = _written(lines[: line - 1], _MARKS.get(language, ""))
    return textwrap.dedent("\n".join(found)) if found else _new(doc, language)


def _written(above: Sequence[str], mark: str) -> Sequence[str]:
    end = len(above)
    while end and above[end - 1].strip().startswith(_BETWEEN):
        end -= 1
    start = end
    if mark:
        while start and above[start - 1].strip().startswith(mark):
            start -= 1
        return above[start:end]
    if not end or not above[end - 1].rstrip().endswith("*/"):
        return ()
    while start:
        start -= 1
        text = above[start].strip()
        if text.startswith("/**"):
            return above[start:end]
        if "/*" in text or ("*/" in text and start < end - 1):
            break
    return ()


def _new(doc: str, language: str) -> str:
    rows = doc.split("\n")
    if language == "graphql":
        return "" if '"""' in doc else f'"""\n{doc}\n"""'
    if mark := _MARKS.get(language):
        return "\n".join(f"{mark} {row}".rstrip() for row in rows)
    if "*/" in doc:
        return ""
    if len(rows) == 1:
        return f"/** {doc} */"
    return "\n".join(["/**", *(f" * {row}".rstrip() for row in rows), " */"])
