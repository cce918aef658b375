"""Lerna: ``packages`` in ``lerna.json``, a list of globs.

Without it Lerna takes the workspaces of npm, Yarn or pnpm, and without those ``packages/*``.
"""

from __future__ import annotations

from pathlib import Path

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import negations, read_json
from sphinxext_archdoc.workspaces._package_json import FILE, package_json

KIND = "lerna"
RANK = 30
FILES = ("lerna.json", FILE)


def members(folder: Path) -> Members | None:
    """Return the members that ``packages`` names."""
    found = read_json(folder / FILES[0])
    if found is None:
        return None
    globs = found.strings(found.values.get("packages"), "packages")
    if not found.diagnostics and not globs and not _has_other_workspaces(folder):
        globs = ("packages/*",)
    include, exclude = negations(globs)
    return Members(
        file=FILES[0], include=include, exclude=exclude, diagnostics=tuple(found.diagnostics)
    )


def _has_other_workspaces(folder: Path) -> bool:
    own = read_json(folder / FILE)
    named = own is not None and "workspaces" in own.values
    return named or (folder / "pnpm-workspace.yaml").is_file()


def manifest(folder: Path) -> Manifest | None:
    """Return what ``package.json`` says."""
    return package_json(folder)
