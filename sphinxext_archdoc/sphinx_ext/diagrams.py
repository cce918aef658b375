"""Diagrams of mermaid as pictures that need no script and no other host.

HTML gets the picture inside the page, so that it follows the colours of the
page and its nodes are links, and as a file; LaTeX a PDF; EPUB the file; text, man pages and
Texinfo what it says. What cannot be shown is shown as its source.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri
from sphinxcontrib.mermaid import install_js, mermaid  # type: ignore[import-untyped]

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.drawing.pdf import svg_to_pdf
from sphinxext_archdoc.drawing.pictures import picture_in_file, picture_in_page, picture_in_print
from sphinxext_archdoc.markup.outline import Outline, read_outline
from sphinxext_archdoc.renderers import Deferred, Failure, Picture
from sphinxext_archdoc.sphinx_ext import diagram_words, figures
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain, architecture_domain
from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.log import warn

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
        self.domain = architecture_domain(self.env)
        self.studio = self.domain.studio
        if self.studio.is_foreign:
            return
        builder = self.domain.builder
        self.docname = self.env.current_document.docname
        self.linker = Linker(builder, self.docname, self.domain.pages)
        for number, node in enumerate(list(self.document.findall(mermaid)), 1):
            outline = read_outline(node["code"])
            shown = (
                self._words(node, outline)
                if builder.format in WORDS
                else self._picture(node, outline, number)
            )
            if shown is not None:
                for name in ("ids", "names"):
                    shown[0][name] += node[name]
                node.replace_self(shown)

    def _picture(
        self, node: nodes.Element, outline: Outline, number: int
    ) -> list[nodes.Element] | None:
        outcome = self.studio.chain.outcome(node["code"])
        if isinstance(outcome, Picture):
            label = node.get("alt") or diagram_words.alternative(outline, _caption(node))
            if figures.can_draw(self.linker):
                return [self._in_page(node, outline, outcome.svg, label, number)]
            return self._as_image(outcome.svg, label) or self._words(node, outline)
        if isinstance(outcome, Deferred):
            if figures.can_draw(self.linker):
                self.studio.deferred += 1
                return None
            return self._words(node, outline)
        self._warn(node, outcome)
        return [source_node(node["code"])]

    def _in_page(
        self, node: nodes.Element, outline: Outline, svg: str, label: str, number: int
    ) -> nodes.Element:
        found = diagram_words.links_of(self.domain, self.docname, outline.nodes)
        links = {name: self.linker.address(link) for name, link in found.items()}
        prefix = f"arch-picture-{number}"
        raw = nodes.raw("", picture_in_page(svg, label, prefix, links), format="html")
        classes = ["arch-diagram", "no-search"]
        if "align" in node:
            classes.append(f"align-{node['align']}")
        return nodes.container("", raw, self._file_link(svg, label), classes=classes)

    def _file_link(self, svg: str, label: str) -> nodes.Node:
        path = self._written(picture_in_file(svg, label), "svg")
        builder: Any = self.domain.builder
        builder.images[str(path)] = path.name
        page = "" if builder.name == "singlehtml" else builder.get_target_uri(self.docname)
        address = relative_uri(page, f"{builder.imagedir}/{path.name}")
        text = str(_("Open the picture"))
        return nodes.paragraph(
            "", "", nodes.reference("", text, refuri=address), classes=["arch-picture-file"]
        )

    def _as_image(self, svg: str, label: str) -> list[nodes.Element]:
        """Return the picture as an image; nothing when the format of the builder is not made."""
        path = self._written(picture_in_print(svg), "svg")
        if self.domain.builder.format == "latex":
            made = svg_to_pdf(path, self.studio.folder)
            if isinstance(made, Diagnostic):
                self.studio.problems.setdefault(made.code, made)
                return []
            path = made
        kind = "application/pdf" if path.suffix == ".pdf" else "image/svg+xml"
        name = str(path)
        # As Sphinx does with the images that it converts.
        self.env.images.add_file(self.docname, name)
        image = nodes.image("", uri=name, alt=label, candidates={kind: name})
        return [nodes.container("", image, classes=["arch-diagram"])]

    def _written(self, text: str, suffix: str) -> Path:
        """Write a picture to a file that is named after what is in it."""
        digest = hashlib.sha256(text.encode()).hexdigest()[:20]
        path = self.studio.folder / f"diagram-{digest}.{suffix}"
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return path

    def _words(self, node: nodes.Element, outline: Outline) -> list[nodes.Element]:
        found = diagram_words.links_of(self.domain, self.docname, outline.nodes)
        title = node.get("alt") or _caption(node)
        listed = diagram_words.listed(outline, title, found, self.linker)
        if not listed:
            return [source_node(node["code"])]
        return [nodes.container("", *listed, classes=["arch-diagram"])]

    def _warn(self, node: nodes.Element, failure: Failure) -> None:
        first = node.get(FIRST_LINE)
        location: Any = node
        if first and node.source:
            location = f"{node.source}:{max(first + max(failure.line, 1) - 1, 1)}"
        what = "does not parse" if failure.is_mistake else "cannot be drawn"
        message = f"The diagram {what} ({failure.message}); its source is shown instead."
        # Some builders resolve a page more than once.
        said = (self.docname, str(location), message)
        if said not in self.studio.warned:
            self.studio.warned.add(said)
            warn(Code.DIAGRAM, message, location=location)


def _caption(node: nodes.Element) -> str:
    """Return the caption of the figure that a diagram stands in."""
    figure = node.parent
    if not isinstance(figure, nodes.figure):
        return ""
    return next((n.astext() for n in figure if isinstance(n, nodes.caption)), "")


def source_node(code: str) -> nodes.literal_block:
    """Return the source of a diagram as it was written."""
    return nodes.literal_block(code, code, language="text", classes=["arch-diagram-source"])


def links_shown(domain: ArchitectureDomain, docname: str) -> Any:
    """Return where the diagrams of a page lead, to tell when it must be written again."""
    noted = domain.data["diagrams"][docname]
    return [sorted(diagram_words.links_of(domain, docname, labels).items()) for labels in noted]


def add_browser_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Have mermaid's script loaded where a diagram is left to it (``html-page-context``).

    Takes the place of the same handler of ``sphinxcontrib-mermaid``, which loads it on all
    pages without a doctree too, such as the search.
    """
    is_needed = doctree is not None and doctree.next_node(mermaid) is not None
    if is_needed or architecture_domain(app.env).studio.is_foreign:
        install_js(app, pagename, templatename, context, doctree)


def take_over_script(app: Sphinx) -> None:
    """Ask before ``sphinxcontrib-mermaid`` has its script loaded."""
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.handler is install_js:
            app.disconnect(listener.id)
    app.connect("html-page-context", add_browser_script)
