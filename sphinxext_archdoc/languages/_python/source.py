"""Python text and its parsed statements, those that do not parse apart from the others."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from sphinxext_archdoc.languages._python.newer import Newer, without_newer_syntax
from sphinxext_archdoc.languages._python.split import bare_function, blocks, class_members


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of Python: its statements, and the lines they were written on."""

    body: list[ast.stmt]
    lines: list[bytes]
    """The lines of the piece as written (UTF-8), without their ends."""
    newer: Newer
    """What the interpreter does not know the syntax of, by line of the piece."""
    first_line: int = 1
    """Line of the text on which the piece begins."""

    def line(self, node: ast.expr | ast.stmt) -> int:
        """Return the line of the text on which *node* begins."""
        return node.lineno + self.first_line - 1

    def end_line(self, node: ast.expr | ast.stmt) -> int:
        """Return the line of the text on which *node* ends."""
        return (node.end_lineno or node.lineno) + self.first_line - 1

    def text(self, line: int, column: int, end_line: int, end_column: int) -> str:
        """Return the text between two places; columns count bytes, as those of nodes do."""
        lines = self.lines[line - 1 : end_line]
        lines[-1] = lines[-1][:end_column]
        lines[0] = lines[0][column:]
        return b"\n".join(lines).decode("utf-8", "replace")

    def text_of(self, node: ast.expr | ast.stmt) -> str:
        """Return the text of *node*."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.text(node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)


def parse(text: str) -> tuple[list[Source], int]:
    """Return *text* in pieces that parse, and the first line (1-based) that does not, or 0."""
    lines = text.split("\n")
    body, error_line = _parsed(text)
    if not error_line:
        return [_source(body, lines, Newer())], 0
    older, newer = without_newer_syntax(text)
    body, error_line = _parsed(older)
    if not error_line:
        return [_source(body, lines, newer)], 0
    return list(_pieces(lines, older.split("\n"))), error_line


def _source(body: list[ast.stmt], lines: list[str], newer: Newer, first_line: int = 1) -> Source:
    return Source(body, [line.encode("utf-8", "replace") for line in lines], newer, first_line)


def _parsed(text: str) -> tuple[list[ast.stmt], int]:
    """Return the statements of *text*, and the line that does not parse, or 0."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text).body, 0
        except SyntaxError as error:
            return [], error.lineno or 1
        except (ValueError, RecursionError, MemoryError):
            return [], 1


def _pieces(lines: list[str], older: list[str]) -> Iterator[Source]:
    """Yield each top-level statement that parses, where need be without parts of it."""
    for start, end in blocks(older):
        block = older[start:end]
        body, error_line = _parsed("\n".join(block))
        if error_line:
            body, _ = _parsed("\n".join(_readable(block)))
        if body:
            _, newer = without_newer_syntax("\n".join(lines[start:end]))
            yield _source(body, lines[start:end], newer, start + 1)


def _readable(block: list[str]) -> list[str]:
    """Return the lines of a statement that does not parse without those that are to blame.

    A class loses members that do not parse, a function its body; lines stay where they are.
    """
    members = class_members(block)
    if not members:
        return bare_function(block)
    kept = block[: members[0][0]]
    for start, end in members:
        member = block[start:end]
        indent = member[0][: len(member[0]) - len(member[0].lstrip())]
        nothing = [f"{indent}pass", *[""] * (len(member) - 1)]
        forms = (member, bare_function(member), nothing)
        kept += next(form for form in forms if not _parsed("\n".join(["class _:", *form]))[1])
    return kept
