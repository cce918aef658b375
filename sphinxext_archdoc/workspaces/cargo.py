"""Cargo: ``members`` and ``exclude`` in ``[workspace]`` of ``Cargo.toml``.

Path dependencies inside the workspace's folder are members too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import DataFile, read_toml, string, table

KIND = "cargo"
RANK = 210
FILES = ("Cargo.toml",)

_DEPENDENCIES = ("dependencies", "dev-dependencies", "build-dependencies")


def members(folder: Path) -> Members | None:
    """Return the members of the workspace."""
    found = read_toml(folder / FILES[0])
    if found is None:
        return None
    workspace = found.table("workspace")
    exclude = found.strings(workspace.get("exclude"), "workspace.exclude")
    return Members(
        file=FILES[0],
        include=(
            *found.strings(workspace.get("members"), "workspace.members"),
            *_folders(_dependencies(found)),
        ),
        exclude=(*exclude, *(f"{folder}/**" for folder in exclude)),
        complete="workspace" in found.values,
        diagnostics=tuple(found.diagnostics),
    )


def manifest(folder: Path) -> Manifest | None:
    """Return what ``Cargo.toml`` says."""
    found = read_toml(folder / FILES[0])
    if found is None:
        return None
    package, dependencies = found.table("package"), _dependencies(found)
    name = string(package.get("name"))
    return Manifest(
        name=name,
        description=string(package.get("description")),
        ecosystem="cargo",
        ids=(name,) if name else (),
        dependencies=tuple(_real_name(key, value) for key, value in dependencies.items()),
        folders=tuple(_folders(dependencies)),
        diagnostics=tuple(found.diagnostics),
    )


def _dependencies(found: DataFile) -> dict[str, Any]:
    targets = found.table("target")
    owners = [found.values, *(table(targets, name) for name in targets)]
    tables = [table(owner, key) for owner in owners for key in _DEPENDENCIES]
    return {name: value for one in tables for name, value in one.items()}


def _real_name(key: str, value: Any) -> str:
    return string(table(value).get("package")) or key


def _folders(dependencies: Mapping[str, Any]) -> Iterator[str]:
    for value in dependencies.values():
        path = string(table(value).get("path"))
        if path:
            yield path
