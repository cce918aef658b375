"""Composer: ``repositories`` of type ``path`` in ``composer.json``, each with a glob as ``url``."""

from __future__ import annotations

from pathlib import Path

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import read_json, string

KIND = "composer"
RANK = 510
FILES = ("composer.json",)


def members(folder: Path) -> Members | None:
    """Return the globs of the path repositories."""
    found = read_json(folder / FILES[0])
    if found is None:
        return None
    value = found.values.get("repositories", [])
    entries = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(entries, list):
        found.complain("repositories is no list of tables; it is left out.", near="repositories")
        entries = []
    paths = [e for e in entries if isinstance(e, dict) and e.get("type") == "path"]
    return Members(
        file=FILES[0],
        include=tuple(url for e in paths if (url := string(e.get("url")))),
        diagnostics=tuple(found.diagnostics),
    )


def manifest(folder: Path) -> Manifest | None:
    """Return what ``composer.json`` says."""
    found = read_json(folder / FILES[0])
    if found is None:
        return None
    name = string(found.values.get("name"))
    return Manifest(
        name=name,
        description=string(found.values.get("description")),
        ecosystem="composer",
        ids=(name,) if name else (),
        dependencies=(*found.table("require"), *found.table("require-dev")),
        diagnostics=tuple(found.diagnostics),
    )
