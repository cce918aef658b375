"""Parsers of tree-sitter grammars, and what their trees say of errors.

Grammars are wheels of their own, imported when they are first needed. Walks are iterative and
take the children of a node as a list: access by index or to siblings is linear in each step.
"""

from __future__ import annotations

import importlib
from functools import cache

from tree_sitter import Language, Node, Parser


@cache
def parser(module: str, function: str = "language") -> Parser:
    """Return the parser of a grammar; raises ImportError when its wheel is not installed."""
    grammar = importlib.import_module(module)
    return Parser(Language(getattr(grammar, function)()))


def first_error_line(root: Node) -> int:
    """Return the first line (1-based) on which the tree below *root* has an error; 0 for none.

    An error that holds much of the text, and no other error, is where it ends.
    """
    node, errors = root, [root] if root.has_error else []
    while errors:
        node = errors[0]
        errors = [child for child in node.children if child.has_error]
    if not root.has_error:
        return 0
    last = node.children[-1] if node.is_error and node.child_count else node
    return int(last.start_point[0]) + 1


def error_size(root: Node) -> int:
    """Return how much of the tree below *root* is wrong: bytes in errors, one for a missing token.

    Parts of an error that were understood count as well: they are at a place of no meaning.
    """
    size = 0
    pending = [root] if root.has_error else []
    while pending:
        node = pending.pop()
        if node.is_error or node.is_missing:
            size += max(1, node.end_byte - node.start_byte)
        else:
            pending.extend(child for child in node.children if child.has_error)
    return size
