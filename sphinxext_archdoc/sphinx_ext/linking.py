"""Links to records and pages out of what is filled in late."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinxext_archdoc.sphinx_ext.paging import Pages


class Link(NamedTuple):
    """Where a record is shown."""

    docname: str
    anchor: str
    key: str
    title: str


class Linker:
    """Makes references out of one page for one builder."""

    def __init__(self, builder: Builder, docname: str, pages: Pages) -> None:
        self.builder = builder
        self.docname = docname
        self.pages = pages
        """What is known of the pages that views are cut into."""
        self._addresses: dict[str, str] = {}

    def reference(self, link: Link, text: str, *, classes: tuple[str, ...] = ()) -> nodes.Node:
        """Return a reference that shows *text*, plain text where the builder has no such page."""
        shown = nodes.inline("", text, classes=list(classes)) if classes else nodes.Text(text)
        return self.reference_around(link, shown)

    def reference_around(self, link: Link, shown: nodes.Node) -> nodes.Node:
        """Return a reference that shows a node, the node where the builder has no such page.

        The title of *link* is what is said where one points at it, unless it says the same.
        """
        if not self._is_page(link.docname):
            return shown
        hint = link.title if link.title != shown.astext() else None
        try:
            return make_refnode(
                self.builder, self.docname, link.docname, link.anchor, shown, hint or None
            )
        except NoUri:
            return shown

    def address(self, link: Link) -> str:
        """Return the URI of *link* relative to the page; empty where there is none."""
        node = self.reference(link, "")
        if not isinstance(node, nodes.reference):
            return ""
        if "refid" in node:
            return f"#{node['refid']}"
        address = str(node.get("refuri", ""))
        if self.builder.name == "singlehtml" and "#" in address:
            # Sphinx does the same to the references that it writes itself.
            return address[address.rindex("#") :]
        return address

    def address_of(self, link: Link) -> str:
        """Return what ``address`` returns, for a page to which there are many links."""
        if link.docname not in self._addresses:
            self._addresses[link.docname] = self.address(Link(link.docname, "", "", ""))
        page = self._addresses[link.docname]
        return f"{page}#{link.anchor}" if page and link.anchor else page

    @property
    def is_generated(self) -> bool:
        """Whether the page is a part of a view that was cut."""
        return self.docname in self.pages.pages

    def _is_page(self, docname: str) -> bool:
        return docname in self.builder.env.all_docs or docname in self.pages.pages
