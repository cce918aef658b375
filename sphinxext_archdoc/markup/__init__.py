"""Markdown and reStructuredText, read into one kind of tree."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinxext_archdoc.markup.tree import Document

RST_SUFFIXES = frozenset({".rst", ".rest"})
"""Suffixes of reStructuredText files."""

_MARKDOWN_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


def parse(path: str, text: str, *, field_lists: bool = False) -> Document:
    """Read *text* of the file *path* into a document.

    The suffix names the markup: reStructuredText for those of :data:`RST_SUFFIXES` and for
    ``.txt`` without a heading of Markdown (``# …``), else Markdown. In Markdown, lines that
    begin with ``:name:`` are fields with *field_lists* alone.
    Never raises for bad content; what is wrong with it is in the document's diagnostics.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in RST_SUFFIXES or (suffix == ".txt" and not _MARKDOWN_HEADING.search(text)):
        from sphinxext_archdoc.markup import rst

        return rst.parse(path, text)
    from sphinxext_archdoc.markup import markdown

    return markdown.parse(path, text, field_lists=field_lists)
