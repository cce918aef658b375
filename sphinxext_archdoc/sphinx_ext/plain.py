"""Views in text, man pages, Texinfo and LaTeX: what only looks good as boxes becomes lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.walking import elements

LINE = 100
"""Characters of a line of a table in text."""


class PlainTransform(SphinxPostTransform):
    """Puts numbers before what they count, gives tables widths that fit, drops dead links.

    Runs after diagrams were put into words.
    """

    default_priority: ClassVar[int] = 215
    formats = ("text", "man", "texinfo", "latex")

    def run(self, **kwargs: Any) -> None:
        """Look at each list, table and reference of a document."""
        builder = architecture_domain(self.env).builder
        for node in list(elements(self.document)):
            if isinstance(node, nodes.bullet_list) and "arch-numbers" in node["classes"]:
                for item in node.children:
                    _join(item)
            elif builder.format not in ("text", "man"):
                continue
            elif isinstance(node, nodes.table) and is_own_table(node):
                _fit(node)
            elif isinstance(node, nodes.paragraph) and "arch-below" in node["classes"]:
                # Their cells have one paragraph.
                node.insert(0, nodes.Text("("))
                node += nodes.Text(")")
            elif builder.format == "man" and _leads_nowhere(node):
                node.replace_self(node.children)


def is_own_table(node: nodes.Element) -> bool:
    """Return whether *node* was made for a view."""
    return any(name.startswith("arch-") for name in node["classes"])


def widths_of(node: nodes.table, line: int, margin: int) -> list[int]:
    """Return the widths of columns that share *line*, none narrower than its longest word.

    Otherwise they have the proportions that the table asks for. *margin* is what the space
    between two columns takes.
    """
    wanted = [colspec["colwidth"] for colspec in node.findall(nodes.colspec)]
    needed = [margin] * len(wanted)
    for row in node.findall(nodes.row):
        for number, entry in enumerate(row.children):
            needed[number] = max(needed[number], _longest_word(entry) + margin)
    return shared(wanted, needed, line)


def shared(wanted: Sequence[int], needed: Sequence[int], line: int) -> list[int]:
    """Return widths in the proportions of *wanted*, none narrower than *needed* if possible."""
    rest = max(line - sum(needed), 0)
    more = [max(w * line / sum(wanted) - n, 0) for w, n in zip(wanted, needed, strict=True)]
    share = rest / (sum(more) or 1)
    return [round(n + share * m) for n, m in zip(needed, more, strict=True)]


def _longest_word(entry: nodes.Node) -> int:
    texts = (text for text in entry.findall(nodes.Text) if not isinstance(text.parent, nodes.raw))
    return max((len(word) for text in texts for word in text.split()), default=0)


def _join(item: nodes.Node) -> None:
    """Make one line of a number and of what it counts."""
    assert isinstance(item, nodes.Element)
    line = nodes.paragraph()
    for number, part in enumerate(item.children):
        line += [nodes.Text(" ")] * bool(number)
        line += part.children
    item[:] = [line]


def _fit(table: nodes.table) -> None:
    for colspec, width in zip(table.findall(nodes.colspec), widths_of(table, LINE, 2), strict=True):
        colspec["colwidth"] = width


def _leads_nowhere(node: nodes.Element) -> bool:
    """Return whether *node* is a reference inside of a man page, which has no such."""
    if not isinstance(node, nodes.reference):
        return False
    return "refid" in node or node.get("refuri", "").startswith("#") or node.get("refuri") == ""
