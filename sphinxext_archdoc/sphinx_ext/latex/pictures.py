"""SVG files that documents show, as vectors, for LaTeX, which reads none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms.images import ImageConverter

from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.drawing.pdf import svg_to_pdf
from sphinxext_archdoc.sphinx_ext.log import warn


class SvgConverter(ImageConverter):
    """Converts SVG to PDF, where no other converter of the project has done it.

    One that cannot be converted, or a missing converter, is a warning with the place of the
    image, whose text is shown.
    """

    default_priority: ClassVar[int] = 205
    conversion_rules: ClassVar[list[tuple[str, str]]] = [("image/svg+xml", "application/pdf")]

    def is_available(self) -> bool:
        """Return True: what is missing is said at the image."""
        return True

    def handle(self, node: nodes.image) -> None:
        """Convert the image of *node*, or show its text."""
        self._problem: Diagnostic | None = None
        super().handle(node)
        if self._problem is None:
            return
        message = f"{self._problem.message} Its text is shown instead."
        warn(self._problem.code, message, location=node)
        text = node.get("alt") or Path(node["uri"]).name
        is_inline = isinstance(node.parent, nodes.TextElement)
        node.replace_self(nodes.inline("", text) if is_inline else nodes.paragraph("", text))

    def convert(self, _from: str | os.PathLike[str], _to: str | os.PathLike[str]) -> bool:
        """Write *_from* as PDF to *_to*; return whether that was possible."""
        made: Any = svg_to_pdf(Path(_from), Path(self.env.doctreedir, "archdoc-pictures"))
        if isinstance(made, Diagnostic):
            self._problem = made
            return False
        shutil.copyfile(made, _to)
        return True
