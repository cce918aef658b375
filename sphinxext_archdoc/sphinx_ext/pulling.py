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
from sphinxext_archdoc.sphinx_ext.moving import moved
from sphinxext_archdoc.sphinx_ext.nodes import Pulled, RecordFacts
from sphinxext_archdoc.sphinx_ext.register import Target

FORMS = ("full", "card", "title")


def pulled(domain: ArchitectureDomain, linker: Linker, node: Pulled) -> list[nodes.Node]:
    """Return what stands for *node*; a warning and the reference when there is no such record."""
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
    if node["form"] == "title":
        return [nodes.paragraph("", "", title)]
    parts: list[nodes.Node] = [nodes.rubric("", "", title)]
    if node["form"] == "card":
        status = status_node(target.facts.status)
        parts += [nodes.paragraph("", "", status)] if status else []
    else:
        parts += facts_nodes(domain.register, target, linker)
        parts += _body(domain, target, linker.docname)
    kind = f"arch-{object_type}"
    return [nodes.container("", *parts, classes=["arch-pulled", kind, f"arch-as-{node['form']}"])]


def _body(domain: ArchitectureDomain, target: Target, docname: str) -> list[nodes.Node]:
    doctree = domain.env.get_doctree(target.docname)
    for node in doctree.findall(nodes.Element):
        if target.row.anchor in node["ids"]:
            return _copied(node, docname)
    return []


def _copied(node: nodes.Element, docname: str) -> list[nodes.Node]:
    source = node if isinstance(node, nodes.section) else nodes.section("", node)
    copies: list[nodes.Node] = []
    for child in source.children:
        if isinstance(child, nodes.title | RecordFacts):
            continue
        copies += _without_sections(moved(child, docname))
    return copies


def _without_sections(node: nodes.Node) -> list[nodes.Node]:
    """Return *node*, a section as its title and contents: sections cannot stand in a body."""
    if not isinstance(node, nodes.section):
        return [node]
    parts: list[nodes.Node] = []
    for child in node.children:
        if isinstance(child, nodes.title):
            parts.append(nodes.rubric("", "", *(c.deepcopy() for c in child.children)))
        else:
            parts += _without_sections(child)
    return parts
