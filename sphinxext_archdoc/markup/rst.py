"""reStructuredText, into the tree of sections.

Blocks come from docutils' parser (https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html),
which is kept from running directives and roles: those of Sphinx need its environment, and
files are never included. Inline text is left as it is until somebody asks for it.
"""

from __future__ import annotations

from sphinxext_archdoc.markup.rst_blocks import NodeReader
from sphinxext_archdoc.markup.rst_inline import RstInline
from sphinxext_archdoc.markup.sections import nest
from sphinxext_archdoc.markup.source import normalise, split_lines
from sphinxext_archdoc.markup.tree import Document, Paragraph


def parse(path: str, text: str) -> Document:
    """Read the reStructuredText *text* of the file *path*; never raises for bad content."""
    lines = split_lines(normalise(text))
    reader = NodeReader(path, lines)
    try:
        parts = reader.read()
    except RecursionError:
        parts = [Paragraph(line=1, end_line=len(lines), text="\n".join(lines).strip())]
        reader.too_deep(1)
    inline = RstInline(reader.targets, reader.substitutions)
    return Document(
        path=path,
        markup="restructuredtext",
        lines=lines,
        root=nest(parts, len(lines)),
        plain=inline.plain,
        links=inline.links,
        diagnostics=tuple(reader.diagnostics),
    )
