"""The directive that puts a view on a page."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinxext_archdoc.sphinx_ext.directives._base import ArchitectureDirective
from sphinxext_archdoc.sphinx_ext.nodes import View as ViewNode
from sphinxext_archdoc.sphinx_ext.views import view_named


class ViewDirective(ArchitectureDirective):
    """Notes a view, which is imported when a page has it, and leaves a placeholder for it."""

    VIEW: ClassVar[str]
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the placeholder, and what Sphinx has to know of the view already."""
        view = view_named(self.VIEW)
        options = self.checked_options(view.OPTIONS)
        self.domain.note_view(self.docname, self.VIEW, options)
        prepare: Any = getattr(view, "prepare", None)
        early = prepare(self.domain, self.docname, options) if prepare else []
        node = ViewNode(name=self.VIEW, options=options, docname=self.docname)
        self.set_source_info(node)
        return [node, *early]


def directive_of(view: str) -> type[ViewDirective]:
    """Return the directive class of the view with the name *view*."""
    name = "".join(part.capitalize() for part in view.split("-"))
    return type(f"{name}Directive", (ViewDirective,), {"VIEW": view})
