"""Rush: ``projects`` in ``rush.json``, each with ``packageName`` and ``projectFolder``."""

from __future__ import annotations

from pathlib import Path

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import read_json, string
from sphinxext_archdoc.workspaces._package_json import FILE, package_json

KIND = "rush"
RANK = 40
FILES = ("rush.json", FILE)


def members(folder: Path) -> Members | None:
    """Return the folders of ``projects``."""
    found = read_json(folder / FILES[0])
    if found is None:
        return None
    projects = found.values.get("projects", [])
    if not isinstance(projects, list):
        found.complain("projects is no list of tables; it is left out.", near="projects")
        projects = []
    folders = [string(p.get("projectFolder")) for p in projects if isinstance(p, dict)]
    if len([f for f in folders if f]) < len(projects):
        found.complain("projects has an entry without a projectFolder; it is left out.")
    return Members(
        file=FILES[0], include=tuple(f for f in folders if f), diagnostics=tuple(found.diagnostics)
    )


def manifest(folder: Path) -> Manifest | None:
    """Return what ``package.json`` says."""
    return package_json(folder)
