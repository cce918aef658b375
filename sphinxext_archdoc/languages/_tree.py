"""What readers by a grammar share: text of nodes, and comments that document them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tree_sitter import Node

from sphinxext_archdoc.languages._grammar import first_error_line, parser
from sphinxext_archdoc.languages._text import OneLine, block_comment_text, line_comment_text

DocOf = Callable[[list[str]], str]
"""Returns what the comments before a node, without gap, say of it."""


@dataclass(frozen=True, slots=True)
class Code:
    """A parsed text."""

    data: bytes
    root: Node
    line_maker: OneLine
    doc_of: DocOf

    @property
    def error_line(self) -> int:
        """First line that does not parse; 0 when all does."""
        return first_error_line(self.root)

    def text(self, start: int, end: int) -> str:
        """Return the text of a range of bytes."""
        return self.data[start:end].decode("utf-8", "replace")

    def name(self, node: Node, field: str = "name") -> str:
        """Return the text of a field of *node*; empty when there is none."""
        child = node.child_by_field_name(field)
        return self.text(child.start_byte, child.end_byte) if child is not None else ""

    def plain(self, node: Node) -> str:
        """Return the text of *node* on one line."""
        return self.line_maker.plain(self.text(node.start_byte, node.end_byte))

    def signature(self, start: int, end: int) -> str:
        """Return the text of a range on one line, without what ends a declaration."""
        return self.line_maker.tidy(self.text(start, end)).rstrip(" ;,")

    def line(self, node: Node) -> int:
        """Return the line (1-based) of the name of *node*, else of *node*."""
        name = node.child_by_field_name("name") or node
        return int(name.start_point[0]) + 1

    def end_line(self, node: Node) -> int:
        """Return the last line (1-based) of *node*."""
        return int(node.end_point[0]) + 1

    def documented(self, nodes: Iterable[Node]) -> Iterator[tuple[Node, str]]:
        """Yield the named of *nodes* and what is in errors among them, each with its comments.

        Attributes may stand between a comment and its node. A comment that shares its line with
        what stands before it documents nothing.
        """
        comments: list[str] = []
        last_row = -1
        for node in _without_errors(nodes):
            row, (end_row, end_column) = node.start_point[0], node.end_point
            if "comment" in node.type:
                if row > last_row + 1:
                    comments.clear()
                if row > last_row:
                    comments.append(self.text(node.start_byte, node.end_byte).rstrip())
                last_row = end_row - (end_column == 0)
                continue
            if node.is_named and node.type != "attribute_item":
                yield node, self.doc_of(comments) if comments and row <= last_row + 1 else ""
                comments.clear()
            last_row = end_row


def _without_errors(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.is_error:
            yield from node.children
        else:
            yield node


def parse(module: str, text: str, line_maker: OneLine, doc_of: DocOf) -> Code:
    """Parse *text* by the grammar *module*; raises ImportError when that is not installed."""
    data = text.encode("utf-8", "replace")
    return Code(data, parser(module).parse(data).root_node, line_maker, doc_of)


def last_block(comments: list[str]) -> str:
    """Return the text of the last comment when it is ``/** … */``."""
    return block_comment_text(comments[-1]) if comments[-1].startswith("/**") else ""


def marked_lines(mark: str) -> DocOf:
    """Return what reads the comment lines that begin with *mark*, or a ``/** … */``."""

    def doc_of(comments: list[str]) -> str:
        lines = [line for line in comments if line.startswith(mark)]
        return line_comment_text(lines, mark) if lines else last_block(comments)

    return doc_of


def all_comments(comments: list[str]) -> str:
    """Return the text of all *comments*, whatever their marks."""
    return "\n".join(
        block_comment_text(comment) if comment.startswith("/*") else _line_text(comment)
        for comment in comments
    ).strip("\n")


def _line_text(comment: str) -> str:
    return line_comment_text([comment], "//")
