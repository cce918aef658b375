"""pnpm: ``packages`` in ``pnpm-workspace.yaml``, a list of globs, ``!`` takes folders away."""

from __future__ import annotations

from pathlib import Path

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import negations, read_yaml
from sphinxext_archdoc.workspaces._package_json import FILE, package_json

KIND = "pnpm"
RANK = 10
FILES = ("pnpm-workspace.yaml", FILE)


def members(folder: Path) -> Members | None:
    """Return the members that ``packages`` names."""
    found = read_yaml(folder / FILES[0])
    if found is None:
        return None
    include, exclude = negations(found.strings(found.values.get("packages"), "packages"))
    return Members(
        file=FILES[0], include=include, exclude=exclude, diagnostics=tuple(found.diagnostics)
    )


def manifest(folder: Path) -> Manifest | None:
    """Return what ``package.json`` says."""
    return package_json(folder)
