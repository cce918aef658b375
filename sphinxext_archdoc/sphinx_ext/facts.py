"""What is shown of a decision under its title: status, date, people, relations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docutils import nodes

from sphinxext_archdoc.model import RelationKind
from sphinxext_archdoc.sphinx_ext.labels import SEPARATOR, _, relation_label, status_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.register import Register, Target


class RelationContent(NamedTuple):
    """One relation as it is shown."""

    kind: RelationKind
    partial: bool
    text: str
    """What is written, for a target that was not found."""
    target: Link | None


def link_to(target: Target) -> Link:
    """Return the link to a record."""
    return Link(target.docname, target.row.anchor, target.key, target.title)


_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)|`([^`<>]*?)\s*<[^<>]*>`__?|[*`_]{1,3}")


def plain_statement(text: str, kind: RelationKind) -> str:
    """Return what a relation says of its target: without links' addresses and its own word."""
    plain = " ".join(_LINK.sub(lambda m: m[1] or m[2] or "", text[:500]).split())
    word = kind.value.replace("-", " ")
    if plain.casefold().startswith(word):
        return plain[len(word) :].lstrip(" :") or plain
    return plain


def relation_contents(register: Register, target: Target) -> list[RelationContent]:
    """Return the relations of a decision in the order of their kinds and targets."""
    contents = [
        RelationContent(
            relation.kind,
            relation.partial,
            "" if relation.target else plain_statement(relation.text, relation.kind),
            link_to(relation.target) if relation.target else None,
        )
        for relation in register.relations(target)
    ]
    order = list(RelationKind)
    return sorted(contents, key=lambda c: (order.index(c.kind), c.target or ("",), c.text))


def relation_nodes(relations: Sequence[RelationContent], linker: Linker) -> list[nodes.Node]:
    """Return relations in one line: the kind, the keys of its targets, the next kind."""
    found: list[nodes.Node] = []
    for label, group in _by_label(relations).items():
        found.append(nodes.Text(f"{'; ' if found else ''}{label} "))
        for number, relation in enumerate(group):
            if number:
                found.append(nodes.Text(", "))
            if relation.target is None:
                found.append(nodes.Text(relation.text))
            else:
                found.append(linker.reference(relation.target, relation.target.key))
    return found


def _by_label(relations: Sequence[RelationContent]) -> dict[str, list[RelationContent]]:
    groups: dict[str, list[RelationContent]] = {}
    for relation in relations:
        label = relation_label(relation.kind, partial=relation.partial)
        groups.setdefault(label, []).append(relation)
    return groups


def facts_nodes(register: Register, target: Target, linker: Linker) -> list[nodes.Node]:
    """Return a line with what is known of a decision; nothing when nothing is."""
    facts = target.facts
    parts: list[list[nodes.Node]] = []
    if status := status_node(facts.status, facts.status_text):
        parts.append([status])
    if facts.date:
        parts.append([nodes.Text(facts.date)])
    for role in dict.fromkeys(role for role, _name in facts.people):
        names = [name for known, name in facts.people if known == role]
        parts.append([nodes.Text(f"{role_label(role)}: {', '.join(names)}")])
    if facts.tags:
        parts.append([nodes.Text("{}: ".format(_("Tags"))), *tag_nodes(facts.tags)])
    parts += _relation_parts(relation_contents(register, target), linker)
    if not parts:
        return []
    line = nodes.paragraph(classes=["arch-facts"])
    for number, part in enumerate(parts):
        if number:
            line += nodes.Text(SEPARATOR)
        line += part
    return [line]


def _relation_parts(
    relations: Sequence[RelationContent], linker: Linker
) -> Iterator[list[nodes.Node]]:
    for label, group in _by_label(relations).items():
        part: list[nodes.Node] = [nodes.Text(f"{label[:1].upper()}{label[1:]}: ")]
        for number, relation in enumerate(group):
            if number:
                part.append(nodes.Text(", "))
            if relation.target is None:
                part.append(nodes.Text(relation.text))
            else:
                text = f"{relation.target.key} {relation.target.title}"
                part.append(linker.reference(relation.target, text))
        yield part


def tag_nodes(tags: Sequence[str]) -> list[nodes.Node]:
    """Return tags with commas between them, which pages leave to the look of a tag."""
    shown: list[nodes.Node] = []
    for tag in tags:
        if shown:
            shown.append(nodes.inline("", ", ", classes=["arch-comma"]))
        shown.append(nodes.inline("", tag, classes=["arch-tag"]))
    return shown


def role_label(role: str) -> str:
    """Return the word for a role in a decision."""
    words = {
        "deciders": _("Deciders"),
        "consulted": _("Consulted"),
        "informed": _("Informed"),
        "author": _("Author"),
        "owner": _("Owner"),
    }
    return str(words.get(role, role[:1].upper() + role[1:]))


def status_node(status: str, text: str = "") -> nodes.inline | None:
    """Return a status as a badge; what is written when it is no known word; None for nothing."""
    label = status_label(status)
    if not label and not text:
        return None
    classes = ["arch-status", f"arch-status-{status}"]
    return nodes.inline("", label or text, classes=classes)
