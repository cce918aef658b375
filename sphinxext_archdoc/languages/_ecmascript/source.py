"""Source text and its parsed statements, those that do not parse apart from the others."""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node, Parser

from sphinxext_archdoc.languages._ecmascript.bodies import without_bodies
from sphinxext_archdoc.languages._ecmascript.repair import outdated, repaired
from sphinxext_archdoc.languages._grammar import error_size, first_error_line, parser
from sphinxext_archdoc.languages._text import last_doc_comment

_GRAMMAR = "tree_sitter_typescript"


@dataclass(frozen=True, slots=True)
class Dialect:
    """One of the grammar's two languages."""

    jsx: bool

    @property
    def parser(self) -> Parser:
        """The parser of this dialect."""
        return parser(_GRAMMAR, "language_tsx" if self.jsx else "language_typescript")


PLAIN = Dialect(jsx=False)
JSX = Dialect(jsx=True)


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of a file: what was written, and in which form it was parsed."""

    data: bytes
    """The bytes as written (UTF-8)."""
    code: bytes
    """The bytes that were parsed, of the same length."""
    root: Node
    first_line: int
    """Line of the file on which the piece begins."""
    error_line: int
    """First line of the file that does not parse; 0 when all of the piece does."""
    nested: tuple[Source, ...] | None = None
    """What the body of the one declaration in here consists of, when that was parsed apart."""

    def text(self, start: int, end: int) -> str:
        """Return the text of a range of bytes, as written."""
        return self.data[start:end].decode("utf-8", "replace")

    def text_of(self, node: Node) -> str:
        """Return the text of *node*, as written."""
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def doc_comment(self, start: int, end: int) -> str:
        """Return the text of the documentation comment in the gap before a node."""
        gap = self.data[start:end]
        return last_doc_comment(gap.decode("utf-8", "replace")) if b"/**" in gap else ""

    def line(self, node: Node) -> int:
        """Return the line of the file on which *node* begins."""
        return int(node.start_point[0]) + self.first_line

    def end_line(self, node: Node) -> int:
        """Return the line of the file on which *node* ends."""
        return int(node.end_point[0]) + self.first_line

    def stands_for_nothing(self, node: Node) -> bool:
        """Return whether the repair wrote the name *node* where there is none."""
        span = slice(node.start_byte, node.end_byte)
        return self.code[span] == b"_" != self.data[span]


def parse(data: bytes, dialect: Dialect, *, bodies: bool = True) -> Source:
    """Parse *data* as it is, or as the repair has it, whichever has fewer errors.

    Without *bodies*, what functions do need not parse.
    """
    if outdated(data):
        return parse_piece(data, repaired(data, dialect.jsx), dialect, 1)
    if not bodies and (code := without_bodies(data)) is not data:
        source = _parsed(data, code, dialect, 1)
        if not source.error_line:
            return source
    written = _parsed(data, data, dialect, 1)
    if not written.error_line:
        return written
    return better(written, _parsed(data, repaired(data, dialect.jsx), dialect, 1))


def parse_piece(data: bytes, code: bytes, dialect: Dialect, first_line: int) -> Source:
    """Parse *code*, the repaired form of *data*; *data* itself where that has fewer errors."""
    source = _parsed(data, code, dialect, first_line)
    if not source.error_line:
        return source
    return better(source, _parsed(data, data, dialect, first_line))


def _parsed(data: bytes, code: bytes, dialect: Dialect, first_line: int) -> Source:
    root = dialect.parser.parse(code).root_node
    line = first_error_line(root)
    return Source(data, code, root, first_line, line and line + first_line - 1)


def better(first: Source, second: Source) -> Source:
    """Return the one with fewer errors, *first* when both have as many."""
    if not second.error_line:
        return second
    return second if error_size(second.root) < error_size(first.root) else first
