"""The words that the extension itself puts on pages, in the language of the project."""

from __future__ import annotations

from sphinx.locale import get_translation

from sphinxext_archdoc.model import ROOT_PACKAGE, RelationKind, Status

SEPARATOR = "\N{NO-BREAK SPACE}· "
"""What stands between facts in one line; no line begins with it."""

CATALOG = "archdoc"
_ = get_translation(CATALOG)


def _noop(message: str) -> str:
    """Mark *message* for translation when it is used."""
    return message


_STATUS = {
    Status.DRAFT: _noop("draft"),
    Status.PROPOSED: _noop("proposed"),
    Status.ACCEPTED: _noop("accepted"),
    Status.IMPLEMENTED: _noop("implemented"),
    Status.DEFERRED: _noop("deferred"),
    Status.REJECTED: _noop("rejected"),
    Status.DEPRECATED: _noop("deprecated"),
    Status.SUPERSEDED: _noop("superseded"),
    Status.UNKNOWN: "",
}
_RELATION = {
    RelationKind.SUPERSEDES: _noop("supersedes"),
    RelationKind.SUPERSEDED_BY: _noop("superseded by"),
    RelationKind.AMENDS: _noop("amends"),
    RelationKind.AMENDED_BY: _noop("amended by"),
    RelationKind.CLARIFIES: _noop("clarifies"),
    RelationKind.CLARIFIED_BY: _noop("clarified by"),
    RelationKind.EXTENDS: _noop("extends"),
    RelationKind.EXTENDED_BY: _noop("extended by"),
    RelationKind.DEPENDS_ON: _noop("depends on"),
    RelationKind.REQUIRED_BY: _noop("required by"),
    RelationKind.AFFECTS: _noop("affects"),
    RelationKind.AFFECTED_BY: _noop("affected by"),
    RelationKind.CONFLICTS_WITH: _noop("conflicts with"),
    RelationKind.RELATES_TO: _noop("relates to"),
}


def status_label(status: str) -> str:
    """Return the word for a canonical status; empty for an unknown one."""
    word = _STATUS[Status(status)]
    return str(_(word)) if word else ""


def relation_label(kind: RelationKind, *, partial: bool = False) -> str:
    """Return the word for a relation."""
    word = str(_(_RELATION[kind]))
    return str(_("partially %s")) % word if partial else word


def package_label(name: str) -> str:
    """Return the name of a package as pages show it."""
    return str(_("repository")) if name == ROOT_PACKAGE else name


_COUNTED = {
    "component": (_noop("%d component"), _noop("%d components")),
    "decision": (_noop("%d decision"), _noop("%d decisions")),
    "improvement": (_noop("%d open improvement"), _noop("%d open improvements")),
    "section": (_noop("%d section"), _noop("%d sections")),
    "interface": (_noop("%d interface"), _noop("%d interfaces")),
}


def counted(object_type: str, number: int) -> str:
    """Return how many records of a type there are, in words."""
    one, many = _COUNTED[object_type]
    return str(_(one if number == 1 else many)) % number
