"""uv: ``members`` and ``exclude`` in ``[tool.uv.workspace]`` of ``pyproject.toml``."""

from __future__ import annotations

from pathlib import Path

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import read_toml
from sphinxext_archdoc.workspaces._pyproject import FILE, pyproject

KIND = "uv"
RANK = 110
FILES = (FILE,)


def members(folder: Path) -> Members | None:
    """Return the members of the workspace."""
    found = read_toml(folder / FILE)
    if found is None:
        return None
    workspace = found.table("tool", "uv", "workspace")
    return Members(
        file=FILE,
        include=found.strings(workspace.get("members"), "tool.uv.workspace.members"),
        exclude=found.strings(workspace.get("exclude"), "tool.uv.workspace.exclude"),
        diagnostics=tuple(found.diagnostics),
    )


def manifest(folder: Path) -> Manifest | None:
    """Return what ``pyproject.toml`` says."""
    return pyproject(folder)
