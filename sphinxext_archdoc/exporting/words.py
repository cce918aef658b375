"""The words for what is known of decisions, in English."""

from __future__ import annotations

from sphinxext_archdoc.model import ROOT_PACKAGE, RelationKind, Status

_ROLES = {
    "deciders": "Decided by",
    "consulted": "Consulted",
    "informed": "Informed",
    "author": "Author",
    "owner": "Owner",
}


def status_word(status: Status) -> str:
    """Return the word for a status; empty for an unknown one."""
    return "" if status is Status.UNKNOWN else status.value


def relation_word(kind: RelationKind, *, partial: bool = False) -> str:
    """Return the words for a relation."""
    words = kind.value.replace("-", " ")
    return f"partially {words}" if partial else words


def package_word(name: str) -> str:
    """Return what a package is called."""
    return "repository" if name == ROOT_PACKAGE else name


def role_word(role: str) -> str:
    """Return the word for the role of somebody in a decision."""
    return _ROLES.get(role, role[:1].upper() + role[1:])
