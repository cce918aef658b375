"""A document as the finders of facts see it: walked and joined once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sphinxext_archdoc.markup.texts import blocks_in
from sphinxext_archdoc.markup.tree import Block, Document


@dataclass(frozen=True, slots=True)
class Body:
    """A document with what is looked at more than once."""

    document: Document
    blocks: Sequence[Block]
    """All blocks, in the order of the document."""
    text: str
    """All lines, joined."""

    @classmethod
    def of(cls, document: Document) -> Body:
        """Return the body of *document*."""
        return cls(document, list(blocks_in(document)), "\n".join(document.lines))
