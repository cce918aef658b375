"""Records shown in another place than their own: as a title, a card, or whole.

What is shown whole is taken from the page that the record is on, with its references; its
anchors stay there.
"""

from __future__ import annotations

from docutils import nodes

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
from sphinxext_archdoc.sphinx_ext.facts import facts_nodes, link_to, status_node
from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.log import warn
from sphinxext_archdoc.sphinx_ext.moving import Origins, moved
from sphinxext_archdoc.sphinx_ext.nodes import Described, Pulled, RecordFacts
from sphinxext_archdoc.sphinx_ext.register import Target

FORMS = ("full", "card", "title")


def pulled(
    domain: ArchitectureDomain, linker: Linker, origins: Origins, node: Pulled
) -> list[nodes.Node]:
    """Return what stands for *node*; a warning and the reference when there is no such record.

    A record that shows itself, or one in which it is shown, is shown as a title there.
    """
    reference, object_type = node["reference"], node["object_type"]
    found = domain.lookup(reference, object_type, node["package"])
    if not found:
        near = domain.register.index.nearest(
            reference, object_type=object_type, package=node["package"]
        )
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        message = f"There is no {object_type} {reference!r}.{hint}"
        warn(Code.UNKNOWN_KEY, message, location=node)
        return [nodes.paragraph("", reference, classes=["arch-missing"])]
    target = found[0]
    if len(found) > 1:
        keys = ", ".join(sorted(t.key for t in found))
        message = f"{reference!r} may be {keys}; write the whole key."
        warn(Code.AMBIGUOUS_KEY, message, location=node)
    title = linker.reference(link_to(target), f"{target.key} {target.title}")
    around = node.get("around", ())
    if node["form"] == "title" or target.key in around:
        return [nodes.paragraph("", "", title)]
    parts: list[nodes.Node] = [nodes.rubric("", "", title)]
    if node["form"] == "card":
        status = status_node(target.facts.status)
        parts += [nodes.paragraph("", "", status)] if status else []
    else:
        parts += facts_nodes(domain.register, target, linker)
        body = _body(target, linker, origins)
        for inner in (p for part in body for p in part.findall(Pulled)):
            inner["around"] = (*around, target.key)
        parts += body
    kind = f"arch-{object_type}"
    return [nodes.container("", *parts, classes=["arch-pulled", kind, f"arch-as-{node['form']}"])]


def _body(target: Target, linker: Linker, origins: Origins) -> list[nodes.Node]:
    origin = origins.of(target.docname)
    marked = origin.by_id.get(target.row.anchor)
    if marked is None:
        return []
    contents = [n for n in _contents(marked) if not isinstance(n, nodes.title | RecordFacts)]
    copies = moved(contents, origin, linker)
    for copy in copies:
        if isinstance(copy, Described):
            copy["only"] = target.row.anchor
        for facts in copy.findall(RecordFacts):
            facts["anchor"] = ""
    return [part for copy in copies for part in _without_sections(copy)]


def _contents(marked: nodes.Element) -> list[nodes.Node]:
    """Return what belongs to a record that is marked at an element."""
    if isinstance(marked, nodes.section):
        return marked.children
    if not isinstance(marked, nodes.target):
        return [marked]
    block = marked.parent
    around = block.parent
    if isinstance(block, nodes.rubric):
        # A directive: its title, and what stands in it.
        return [child for child in around.children if child is not block]
    if isinstance(around, nodes.entry):
        return [child for cell in around.parent.children for child in cell.children]
    return around.children if isinstance(around, nodes.list_item) else [block]


def _without_sections(node: nodes.Node) -> list[nodes.Node]:
    """Return *node*, a section as its title and contents: sections cannot stand in a body."""
    if not isinstance(node, nodes.section):
        return [node]
    parts: list[nodes.Node] = []
    for child in node.children:
        if isinstance(child, nodes.title):
            parts.append(nodes.rubric("", "", *child.children))
        else:
            parts += _without_sections(child)
    return parts
