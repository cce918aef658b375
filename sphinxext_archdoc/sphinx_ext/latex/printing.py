"""Prepares pages for LaTeX: tables that fit and break, headings that stay with their parts."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_archdoc.sphinx_ext.navigation import is_list_of_packages
from sphinxext_archdoc.sphinx_ext.plain import is_own_table, widths_of
from sphinxext_archdoc.sphinx_ext.walking import elements

_ENGINES = frozenset({"pdflatex", "xelatex", "lualatex"})
"""Those of Japanese find their own places to break."""


class PrintTransform(SphinxPostTransform):
    """Turns what views are made of into what LaTeX sets well.

    Runs when all else of a page is there.
    """

    default_priority: ClassVar[int] = 220
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Prepare a whole document."""
        # Its patterns take long to compile, and most builds are not for LaTeX.
        from sphinxext_archdoc.sphinx_ext.latex.breaking import allow_breaks

        for node in list(elements(self.document)):
            if isinstance(node, nodes.table) and is_own_table(node):
                _prepare_table(node)
            elif isinstance(node, nodes.rubric) and "arch-heading" in node["classes"]:
                _prepare_heading(node)
            elif isinstance(node, nodes.paragraph) and "arch-facts" in node["classes"]:
                _surround(node, "archdocfacts")
            elif isinstance(node, nodes.definition_list) and is_own_table(node):
                _prepare_terms(node)
        if self.config.latex_engine in _ENGINES:
            allow_breaks(self.document)
        root = self.env.get_doctree(self.document["docname"])
        toctree = next(root.findall(addnodes.toctree), None)
        if toctree is not None and is_list_of_packages(toctree):
            self.document.insert(0, _raw(_DEEPER_CONTENTS))


_DEEPER_CONTENTS = r"\addtocontents{toc}{\protect\addtocounter{tocdepth}{1}}"
"""Sphinx takes the depth of the contents from the first toctree. That of packages is one for
the sake of the navigation of HTML; the contents of a book would be a handful of lines."""


def _prepare_table(node: nodes.table) -> None:
    """Let the columns share the line, and set their cells ragged."""
    from sphinxext_archdoc.sphinx_ext.latex.breaking import LONGEST_IN_CELL, allow_breaks

    allow_breaks(node, longest=LONGEST_IN_CELL)
    widths = widths_of(node, LINE, MARGIN)
    columns = (rf">{{\raggedright\arraybackslash}}\X{{{w}}}{{{sum(widths)}}}" for w in widths)
    _surround(node, "archdoctable")
    parent = node.parent
    parent.insert(parent.index(node), addnodes.tabular_col_spec(spec="".join(columns)))
    _keep_with_heading(node)


def _keep_with_heading(node: nodes.Element) -> None:
    if (section := _opened_section(node)) is not None:
        section.parent.insert(section.parent.index(section), _raw(r"\archdocheading[10]"))


def _opened_section(node: nodes.Element) -> nodes.section | None:
    """Return the outermost section in which nothing but headings is before *node*."""
    found = None
    while node.parent is not None:
        before = node.parent.children[: node.parent.index(node)]
        if any(not isinstance(other, _HEADINGS) for other in before):
            break
        node = node.parent
        if isinstance(node, nodes.section) and node.parent is not None:
            found = node
    return found


_HEADINGS = (nodes.title, nodes.rubric, nodes.raw, nodes.Invisible, addnodes.tabular_col_spec)

LINE = 90
"""Characters of a line of a table, in words that are wider than others."""
MARGIN = 3
"""Characters that the space between two columns takes."""


def _prepare_heading(node: nodes.rubric) -> None:
    parent, place = node.parent, node.parent.index(node)
    # LaTeX' writer leaves out the ids of rubrics.
    before: list[nodes.Node] = [nodes.target("", "", ids=[name]) for name in node["ids"]]
    node["ids"] = []
    is_of_table = any(isinstance(n, nodes.table) for n in parent.children[place + 1 : place + 2])
    lines = "[9]" if is_of_table else ""
    parent[place:place] = [_raw(rf"\archdocheading{lines}"), *before]
    _keep_with_heading(node)


def _prepare_terms(node: nodes.definition_list) -> None:
    for item in node.children[1:]:
        node.insert(node.index(item), _raw(r"\archdocheading"))


def _surround(node: nodes.Element, environment: str) -> None:
    parent, place = node.parent, node.parent.index(node)
    parent.insert(place + 1, _raw(rf"\end{{{environment}}}"))
    parent.insert(place, _raw(rf"\begin{{{environment}}}"))


def _raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="latex")
