"""Images of documents that cannot be printed: SVG becomes PDF, others are said in words.

LaTeX stops at a file that is missing or that it cannot read, so the text of such an image
takes its place.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util.images import guess_mimetype

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.log import warn

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

FOLDER = "archdoc-pictures"
"""Inside that of the doctrees: converted once, whatever is built afterwards."""


class SvgConverter(ImageConverter):
    """Converts SVG to PDF, where no other converter of the project has done it.

    One that cannot be converted, or a missing converter, is a warning with the place of the
    image, whose text is shown.
    """

    default_priority: ClassVar[int] = 205
    conversion_rules = [("image/svg+xml", "application/pdf")]  # noqa: RUF012 - as in the base

    def match(self, node: nodes.image) -> bool:
        """Return whether *node* shows an SVG file that is there."""
        return super().match(node) and _is_known(self.env, node)

    def is_available(self) -> bool:
        """Return True: what is missing is said at the image."""
        return True

    def handle(self, node: nodes.image) -> None:
        """Convert the image of *node*, or show its text."""
        converted = node["candidates"].get("*")
        if converted and guess_mimetype(converted) == "application/pdf":
            # Copies of a node share their candidates: another one was here before.
            node["uri"] = converted
            return
        self._problem: Diagnostic | None = None
        super().handle(node)
        if self._problem is not None:
            message = f"{self._problem.message} Its text is shown instead."
            warn(self._problem.code, message, location=node)
            node.replace_self(_text_of(node))

    def convert(self, _from: str | os.PathLike[str], _to: str | os.PathLike[str]) -> bool:
        """Write *_from* as PDF to *_to*; return whether that was possible."""
        from sphinxext_archdoc.drawing.pdf import svg_to_pdf

        made = svg_to_pdf(Path(_from), Path(self.env.doctreedir, FOLDER))
        if isinstance(made, Diagnostic):
            self._problem = made
            return False
        shutil.copyfile(made, _to)
        return True


class UnshownImageTransform(SphinxPostTransform):
    """Shows the text of images that are missing, on other hosts, or of an unknown kind.

    Sphinx has warned of the first when it read the page. It loads those of other hosts for LaTeX
    alone. Runs after all converters.
    """

    default_priority: ClassVar[int] = 300
    builders = ("latex", "archdoc-pdf")

    def run(self, **kwargs: Any) -> None:
        """Look at each image."""
        builder = architecture_domain(self.env).builder
        for node in list(self.document.findall(nodes.image)):
            if "?" in node.get("candidates", {"?": ""}):
                if builder.supported_remote_images and "://" in node["uri"]:
                    node.replace_self(_link_to(node))
                continue
            if not _is_known(self.env, node):
                node.replace_self(_text_of(node))
                continue
            uri = node["candidates"].get("*", node["uri"])
            kind = guess_mimetype(uri)
            if "*" in node["candidates"] and kind not in builder.supported_image_types:
                message = (
                    f"{Path(uri).name} ({kind or 'an unknown kind'}) cannot be shown here; its"
                    " text is. Keep it as PNG, JPEG, SVG or PDF, or use sphinx.ext.imgconverter."
                )
                warn(Code.UNREADABLE, message, location=node)
                node.replace_self(_text_of(node))


def _is_known(env: BuildEnvironment, node: nodes.image) -> bool:
    return any(path in env.images for path in (node["uri"], *node.get("candidates", {}).values()))


def _link_to(node: nodes.image) -> nodes.Node:
    link = nodes.reference("", node.get("alt") or node["uri"], refuri=node["uri"])
    return link if isinstance(node.parent, nodes.TextElement) else nodes.paragraph("", "", link)


def _text_of(node: nodes.image) -> nodes.Node:
    text = node.get("alt") or Path(node["uri"]).name
    if isinstance(node.parent, nodes.TextElement):
        return nodes.inline("", text)
    return nodes.paragraph("", text)
