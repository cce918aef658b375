"""Fills the placeholders of a page when everything was read.

Runs before references are resolved, for every builder, so that only standard nodes reach a
writer.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_archdoc.sphinx_ext import facts, pulling, relation_graph
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain, architecture_domain
from sphinxext_archdoc.sphinx_ext.interfaces import rendering
from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.moving import Origins
from sphinxext_archdoc.sphinx_ext.nodes import (
    PLACEHOLDERS,
    Described,
    Pulled,
    RecordFacts,
    View,
)
from sphinxext_archdoc.sphinx_ext.register import Target
from sphinxext_archdoc.sphinx_ext.views import view_named
from sphinxext_archdoc.sphinx_ext.walking import elements


class FillTransform(SphinxPostTransform):
    """Replaces each placeholder by what it stands for."""

    default_priority: ClassVar[int] = 7

    def run(self, **kwargs: Any) -> None:
        """Fill all placeholders, also those that pulled records bring along."""
        domain = architecture_domain(self.env)
        page = self.env.current_document.docname
        origins = Origins(self.env)
        waiting: list[nodes.Element] = [self.document]
        while waiting:
            for node in list(elements(waiting.pop())):
                if isinstance(node, PLACEHOLDERS) and node.parent is not None:
                    linker = Linker(domain.builder, _page_of(node) or page, domain.pages)
                    filled = _filled(domain, linker, origins, node)
                    # What stands for a node has its ids already.
                    node["ids"] = []
                    node.replace_self(filled)
                    if isinstance(node, Pulled):
                        waiting += [n for n in filled if isinstance(n, nodes.Element)]


def _page_of(node: nodes.Element) -> str:
    """Return the page that *node* is from, in a document made of many; else empty."""
    if "docname" in node:
        return str(node["docname"])
    # Sphinx notes it at sections; the parents of upper ones are the documents they were in.
    parent = node.parent
    while parent is not None and not (isinstance(parent, nodes.section) and "docname" in parent):
        parent = parent.parent
    return str(parent["docname"]) if parent is not None else ""


def _index_entries(linker: Linker, target: Target, node: RecordFacts) -> list[nodes.Node]:
    """Return the entry of a decision in the general index, for builders that look for it here.

    For others it is added when writing begins (see ``interfaces.indexing``).
    """
    if linker.builder.format not in rendering.INDEXING or not node["anchor"]:
        return []
    return [rendering.index_of(target.key, [(target.title, node["anchor"])])]


def _filled(
    domain: ArchitectureDomain, linker: Linker, origins: Origins, node: nodes.Node
) -> list[nodes.Node]:
    if isinstance(node, View):
        view = view_named(node["name"])
        content = view.content(domain, node["docname"], node["options"])
        return view.render(content, node["options"], linker)
    if isinstance(node, RecordFacts):
        target = domain.register.at(node["path"], node["line"])
        if target is None:
            return []
        graph = relation_graph.map_of(domain.register, target)
        return [
            *_index_entries(linker, target, node),
            *facts.facts_nodes(domain.register, target, linker),
            *relation_graph.map_nodes(graph, target, linker),
        ]
    if isinstance(node, Pulled):
        return pulling.pulled(domain, linker, origins, node)
    if isinstance(node, Described):
        return rendering.described(domain, linker, node)
    text = _("This section is not written yet.")
    return [nodes.paragraph("", "", nodes.emphasis("", str(text)), classes=["arch-unwritten"])]
