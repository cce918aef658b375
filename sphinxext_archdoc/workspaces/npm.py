"""npm, Yarn and Bun: ``workspaces`` in ``package.json``.

A list of globs, or a table with such a list as ``packages``; a glob that begins with ``!``
takes folders away.
"""

from __future__ import annotations

from pathlib import Path

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import negations, read_json
from sphinxext_archdoc.workspaces._package_json import FILE, package_json

KIND = "npm"
RANK = 20
FILES = (FILE,)


def members(folder: Path) -> Members | None:
    """Return the members that ``workspaces`` names."""
    found = read_json(folder / FILE)
    if found is None:
        return None
    include, exclude = negations(found.listed("workspaces", inner="packages"))
    return Members(
        file=FILE, include=include, exclude=exclude, diagnostics=tuple(found.diagnostics)
    )


def manifest(folder: Path) -> Manifest | None:
    """Return what ``package.json`` says."""
    return package_json(folder)
