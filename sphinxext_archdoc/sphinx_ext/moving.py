"""Copies of nodes for another page than their own.

A copy has no ids: they stay where the nodes come from, and what refers to them leads there.
Footnotes come along as paragraphs, because numbers of footnotes are those of one page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.util import docname_join
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinxext_archdoc.sphinx_ext.linking import Linker

_LEFT_BEHIND = (addnodes.index, addnodes.toctree, nodes.footnote, nodes.system_message)


class Origin:
    """A page that nodes are copied from."""

    def __init__(self, env: BuildEnvironment, docname: str) -> None:
        self.docname = docname
        self.by_id: dict[str, nodes.Element] = {}
        """Its elements by their ids."""
        if docname in env.all_docs:
            for element in env.get_doctree(docname).findall(nodes.Element):
                for name in element["ids"]:
                    self.by_id.setdefault(name, element)


class Origins:
    """The pages that one page takes copies from; the last one is at hand."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._last: Origin | None = None

    def of(self, docname: str) -> Origin:
        """Return the page of that name."""
        if self._last is None or self._last.docname != docname:
            self._last = Origin(self._env, docname)
        return self._last


def moved(found: Iterable[nodes.Node], origin: Origin, linker: Linker) -> list[nodes.Node]:
    """Return copies of nodes of the page *origin* for the page of *linker*.

    References are resolved later, into addresses relative to the page that they name as
    theirs; targets that were relative to the page of old are made absolute.
    """
    return _Mover(origin, linker).copies(found)


class _Mover:
    def __init__(self, origin: Origin, linker: Linker) -> None:
        self._origin = origin
        self._linker = linker
        self._notes: dict[str, nodes.footnote] = {}

    def copies(self, found: Iterable[nodes.Node]) -> list[nodes.Node]:
        box = nodes.Element("", *(node.deepcopy() for node in found))
        for element in list(box.findall(nodes.Element)):
            if element is not box:
                self._adapt(element)
        copies = list(box.children)
        for note in self._notes.values():
            copies += self._as_paragraphs(note)
        return copies

    def _adapt(self, element: nodes.Element) -> None:
        element["ids"], element["names"] = [], []
        if isinstance(element, addnodes.pending_xref):
            self._adapt_reference(element)
        elif isinstance(element, nodes.footnote_reference):
            self._take_note(element)
        elif isinstance(element, nodes.reference) and "refid" in element:
            self._lead_back(element)
        elif isinstance(element, nodes.math_block):
            element["label"] = element["number"] = None
        elif isinstance(element, _LEFT_BEHIND) or (
            isinstance(element, nodes.target) and not element.children
        ):
            element.parent.remove(element)

    def _adapt_reference(self, reference: addnodes.pending_xref) -> None:
        before = reference.get("refdoc", self._origin.docname)
        if reference.get("reftype") == "doc" and reference.get("refdomain") == "std":
            reference["reftarget"] = "/" + docname_join(before, reference["reftarget"])
        reference["refdoc"] = self._linker.docname

    def _lead_back(self, reference: nodes.reference) -> None:
        """Let a reference to a place on the page of old lead there."""
        text = nodes.inline("", "", *reference.children)
        docname, target = self._origin.docname, reference["refid"]
        try:
            new = make_refnode(self._linker.builder, self._linker.docname, docname, target, text)
        except NoUri:
            reference.replace_self(text)
        else:
            reference.replace_self(new)

    def _take_note(self, reference: nodes.footnote_reference) -> None:
        note = self._origin.by_id.get(reference.get("refid", ""))
        if isinstance(note, nodes.footnote):
            self._notes.setdefault(reference["refid"], note)
        reference.replace_self(nodes.superscript("", reference.astext()))

    def _as_paragraphs(self, note: nodes.footnote) -> list[nodes.Node]:
        label = nodes.superscript("", note[0].astext())
        found = moved(note.children[1:], self._origin, self._linker)
        first = found[0] if found else nodes.paragraph()
        if not isinstance(first, nodes.paragraph):
            return [nodes.paragraph("", "", label), *found]
        first.insert(0, [label, nodes.Text(" ")])
        first["classes"].append("arch-footnote")
        return [first, *found[1:]]
