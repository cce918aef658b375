"""A text read: whole where it parses, piece by piece where it does not."""

from __future__ import annotations

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.languages._draft import Drafts
from sphinxext_archdoc.languages._ecmascript.blocks import Block, file_of
from sphinxext_archdoc.languages._ecmascript.damage import pieces
from sphinxext_archdoc.languages._ecmascript.source import JSX, PLAIN, better, parse
from sphinxext_archdoc.languages._ecmascript.statements import read_declarations
from sphinxext_archdoc.languages._text import is_text


def read(text: str, *, jsx: bool | None, ambient: bool = False, bodies: bool = True) -> Reading:
    """Return what *text* declares.

    *jsx* tells whether it has JSX; None when that is not known. *ambient* means a declaration
    file. Without *bodies*, errors in what functions do may go unseen, which is faster. What is
    no text declares nothing.
    """
    data = text.encode("utf-8", "replace")
    if not is_text(text):
        return Reading(error_line=1)
    dialect = JSX if jsx else PLAIN
    source = parse(data, dialect, bodies=bodies)
    if source.error_line and jsx is None:
        other = parse(data, JSX)
        if better(source, other) is other:
            dialect, source = JSX, other
    sources = pieces(data, dialect) if source.error_line else [source]
    drafts = Drafts()
    block = Block(statements=file_of(sources), ambient=ambient, is_file=True)
    read_declarations(block, drafts)
    error_line = next((piece.error_line for piece in sources if piece.error_line), 0)
    return Reading(declarations=drafts.finished(), error_line=error_line)
