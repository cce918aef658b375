"""Which packages and decisions a view shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from sphinxext_archdoc.model import ROOT_PACKAGE, Package, Status
from sphinxext_archdoc.sphinx_ext import options

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.register import Target

PACKAGE_OPTIONS = {"package": options.words}
"""The option that chooses packages."""

DECISION_OPTIONS = {
    **PACKAGE_OPTIONS,
    "status": options.choices(*(status.value for status in Status)),
    "tag": options.words,
    "text": options.text,
    "since": options.iso_date,
    "until": options.iso_date,
}
"""The options that choose decisions."""


def is_named(package: Package, globs: Sequence[str]) -> bool:
    """Return whether one of *globs* matches a name of *package*."""
    names = (package.name, *package.aliases)
    return any(fnmatchcase(name, glob) for name in names for glob in globs)


def chosen_packages(domain: ArchitectureDomain, options: Mapping[str, Any]) -> set[str] | None:
    """Return the names of the packages that ``:package:`` chooses; None for all."""
    globs = options.get("package")
    if not globs:
        return None
    return {p.name for p in domain.site.workspace.packages if is_named(p, globs)}


def chosen(
    domain: ArchitectureDomain, object_type: str, options: Mapping[str, Any]
) -> list[Target]:
    """Return the records of one type in the chosen packages, the repository itself first."""
    names = chosen_packages(domain, options)
    found = [
        target
        for target in domain.register.of_type(object_type)
        if names is None or target.package in names
    ]
    return sorted(found, key=lambda t: package_order(t.package))


def chosen_decisions(domain: ArchitectureDomain, options: Mapping[str, Any]) -> list[Target]:
    """Return the decisions that the :data:`DECISION_OPTIONS` choose, by package and number."""
    found = [t for t in chosen(domain, "decision", options) if _is_chosen(t, options)]
    return sorted(found, key=decision_order)


def _is_chosen(target: Target, options: Mapping[str, Any]) -> bool:
    facts = target.facts
    since, until = options.get("since", ""), options.get("until", "")
    return (
        (not options.get("status") or facts.status in options["status"])
        and (not options.get("tag") or not _folded(options["tag"]).isdisjoint(_folded(facts.tags)))
        and options.get("text", "").casefold() in target.title.casefold()
        and (not (since or until) or bool(facts.date))
        and (not since or facts.date >= since[: len(facts.date)])
        and (not until or facts.date[: len(until)] <= until)
    )


def _folded(words: Sequence[str]) -> set[str]:
    return {word.casefold() for word in words}


def package_order(name: str) -> tuple[bool, str, str]:
    """Return what packages are sorted by: the repository itself first, others by name."""
    return (name != ROOT_PACKAGE, name.casefold(), name)


def decision_order(target: Target) -> tuple[Any, ...]:
    """Return what decisions are sorted by: package, number, key."""
    number = target.number if target.number is not None else -1
    return (*package_order(target.package), number, target.key)


def status_order(status: str) -> int:
    """Return the place of a status in the life of a decision."""
    return list(Status).index(Status(status))


def short_key(target: Target) -> str:
    """Return what a decision is called beside its package; empty for one without a number."""
    if target.number is None:
        return ""
    return f"#{target.local}" if target.local.isdecimal() else target.local
