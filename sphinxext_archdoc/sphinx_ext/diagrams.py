"""Diagrams of mermaid as pictures that need no script and no other host.

HTML gets the picture inside the page, so that it follows the colours of the page and its nodes
are links, and as a file; LaTeX a PDF; EPUB the file; text, man pages and Texinfo what it says.
What cannot be shown is shown as its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.mermaid import install_js, mermaid  # type: ignore[import-untyped]

from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain, architecture_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FIRST_LINE = "archdoc_line"
"""Attribute of a diagram: the line of its file on which its source begins."""
WORDS = ("text", "man", "texinfo")
"""Formats in which a diagram is told in words."""


def note_diagrams(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the names in the diagrams of a page, and begin with slow ones (``doctree-read``)."""
    domain = architecture_domain(app.env)
    found = [str(node["code"]) for node in doctree.findall(mermaid)]
    if not found:
        return
    from sphinxext_archdoc.markup.outline import read_outline

    labels = [named for source in found if (named := read_outline(source).nodes)]
    if labels:
        domain.data["diagrams"][app.env.current_document.docname] = labels
    if not domain.studio.is_foreign and app.builder.format in ("html", "latex"):
        for source in found:
            domain.studio.chain.prepare(source)


class DiagramTransform(SphinxPostTransform):
    """Replaces each diagram by what the builder can show of it."""

    default_priority: ClassVar[int] = 210
    formats = ("html", "latex", *WORDS)

    def run(self, **kwargs: Any) -> None:
        """Replace the diagrams of a page."""
        domain = architecture_domain(self.env)
        domain.studio.files.pop(self.env.current_document.docname, None)
        found = [] if domain.studio.is_foreign else list(self.document.findall(mermaid))
        if not found:
            return
        # What draws is not imported by builds that draw nothing.
        from sphinxext_archdoc.sphinx_ext.picturing import Picturer

        picturer = Picturer(domain, self.env.current_document.docname)
        for number, node in enumerate(found, 1):
            picturer.replace(node, number)


def source_node(code: str) -> nodes.literal_block:
    """Return the source of a diagram as it was written."""
    return nodes.literal_block(code, code, language="text", classes=["arch-diagram-source"])


def links_shown(domain: ArchitectureDomain, docname: str) -> Any:
    """Return where the diagrams of a page lead, to tell when it must be written again."""
    from sphinxext_archdoc.sphinx_ext import diagram_words

    noted = domain.data["diagrams"][docname]
    return [sorted(diagram_words.links_of(domain, docname, labels).items()) for labels in noted]


def add_browser_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Have mermaid's script loaded where a diagram is left to it (``html-page-context``).

    Takes the place of the same handler of ``sphinxcontrib-mermaid``, which loads it on all
    pages without a doctree too, such as the search.
    """
    studio = architecture_domain(app.env).studio
    is_left = studio.deferred and doctree is not None and doctree.next_node(mermaid) is not None
    if studio.is_foreign or is_left:
        install_js(app, pagename, templatename, context, doctree)


def take_over_script(app: Sphinx) -> None:
    """Ask before ``sphinxcontrib-mermaid`` has its script loaded."""
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.handler is install_js:
            app.disconnect(listener.id)
    app.connect("html-page-context", add_browser_script)
