"""The directive that puts a view on a page."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinxext_archdoc.sphinx_ext.directives._base import ArchitectureDirective
from sphinxext_archdoc.sphinx_ext.nodes import View as ViewNode
from sphinxext_archdoc.sphinx_ext.views import View


class ViewDirective(ArchitectureDirective):
    """Notes a view and leaves a placeholder for it."""

    view: ClassVar[View]
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the placeholder, and what Sphinx has to know of the view already."""
        options = self.checked_options()
        self.domain.note_view(self.docname, self.view.NAME, options)
        prepare: Any = getattr(self.view, "prepare", None)
        early = prepare(self.domain, self.docname, options) if prepare else []
        node = ViewNode(name=self.view.NAME, options=options, docname=self.docname)
        self.set_source_info(node)
        return [node, *early]


def directive_of(view: View) -> type[ViewDirective]:
    """Return the directive class of *view*."""
    name = "".join(part.capitalize() for part in view.NAME.split("-"))
    members = {"view": view, "OPTIONS": view.OPTIONS, "__doc__": view.__doc__}
    return type(f"{name}Directive", (ViewDirective,), members)
