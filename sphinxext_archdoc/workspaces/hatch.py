"""Hatch: ``workspace.members`` of the environments in ``pyproject.toml`` or ``hatch.toml``.

A member is a glob, or a table with one as ``path``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import DataFile, read_toml, string, table
from sphinxext_archdoc.workspaces._pyproject import FILE, pyproject

KIND = "hatch"
RANK = 120
FILES = (FILE, "hatch.toml")


def members(folder: Path) -> Members | None:
    """Return the members of the workspaces of all environments."""
    files = [f for f in (read_toml(folder / name) for name in FILES) if f is not None]
    if not files:
        return None
    include: list[str] = []
    exclude: list[str] = []
    for found in files:
        for workspace in _workspaces(found):
            include += _globs(found, workspace.get("members"))
            exclude += found.strings(workspace.get("exclude"), "workspace.exclude")
    return Members(
        file=FILE,
        include=tuple(dict.fromkeys(include)),
        exclude=tuple(dict.fromkeys(exclude)),
        diagnostics=tuple(d for found in files for d in found.diagnostics),
    )


def _workspaces(found: DataFile) -> Iterator[Mapping[str, Any]]:
    own = found.table("tool", "hatch") if found.name == FILE else found.values
    environments = table(own, "envs")
    for name in environments:
        yield table(environments, name, "workspace")


def _globs(found: DataFile, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        return found.strings(value, "workspace.members")
    plain = [string(m.get("path")) if isinstance(m, dict) else m for m in value]
    return found.strings(plain, "workspace.members")


def manifest(folder: Path) -> Manifest | None:
    """Return what ``pyproject.toml`` says."""
    return pyproject(folder)
