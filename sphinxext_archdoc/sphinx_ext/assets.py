"""Images and downloads of packages' documents: which file they mean, and which they may.

Sphinx copies whatever file an image or a download names. A package's document may name files
of the repository and of the source folder, not those around them. A path that begins with
``/`` begins at the root of the repository, as on a Git host, unless the source folder has it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.files import FileKind, kind_of
from sphinxext_archdoc.sphinx_ext.log import warn
from sphinxext_archdoc.sphinx_ext.walking import elements

LONGEST_NAME = 255
"""Bytes of the name of a file in common file systems."""


class AssetTransform(SphinxTransform):
    """Finds the files of images and downloads, and refuses those outside the repository."""

    default_priority: ClassVar[int] = 455

    def apply(self, **kwargs: Any) -> None:
        """Look at each image and download of a package's document."""
        domain = architecture_domain(self.env)
        page = Path(self.env.doc2path(self.env.current_document.docname))
        if domain.site.relative(page) not in domain.site.documents:
            return
        self.folder = page.parent
        self.root = domain.site.root
        for node in list(filter(_is_asset, elements(self.document))):
            self._check(node, "uri" if isinstance(node, nodes.image) else "reftarget")

    def _check(self, node: nodes.Element, attribute: str) -> None:
        target = node[attribute]
        path = self._path(target)
        if problem := self._problem(path):
            code, what = problem
            kind = "image" if isinstance(node, nodes.image) else "download"
            message = f"The {kind} {target[:100]!r} {what}; its text is shown instead."
            warn(code, message, location=node)
            node.replace_self(_text_of(node, target))
        elif target.startswith("/"):
            relative = os.path.relpath(path, self.folder)
            node[attribute] = Path(relative).as_posix()

    def _path(self, target: str) -> Path:
        if not target.startswith("/"):
            return Path(os.path.normpath(self.folder / target))
        own = Path(os.path.normpath(self.env.srcdir / target.lstrip("/")))
        if kind_of(own) is FileKind.FILE:
            return own
        return Path(os.path.normpath(self.root / target.lstrip("/")))

    def _problem(self, path: Path) -> tuple[Code, str] | None:
        if any(len(part.encode()) > LONGEST_NAME for part in path.parts):
            return Code.UNREADABLE, "cannot be the name of a file"
        if kind_of(path) is FileKind.FOLDER:
            return Code.UNREADABLE, "is a folder"
        real = path.resolve()
        if not any(real.is_relative_to(f.resolve()) for f in (self.root, Path(self.env.srcdir))):
            return Code.OUTSIDE, "leads out of the repository"
        return None


def _is_asset(node: nodes.Element) -> bool:
    if isinstance(node, nodes.image):
        uri = node.get("uri", "")
        return "://" not in uri and not uri.startswith(("data:", "//"))
    return (
        isinstance(node, addnodes.download_reference)
        # Those of links are looked up with the other links.
        and node.get("reftype") != "myst"
        and "://" not in node.get("reftarget", "")
    )


def _text_of(node: nodes.Element, target: str) -> nodes.Node:
    text = node.get("alt") or node.astext() or target
    if isinstance(node.parent, nodes.TextElement):
        return nodes.inline("", text, classes=["arch-file"])
    return nodes.paragraph("", text, classes=["arch-file"])
