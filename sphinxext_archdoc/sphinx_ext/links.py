"""Links by path out of packages' documents: to pages, folders, files of the repository.

MyST makes a link to a page a reference already. What it would copy to the output (a file
that is no page) or not find (a folder, a path from the root of the repository) is turned
into a reference to a page or to the web view of the repository, else into plain text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.exporting.addresses import Addresses
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain, architecture_domain
from sphinxext_archdoc.sphinx_ext.files import FileKind, kind_of
from sphinxext_archdoc.sphinx_ext.guarding import warn_of_unsafe_link
from sphinxext_archdoc.sphinx_ext.log import warn
from sphinxext_archdoc.sphinx_ext.raw_html import is_unsafe_address
from sphinxext_archdoc.sphinx_ext.walking import elements


class LinkTransform(SphinxTransform):
    """Resolves the links by path of a package's document."""

    default_priority: ClassVar[int] = 460

    def apply(self, **kwargs: Any) -> None:
        """Replace each link by path that is not to a page already."""
        domain = architecture_domain(self.env)
        docname = self.env.current_document.docname
        path = domain.site.relative(self.env.doc2path(docname))
        if path is None or path not in domain.site.documents:
            return
        self.links = Links(domain, docname, path)
        for node, target in list(self._candidates()):
            self._replace(node, target)

    def _candidates(self) -> Iterator[tuple[nodes.Element, str]]:
        fragments = _Fragments()
        for node in elements(self.document):
            if isinstance(node, addnodes.download_reference):
                if node.get("reftype") == "myst":
                    yield node, fragments.restored(node)
            elif isinstance(node, addnodes.pending_xref):
                if node.get("reftype") == "myst":
                    yield node, node["reftarget"]
            elif isinstance(node, nodes.reference) and node.get("refuri"):
                address = node["refuri"]
                if is_unsafe_address(address) or not _ELSEWHERE.match(address):
                    yield node, address

    def _replace(self, node: nodes.Element, target: str) -> None:
        if is_unsafe_address(target):
            warn_of_unsafe_link(node)
            _replace_by_text(node)
            return
        if isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "doc":
            self.links.note_page(target)
            self._note_title(node)
            return
        place = self.links.find(target)
        if place is None:
            return
        if place.is_outside:
            message = f"The link to {target[:100]!r} leads out of the repository; its text is kept."
            warn(Code.OUTSIDE, message, location=node)
        if place.docname:
            node.replace_self(self._page_reference(node, place))
        elif place.url:
            reference = nodes.reference("", "", *node.children, refuri=place.url, internal=False)
            reference.source, reference.line = node.source, node.line
            node.replace_self(reference)
        else:
            _replace_by_text(node)

    def _page_reference(self, node: nodes.Element, place: Place) -> addnodes.pending_xref:
        # MyST takes the text out of the first child.
        is_wrapped = len(node.children) == 1 and isinstance(node[0], nodes.Element)
        text = node.children if is_wrapped else [nodes.inline("", "", *node.children)]
        reference = addnodes.pending_xref(
            "",
            *text,
            refdomain="doc",
            reftype="myst",
            reftarget=place.docname,
            reftargetid=place.fragment or None,
            refdoc=self.env.current_document.docname,
            refexplicit=bool(node.astext()),
        )
        reference.source, reference.line = node.source, node.line
        self._note_title(reference)
        return reference

    def _note_title(self, reference: addnodes.pending_xref) -> None:
        """Remember the title or the section of another page that a reference depends on."""
        fragment = reference.get("reftargetid") or ""
        if fragment or not reference["refexplicit"]:
            docname = self.env.current_document.docname
            self.links.domain.note_title(docname, reference["reftarget"], fragment)


_ELSEWHERE = re.compile(r"[#?]|//|[A-Za-z][A-Za-z0-9+.-]*:")
"""How addresses begin that are no paths."""


def _replace_by_text(node: nodes.Element) -> None:
    node.replace_self(nodes.inline("", "", *node.children, classes=["arch-file"]))


class _Fragments:
    """Finds the part after ``#`` of links to files again, which MyST drops."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, str], list[str]] = {}

    def restored(self, node: nodes.Element) -> str:
        """Return the target of *node* as it is written in its paragraph."""
        target = str(node["reftarget"])
        block = node.parent
        while block is not None and not block.rawsource:
            block = block.parent
        if block is None:
            return target
        place = (id(block), target)
        if place not in self._found:
            pattern = re.escape(target) + r"(#[^\s)>\"']*)?"
            self._found[place] = re.findall(pattern, block.rawsource)
        rest = self._found[place]
        return target + (rest.pop(0) if rest else "")


class Place:
    """Where a link leads: a page, an address, or (neither) a file without an address."""

    def __init__(
        self, *, docname: str = "", url: str = "", fragment: str = "", is_outside: bool = False
    ) -> None:
        self.docname = docname
        self.url = url
        self.fragment = fragment
        self.is_outside = is_outside


class Links:
    """Looks up the links of one document and notes what they led to."""

    def __init__(self, domain: ArchitectureDomain, docname: str, path: str) -> None:
        self.domain = domain
        self.site = domain.site
        self.docname = docname
        self.folder = posixpath.dirname(path)
        self.repository = Addresses.of(domain.site.config)

    def note_page(self, docname: str) -> None:
        """Note a link that the parser resolved to a page."""
        path = self.site.relative(self.domain.env.doc2path(docname))
        if path is not None:
            self.domain.note_link(self.docname, path)

    def find(self, target: str) -> Place | None:
        """Return where *target* leads, None when there is nothing."""
        address, _, fragment = target.partition("#")
        address = unquote(address.partition("?")[0])
        if not address:
            return None
        start = "" if address.startswith("/") else self.folder
        path = posixpath.normpath(posixpath.join(start, address.lstrip("/")))
        if path.startswith("../") or path == "..":
            return Place(is_outside=True)
        self.domain.note_link(self.docname, path)
        return self._place(path, fragment)

    def _place(self, path: str, fragment: str) -> Place | None:
        if docname := self.domain.page_of(path):
            return Place(docname=docname, fragment=fragment)
        kind = kind_of(self.site.root / path)
        if kind is FileKind.FOLDER:
            if docname := self.domain.page_of_folder(path):
                return Place(docname=docname, fragment=fragment)
            return Place(url=self.repository.folder(path) if self.repository.url else "")
        if kind is FileKind.FILE:
            if not self.repository.url:
                self.domain.note_plain_link(self.docname)
            return Place(url=self.repository.file(path, fragment) if self.repository.url else "")
        return None
