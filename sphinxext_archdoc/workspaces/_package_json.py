"""The manifest of a JavaScript package, shared by all kinds of workspace that have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinxext_archdoc.workspaces import Manifest
from sphinxext_archdoc.workspaces._data import read_json, string

FILE = "package.json"

_DEPENDENCIES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
_BY_PATH = ("file:", "link:", "portal:")


def package_json(folder: Path) -> Manifest | None:
    """Return what the ``package.json`` in *folder* says; None when there is none."""
    found = read_json(folder / FILE)
    if found is None:
        return None
    wanted: dict[str, Any] = {}
    for key in _DEPENDENCIES:
        wanted.update(found.table(key))
    paths = [v for v in wanted.values() if isinstance(v, str) and v.startswith(_BY_PATH)]
    name = string(found.values.get("name"))
    return Manifest(
        name=name,
        description=string(found.values.get("description")),
        ecosystem="npm",
        ids=(name,) if name else (),
        dependencies=tuple(wanted),
        folders=tuple(p.split(":", 1)[1] for p in paths),
        diagnostics=tuple(found.diagnostics),
    )
