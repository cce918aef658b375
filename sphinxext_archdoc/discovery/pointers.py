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

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.discovery.globs import inside, join
from sphinxext_archdoc.discovery.tree import Tree


def _adr_dir(text: str) -> Iterator[Any]:
    yield text.strip()


def _adr_json(text: str) -> Iterator[Any]:
    yield _get(json.loads(text), "path")


def _adrs_toml(text: str) -> Iterator[Any]:
    values = tomllib.loads(text)
    yield values.get("adr_dir") or values.get("path")


def _log4brains(text: str) -> Iterator[Any]:
    project = _get(yaml.safe_load(text), "project")
    yield _get(project, "adrFolder")
    packages = _get(project, "packages")
    for package in packages if isinstance(packages, list) else []:
        yield _get(package, "adrFolder")


def _get(values: Any, key: str) -> Any:
    return values.get(key) if isinstance(values, Mapping) else None


_READERS: Mapping[str, Callable[[str], Iterable[Any]]] = {
    ".adr-dir": _adr_dir,
    ".adr.json": _adr_json,
    "adrs.toml": _adrs_toml,
    ".log4brains.yml": _log4brains,
    ".log4brains.yaml": _log4brains,
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
    for holder in sorted(tree.others):
        for name in sorted(tree.others[holder] & POINTER_FILES):
            path = join(holder, name)
            try:
                values = list(_READERS[name](_text(tree.root / path)))
            except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
                reason = str(error).splitlines()[0] if str(error) else type(error).__name__
                message = f"The file cannot be read, its folders are left out: {reason}."
                diagnostics.append(Diagnostic(code=Code.WORKSPACE, message=message, path=path))
                continue
            for value in values:
                target = inside(holder, value) if isinstance(value, str) and value else ""
                if target is None:
                    message = f"{value} leads out of the repository; it is not read."
                    diagnostics.append(Diagnostic(code=Code.OUTSIDE, message=message, path=path))
                elif target in tree:
                    folders.add(target)
    return Pointers(frozenset(folders), tuple(diagnostics))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")
