"""Deno: ``workspace`` in ``deno.json`` or ``deno.jsonc``, a list of folders or globs."""

from __future__ import annotations

from pathlib import Path

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import DataFile, negations, read_json, string, table

KIND = "deno"
RANK = 60
FILES = ("deno.json", "deno.jsonc")


def members(folder: Path) -> Members | None:
    """Return the members that ``workspace`` names, as a list or in a table with ``members``."""
    found = _read(folder)
    if found is None:
        return None
    include, exclude = negations(found.listed("workspace", inner="members"))
    return Members(
        file=found.name, include=include, exclude=exclude, diagnostics=tuple(found.diagnostics)
    )


def manifest(folder: Path) -> Manifest | None:
    """Return name and imports of a ``deno.json``."""
    found = _read(folder)
    if found is None:
        return None
    name = string(found.values.get("name"))
    return Manifest(
        name=name,
        ecosystem="npm",
        ids=(name,) if name else (),
        dependencies=tuple(table(found.values, "imports")),
        diagnostics=tuple(found.diagnostics),
    )


def _read(folder: Path) -> DataFile | None:
    return read_json(folder / FILES[0]) or read_json(folder / FILES[1])
