"""The manifest of a Python package, shared by all kinds of workspace that have it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinxext_archdoc.workspaces import Manifest
from sphinxext_archdoc.workspaces._data import read_toml, string, table

FILE = "pyproject.toml"

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\]\s*)?(?:$|[<>=!~;@(])")


def normal_name(name: str) -> str:
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pyproject(folder: Path) -> Manifest | None:
    """Return what the ``pyproject.toml`` in *folder* says; None when there is none."""
    found = read_toml(folder / FILE)
    if found is None:
        return None
    project, poetry = found.table("project"), found.table("tool", "poetry")
    name = string(project.get("name")) or string(poetry.get("name"))
    names = [*_requirements(project, found.table("dependency-groups")), *poetry_tables(poetry)]
    return Manifest(
        name=name,
        description=string(project.get("description")) or string(poetry.get("description")),
        ecosystem="python",
        ids=(normal_name(name),) if name else (),
        dependencies=tuple(dict.fromkeys(normal_name(n) for n in names)),
        folders=(*path_folders(poetry_tables(poetry)), *path_folders(_sources(found.values))),
        diagnostics=tuple(found.diagnostics),
    )


def poetry_tables(poetry: Mapping[str, Any]) -> dict[str, Any]:
    """Return all dependencies of a ``[tool.poetry]`` table, of all groups, by name."""
    groups = table(poetry, "group")
    tables = [table(poetry, "dependencies"), table(poetry, "dev-dependencies")]
    tables += [table(groups, group, "dependencies") for group in groups]
    return {name: value for one in tables for name, value in one.items()}


def path_folders(dependencies: Mapping[str, Any]) -> Iterator[str]:
    """Yield the folders of dependencies that are given by ``path``."""
    for value in dependencies.values():
        for one in value if isinstance(value, list) else [value]:
            path = string(one.get("path")) if isinstance(one, dict) else ""
            if path and not path.endswith((".whl", ".gz", ".zip")):
                yield path


def _sources(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return table(values, "tool", "uv", "sources")


def _requirements(project: Mapping[str, Any], groups: Mapping[str, Any]) -> Iterator[str]:
    lists = [project.get("dependencies"), *groups.values()]
    lists += table(project, "optional-dependencies").values()
    for one in lists:
        yield from _names(one if isinstance(one, list) else [])


def _names(requirements: Iterable[Any]) -> Iterator[str]:
    for requirement in requirements:
        match = _REQUIREMENT.match(requirement) if isinstance(requirement, str) else None
        if match:
            yield match.group(1)
