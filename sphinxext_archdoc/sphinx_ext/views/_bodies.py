"""Points of lists as they stand on their own pages."""

from __future__ import annotations

from docutils import nodes

from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.moving import moved


class Bodies:
    """Copies of list items and paragraphs of other pages, each page read once."""

    def __init__(self, linker: Linker) -> None:
        self.env = linker.builder.env
        self._page = linker.docname
        self._docname = ""
        self._targets: dict[str, nodes.Element] = {}

    def of(self, docname: str, anchor: str) -> list[nodes.Node]:
        """Return what the point with that anchor says; nothing when it is not to be found."""
        if docname != self._docname:
            self._docname, self._targets = docname, self._read(docname)
        target = self._targets.get(anchor)
        if target is None or target.parent is None:
            return []
        paragraph = target.parent
        item = paragraph.parent
        source = item.children if isinstance(item, nodes.list_item) else [paragraph]
        return [_copy(node, self._page) for node in source]

    def _read(self, docname: str) -> dict[str, nodes.Element]:
        if docname not in self.env.all_docs:
            return {}
        doctree = self.env.get_doctree(docname)
        return {name: node for node in doctree.findall(nodes.target) for name in node["ids"]}


def _copy(node: nodes.Node, docname: str) -> nodes.Node:
    copy = moved(node, docname)
    for target in list(copy.findall(nodes.target)):
        if not target.children and target.parent is not None:
            target.parent.remove(target)
    return copy
