"""The HTML of the rows of long tables, written without a node for each part of a cell.

A row of five cells is some thirty nodes, which take ten times as long to make and to visit as
its text takes to put together. Pages that are parts of a cut view, which only builders of
HTML write, have their rows this way; the table around them is a node as always.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", ">": "&gt;", "@": "&#64;"})
"""What docutils writes for these characters."""


def text_html(text: str) -> str:
    """Return *text* as docutils writes it to HTML."""
    return text.translate(_SPECIAL)


def link_html(address: str, text: str) -> str:
    """Return a reference to a place of the site; plain text without an *address*."""
    shown = text_html(text)
    if not address:
        return shown
    return f'<a class="reference internal" href="{text_html(address)}">{shown}</a>'


def span_html(text: str, *classes: str) -> str:
    """Return *text* with classes."""
    return f'<span class="{text_html(" ".join(classes))}">{text_html(text)}</span>'


def inline_html(parts: Iterable[nodes.Node]) -> str:
    """Return the HTML of inline nodes: text, text with classes, references inside the site."""
    return "".join(map(_inline, parts))


def _inline(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return text_html(node.astext())
    assert isinstance(node, nodes.Element)
    inner = inline_html(node.children)
    if isinstance(node, nodes.reference):
        title = node.get("reftitle")
        address = node["refuri"] if "refuri" in node else f"#{node['refid']}"
        hint = f' title="{text_html(title)}"' if title else ""
        return f'<a class="reference internal" href="{text_html(address)}"{hint}>{inner}</a>'
    assert isinstance(node, nodes.inline)
    classes = node["classes"]
    shown = f' class="{text_html(" ".join(classes))}"' if classes else ""
    return f"<span{shown}>{inner}</span>"


def rows_html(rows: Iterable[Sequence[str]], first: int = 2) -> str:
    """Return rows of cells, each the HTML of what is in it, empty or of one or more paragraphs.

    *first* is the number of the first one in its table, whose head counts.
    """
    parts = []
    for number, row in enumerate(rows, first):
        cells = "</td>\n<td>".join(row)
        parts.append(f'<tr class="row-{"odd" if number % 2 else "even"}"><td>{cells}</td>\n</tr>\n')
    return "".join(parts)


def paragraph_html(inner: str) -> str:
    """Return the paragraph that is alone in a cell; nothing for an empty one."""
    return f"<p>{inner}</p>" if inner else ""
