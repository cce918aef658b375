"""Nx: beside an ``nx.json``, each folder with a ``project.json`` is a project.

Projects that Nx infers from ``package.json`` are those of the npm or pnpm workspace.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import read_json, string
from sphinxext_archdoc.workspaces._package_json import package_json

KIND = "nx"
RANK = 50
FILES = ("nx.json", "project.json")

_PROJECT = "project.json"


def members(folder: Path) -> Members | None:
    """Return every folder with a ``project.json``."""
    if not (folder / FILES[0]).is_file():
        return None
    return Members(file=FILES[0], include=("**",), marker=_PROJECT)


def manifest(folder: Path) -> Manifest | None:
    """Return what ``project.json`` says, the rest out of ``package.json``."""
    found = read_json(folder / _PROJECT)
    if found is None:
        return None
    package = package_json(folder) or Manifest(ecosystem="npm")
    return replace(
        package,
        name=package.name or string(found.values.get("name")),
        diagnostics=(*package.diagnostics, *found.diagnostics),
    )
