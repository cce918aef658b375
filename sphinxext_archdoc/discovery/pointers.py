"""Files in which tools for decision records note where the records lie.

=====================  ===================================================================
``.adr-dir``           adr-tools and its kin: the folder, as plain text
``.adr.json``          ``path``
``adrs.toml``          ``adr_dir``
``.log4brains.yml``    ``project.adrFolder``, and ``adrFolder`` of each ``project.packages``
=====================  ===================================================================

All are relative to the folder that the file lies in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.discovery.globs import inside, join
from sphinxext_archdoc.discovery.tree import Tree
from sphinxext_archdoc.workspaces._data import (
    DataFile,
    read_json,
    read_text,
    read_toml,
    read_yaml,
    table,
)


def _adr_dir(found: DataFile) -> Iterator[Any]:
    yield found.text.strip()


def _adr_json(found: DataFile) -> Iterator[Any]:
    yield found.values.get("path")


def _adrs_toml(found: DataFile) -> Iterator[Any]:
    yield found.values.get("adr_dir")


def _log4brains(found: DataFile) -> Iterator[Any]:
    project = found.table("project")
    yield project.get("adrFolder")
    packages = project.get("packages")
    for package in packages if isinstance(packages, list) else []:
        yield table(package).get("adrFolder")


_READERS: Mapping[
    str, tuple[Callable[[Path], DataFile | None], Callable[[DataFile], Iterable[Any]]]
] = {
    ".adr-dir": (read_text, _adr_dir),
    ".adr.json": (read_json, _adr_json),
    "adrs.toml": (read_toml, _adrs_toml),
    ".log4brains.yml": (read_yaml, _log4brains),
    ".log4brains.yaml": (read_yaml, _log4brains),
}

POINTER_FILES = frozenset(_READERS)
"""Names of the files that say where records lie."""


@dataclass(frozen=True, slots=True)
class Pointers:
    """The folders that were named, relative to the root, and what was wrong."""

    folders: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def read_pointers(tree: Tree) -> Pointers:
    """Read all pointer files of the repository; folders that do not exist are left out."""
    folders: set[str] = set()
    diagnostics: list[Diagnostic] = []
    for holder, names in sorted(tree.others.items()):
        for name in sorted(names & POINTER_FILES):
            path = join(holder, name)
            read, values_of = _READERS[name]
            found = read(tree.root / path)
            if found is None:
                continue
            diagnostics += [replace(d, path=path) for d in found.diagnostics]
            for value in values_of(found):
                target = inside(holder, value) if isinstance(value, str) and value else ""
                if target is None:
                    diagnostics.append(_leads_out(found, path, value))
                elif target in tree.texts:
                    folders.add(target)
    return Pointers(frozenset(folders), tuple(diagnostics))


def _leads_out(found: DataFile, path: str, folder: str) -> Diagnostic:
    message = (
        f"The folder of decision records {folder} leads out of the repository; it is not read."
    )
    return Diagnostic(code=Code.OUTSIDE, message=message, path=path, line=found.line_of(folder))
