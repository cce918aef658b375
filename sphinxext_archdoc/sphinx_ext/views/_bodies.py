"""Points of lists as they stand on their own pages."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.moving import Origin, Origins, moved
from sphinxext_archdoc.sphinx_ext.nodes import PLACEHOLDERS


class Bodies:
    """Copies of list items and paragraphs of other pages, each page read once."""

    def __init__(self, linker: Linker, links: Iterable[Link]) -> None:
        self._linker = linker
        self._links = links
        self._found: dict[tuple[str, str], list[nodes.Node]] | None = None

    def of(self, link: Link) -> list[nodes.Node]:
        """Return what one of the points says; nothing when it is not to be found."""
        if self._found is None:
            # Page by page, whatever the order in which they are shown.
            origins = Origins(self._linker.builder.env)
            self._found = {
                (link.docname, link.anchor): self._copy(origins.of(link.docname), link.anchor)
                for link in sorted(self._links)
            }
        return self._found.get((link.docname, link.anchor), [])

    def _copy(self, origin: Origin, anchor: str) -> list[nodes.Node]:
        target = origin.by_id.get(anchor)
        if not isinstance(target, nodes.target) or target.parent is None:
            return []
        paragraph = target.parent
        item = paragraph.parent
        source = item.children if isinstance(item, nodes.list_item) else [paragraph]
        return [n for n in moved(source, origin, self._linker) if not isinstance(n, PLACEHOLDERS)]
