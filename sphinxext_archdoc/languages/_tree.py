"""What readers by a grammar share: text of nodes, and comments that document them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tree_sitter import Node

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.languages._draft import Drafts, Part
from sphinxext_archdoc.languages._grammar import first_error_line, parser
from sphinxext_archdoc.languages._text import (
    OneLine,
    block_comment_text,
    is_text,
    line_comment_text,
)
from sphinxext_archdoc.model import Member

DocOf = Callable[[list[str]], str]
"""Returns what the comments before a node, without gap, say of it."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a language writes literals and comments."""

    line: OneLine
    doc_of: DocOf


@dataclass(frozen=True, slots=True)
class Code:
    """A parsed text."""

    data: bytes
    root: Node
    style: Style

    def text(self, start: int, end: int) -> str:
        """Return the text of a range of bytes."""
        return self.data[start:end].decode("utf-8", "replace")

    def name(self, node: Node, field: str = "name") -> str:
        """Return the text of a field of *node*; empty when there is none."""
        child = node.child_by_field_name(field)
        return self.text(child.start_byte, child.end_byte) if child is not None else ""

    def plain(self, node: Node) -> str:
        """Return the text of *node* on one line."""
        return self.style.line.plain(self.text(node.start_byte, node.end_byte))

    def signature(self, start: int, end: int) -> str:
        """Return the text of a range on one line, without what ends a declaration."""
        return self.style.line.tidy(self.text(start, end)).rstrip(" ;,")

    def line(self, node: Node) -> int:
        """Return the line (1-based) of the name of *node*, else of *node*."""
        name = node.child_by_field_name("name") or node
        return int(name.start_point[0]) + 1

    def end_line(self, node: Node) -> int:
        """Return the last line (1-based) of *node*."""
        return int(node.end_point[0]) + 1

    def field(
        self, declarator: Node, before: str, doc: str, *, readonly: bool, static: bool
    ) -> Part:
        """Return the field that *declarator* names, *before* in front; a literal is shown."""
        values = [child for child in declarator.children if child.type not in ("identifier", "=")]
        literal = bool(values) and all("literal" in value.type for value in values)
        name = declarator.child_by_field_name("name")
        end = name.end_byte if name is not None and not literal else declarator.end_byte
        member = Member(
            name=self.name(declarator),
            kind="property",
            signature=f"{before} {self.signature(declarator.start_byte, end)}",
            readonly=readonly,
            static=static,
            doc=doc,
            line=self.line(declarator),
        )
        return Part(member)

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
                yield node, self.style.doc_of(comments) if comments and row <= last_row + 1 else ""
                comments.clear()
            last_row = end_row


def _without_errors(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.is_error:
            yield from node.children
        else:
            yield node


def read(text: str, module: str, style: Style, declare: Callable[[Code, Drafts], None]) -> Reading:
    """Return what *declare* finds in *text*, parsed by the grammar *module*.

    Raises ImportError when that is not installed. What is no text declares nothing.
    """
    grammar = parser(module)
    if not is_text(text):
        return Reading(error_line=1)
    data = text.encode("utf-8", "replace")
    code = Code(data, grammar.parse(data).root_node, style)
    drafts = Drafts()
    declare(code, drafts)
    return Reading(declarations=drafts.finished(), error_line=first_error_line(code.root))


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
