"""reStructuredText as HTML that runs nothing and includes nothing.

docutils' own parser and writer do it, without Sphinx: what Sphinx alone knows is shown as it
is written, directives as code and roles as their text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import dedent, indent
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.frontend import get_default_settings
from docutils.transforms.writer_aux import Admonitions
from docutils.writers.html5_polyglot import Writer

Rewrite = Callable[[str], str]
"""Tells what stands for a link, an image or a diagram; empty for nothing."""

_ROLE = re.compile(r":[\w:+.-]+:`([^`<]*?)\s*(?:<[^<>`]*>)?`|`([^`]*)`:[\w:+.-]+:")
_MERMAID = re.compile(r"\.\. mermaid::[^\n]*\n(?:\s+:[\w-]+:[^\n]*\n)*(?P<source>.*)", re.DOTALL)
_SETTINGS: dict[str, Any] = {
    "_disable_config": True,
    "doctitle_xform": False,
    "embed_stylesheet": False,
    "file_insertion_enabled": False,
    "halt_level": 5,
    "input_encoding": "unicode",
    "math_output": "MathML",
    "raw_enabled": False,
    "report_level": 2,
    "sectsubtitle_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "warning_stream": False,
}


@dataclass(frozen=True, slots=True)
class RstText:
    """A text in reStructuredText, parsed."""

    doctree: nodes.document
    title: str
    """The heading that it begins with, which is left out of the HTML; empty for none."""

    def headings(self) -> dict[str, str]:
        """Return the anchors of the headings by their texts."""
        found: dict[str, str] = {}
        for section in self.doctree.findall(nodes.section):
            found.setdefault(section[0].astext(), section["ids"][0])
        return found

    def html(self, link: Rewrite, image: Rewrite, draw: Rewrite, level: int) -> str:
        """Return it as HTML; its highest headings are of *level*.

        *draw* tells the SVG of a mermaid diagram, which stays code where that is empty.
        """
        tree = self.doctree.deepcopy()
        for block in list(tree.findall(nodes.literal_block)):
            directive = _MERMAID.match(block.astext())
            if directive and (svg := draw(dedent(directive["source"]))):
                figure = f'<figure class="diagram">{svg}</figure>\n'
                _replace(block, [nodes.raw("", figure, format="html")])
        _resolve_links(tree, link)
        for picture in list(tree.findall(nodes.image)):
            if data := image(picture["uri"]):
                picture["uri"] = data
            else:
                alternative = nodes.inline("", picture.get("alt") or picture["uri"])
                is_inline = isinstance(picture.parent, nodes.TextElement)
                replacement = alternative if is_inline else nodes.paragraph("", "", alternative)
                _replace(picture, [replacement])
        writer = Writer()
        tree.settings = get_default_settings(writer)
        vars(tree.settings).update({**_SETTINGS, "initial_header_level": level})
        Admonitions(tree).apply()
        visitor = writer.translator_class(tree)
        tree.walkabout(visitor)
        return "".join(visitor.body)


def parse_to_html(text: str, path: str, prefix: str) -> RstText:
    """Parse *text* of the file *path*; ids in its HTML begin with *prefix*."""
    settings = {**_SETTINGS, "id_prefix": prefix}
    try:
        doctree = publish_doctree(text, source_path=path, settings_overrides=settings)
    except RecursionError:  # What is nested so deeply is shown as it is written.
        code = "::\n\n" + indent(text, "   ", lambda line: True)
        doctree = publish_doctree(code, source_path=path, settings_overrides=settings)
    _show_what_is_unknown(doctree)
    title = _without_title(doctree)
    return RstText(doctree, title)


def _show_what_is_unknown(doctree: nodes.document) -> None:
    """Put what docutils does not know into the text, in place of its complaints."""
    for message in list(doctree.findall(nodes.system_message)):
        shown = list(message.findall(nodes.literal_block))
        if message.parent is not None:
            _replace(message, shown)
    for problem in list(doctree.findall(nodes.problematic)):
        text = problem.astext()
        role = _ROLE.fullmatch(text)
        _replace(problem, [nodes.Text((role[1] or role[2] or text) if role else text)])
    for raw in list(doctree.findall(nodes.raw)):
        raw.parent.remove(raw)
    for section in list(doctree.findall(nodes.section)):
        if "system-messages" in section.get("classes", []):
            section.parent.remove(section)  # What docutils complains of at the end.


def _without_title(doctree: nodes.document) -> str:
    """Take the first heading away, and return it; what is below it goes up."""
    silent = (nodes.comment, nodes.target, nodes.Invisible)
    first = next((node for node in doctree.children if not isinstance(node, silent)), None)
    if not isinstance(first, nodes.section):
        return ""
    title = first[0].astext()
    _replace(first, first.children[1:])
    return title


def _resolve_links(tree: nodes.document, link: Rewrite) -> None:
    for reference in list(tree.findall(nodes.reference)):
        if "refid" in reference:
            continue
        target = link(reference["refuri"]) if "refuri" in reference else ""
        if target:
            reference["refuri"] = target
        else:
            _replace(reference, reference.children)


def _replace(node: nodes.Node, new: Sequence[nodes.Node]) -> None:
    """Put *new* in the place of *node*, whatever refers to that."""
    assert node.parent is not None
    place = node.parent.index(node)
    node.parent[place : place + 1] = list(new)
