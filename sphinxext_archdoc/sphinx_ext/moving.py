"""Copies of nodes for another page than their own."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join


def moved(node: nodes.Node, docname: str) -> nodes.Node:
    """Return a copy of *node* for the page *docname*: without ids, its references as they were.

    References are resolved later, into addresses relative to the page that they name as
    theirs; targets that were relative to the page of old are made absolute.
    """
    copy = node.deepcopy()
    for inner in copy.findall(nodes.Element):
        inner["ids"], inner["names"] = [], []
        if isinstance(inner, addnodes.pending_xref):
            _move_reference(inner, docname)
    return copy


def _move_reference(reference: addnodes.pending_xref, docname: str) -> None:
    before = reference.get("refdoc", docname)
    is_relative = reference.get("reftype") == "doc" and reference.get("refdomain") == "std"
    if is_relative:
        reference["reftarget"] = "/" + docname_join(before, reference["reftarget"])
    reference["refdoc"] = docname
