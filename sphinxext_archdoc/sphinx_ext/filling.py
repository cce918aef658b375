"""Fills the placeholders of a page when everything was read.

Runs before references are resolved, for every builder, so that only standard nodes reach a
writer.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_archdoc.sphinx_ext import facts, pulling
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain, architecture_domain
from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.nodes import PLACEHOLDERS, Pulled, RecordFacts, View
from sphinxext_archdoc.sphinx_ext.views import view_named


class FillTransform(SphinxPostTransform):
    """Replaces each placeholder by what it stands for."""

    default_priority: ClassVar[int] = 7

    def run(self, **kwargs: Any) -> None:
        """Fill all placeholders, also those that pulled records bring along."""
        domain = architecture_domain(self.env)
        linker = Linker(domain.builder, self.env.current_document.docname, domain.pages)
        while placeholders := [
            node for node in self.document.findall(nodes.Element) if isinstance(node, PLACEHOLDERS)
        ]:
            for node in placeholders:
                if node.parent is not None:
                    node.replace_self(_filled(domain, linker, node))


def _filled(domain: ArchitectureDomain, linker: Linker, node: nodes.Node) -> list[nodes.Node]:
    if isinstance(node, View):
        view = view_named(node["name"])
        content = view.content(domain, node["docname"], node["options"])
        return view.render(content, node["options"], linker)
    if isinstance(node, RecordFacts):
        target = domain.register.at(node["path"], node["line"])
        return facts.facts_nodes(domain.register, target, linker) if target else []
    if isinstance(node, Pulled):
        return pulling.pulled(domain, linker, node)
    text = _("This section is not written yet.")
    return [nodes.paragraph("", "", nodes.emphasis("", str(text)), classes=["arch-unwritten"])]
