"""Links to records and pages out of what is filled in late."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from sphinx.builders import Builder


class Link(NamedTuple):
    """Where a record is shown."""

    docname: str
    anchor: str
    key: str
    title: str


class Linker:
    """Makes references out of one page for one builder."""

    def __init__(self, builder: Builder, docname: str) -> None:
        self.builder = builder
        self.docname = docname

    def reference(self, link: Link, text: str, *, classes: tuple[str, ...] = ()) -> nodes.Node:
        """Return a reference that shows *text*, plain text where the builder has no such page."""
        shown = nodes.inline("", text, classes=list(classes))
        if link.docname not in self.builder.env.all_docs:
            return shown
        try:
            return make_refnode(
                self.builder, self.docname, link.docname, link.anchor, shown, link.title
            )
        except NoUri:
            return shown
