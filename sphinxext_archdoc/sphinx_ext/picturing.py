"""Makes a picture, or words, of each diagram of a page; see ``diagrams``."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util.osutil import relative_uri
from sphinxcontrib.mermaid import mermaid  # type: ignore[import-untyped]

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.drawing.pdf import svg_to_pdf
from sphinxext_archdoc.drawing.pictures import picture_in_file, picture_in_page, picture_in_print
from sphinxext_archdoc.markup.outline import Outline, read_outline
from sphinxext_archdoc.renderers import Deferred, Failure, Picture
from sphinxext_archdoc.sphinx_ext import diagram_words, figures
from sphinxext_archdoc.sphinx_ext.diagrams import FIRST_LINE, WORDS, source_node
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.log import warn

SCALE = 75
"""Percent of its size in pixels that a picture has on paper: as large as the text around it."""


class Picturer:
    """Replaces the diagrams of one page."""

    def __init__(self, domain: ArchitectureDomain, docname: str) -> None:
        self.domain = domain
        self.env = domain.env
        self.studio = domain.studio
        self.docname = docname
        self.linker = Linker(domain.builder, docname, domain.pages)

    def replace(self, node: mermaid, number: int) -> None:
        """Replace *node*, the diagram of that *number* of its page, by what can be shown of it."""
        outline = read_outline(node["code"])
        shown = (
            self._words(node, outline)
            if self.domain.builder.format in WORDS
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
            return self._as_image(node, outcome.svg, label) or self._words(node, outline)
        if isinstance(outcome, Deferred):
            self.studio.deferred += 1
            return None if figures.can_draw(self.linker) else self._words(node, outline)
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
        self.studio.files.setdefault(self.docname, []).append(path.name)
        page = "" if builder.name == "singlehtml" else builder.get_target_uri(self.docname)
        address = relative_uri(page, f"{builder.imagedir}/{path.name}")
        text = str(_("Open the picture"))
        return nodes.paragraph(
            "", "", nodes.reference("", text, refuri=address), classes=["arch-picture-file"]
        )

    def _as_image(self, node: nodes.Element, svg: str, label: str) -> list[nodes.Element]:
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
        align = node.get("align", "center")
        image = nodes.image("", uri=name, alt=label, candidates={kind: name}, align=align)
        if self.domain.builder.format == "latex":
            image["scale"] = SCALE
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
        listed = diagram_words.listed(outline, node.get("alt", ""), found, self.linker)
        if not listed:
            return [source_node(node["code"])]
        # A caption says already what the diagram is called.
        shown = listed[1:] if _caption(node) else listed
        return [nodes.container("", *shown, classes=["arch-diagram"])]

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
