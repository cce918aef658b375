"""Poetry: the path dependencies in ``pyproject.toml``, ``core = { path = "../core" }``.

Poetry has no workspaces; a monorepo is what path dependencies hold together.
"""

from __future__ import annotations

from pathlib import Path

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import read_toml
from sphinxext_archdoc.workspaces._pyproject import FILE, path_folders, poetry_tables, pyproject

KIND = "poetry"
RANK = 130
FILES = (FILE,)


def members(folder: Path) -> Members | None:
    """Return the folders of path dependencies."""
    found = read_toml(folder / FILE)
    if found is None:
        return None
    dependencies = poetry_tables(found.table("tool", "poetry"))
    return Members(
        file=FILE,
        include=tuple(dict.fromkeys(path_folders(dependencies))),
        complete=False,
        diagnostics=tuple(found.diagnostics),
    )


def manifest(folder: Path) -> Manifest | None:
    """Return what ``pyproject.toml`` says."""
    return pyproject(folder)
