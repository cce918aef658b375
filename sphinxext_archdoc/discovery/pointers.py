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

from sphinxext_archdoc.diagnostics import Code, Diagnostic, Severity
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


@dataclass(frozen=True, slots=True)
class _Named:
    folder: Any
    """As the file has it: perhaps no string."""
    of: Any = None
    """Folder of the package that the records are of; None for that of the file."""


def _adr_dir(found: DataFile) -> Iterator[_Named]:
    yield _Named(found.text.strip())


def _adr_json(found: DataFile) -> Iterator[_Named]:
    yield _Named(found.values.get("path"))


def _adrs_toml(found: DataFile) -> Iterator[_Named]:
    yield _Named(found.values.get("adr_dir"))


def _log4brains(found: DataFile) -> Iterator[_Named]:
    project = found.table("project")
    yield _Named(project.get("adrFolder"))
    packages = project.get("packages")
    for package in packages if isinstance(packages, list) else []:
        yield _Named(table(package).get("adrFolder"), table(package).get("path"))


_READERS: Mapping[
    str, tuple[Callable[[Path], DataFile | None], Callable[[DataFile], Iterable[_Named]]]
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
    """The folders that were named, and what was wrong."""

    folders: Mapping[str, str]
    """Of each folder of records that which they are the records of, both relative to the root."""
    diagnostics: tuple[Diagnostic, ...]


def read_pointers(tree: Tree) -> Pointers:
    """Read all pointer files of the repository; folders that do not exist are left out."""
    folders: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for holder, names in sorted(tree.others.items()):
        for name in sorted(names & POINTER_FILES):
            path = join(holder, name)
            read, values_of = _READERS[name]
            found = read(tree.root / path)
            if found is None:
                continue
            diagnostics += [replace(d, path=path) for d in found.diagnostics]
            for named in values_of(found):
                if not isinstance(named.folder, str) or not named.folder:
                    continue
                folder = inside(holder, named.folder)
                if folder is None:
                    diagnostics.append(_leads_out(found, path, named.folder))
                elif folder not in tree.texts:
                    diagnostics += _not_entered(tree, found, path, named.folder, folder)
                else:
                    of = inside(holder, named.of) if isinstance(named.of, str) else holder
                    folders.setdefault(folder, of or holder)
    return Pointers(folders, tuple(diagnostics))


def _not_entered(
    tree: Tree, found: DataFile, path: str, written: str, folder: str
) -> Iterator[Diagnostic]:
    """Yield a note on a folder that exists; tools name folders before there is a record too."""
    if (tree.root / folder).is_dir():
        message = f"The folder of decision records {written} is hidden or ignored; it is not read."
        line = found.line_of(written)
        yield Diagnostic(
            code=Code.WORKSPACE, message=message, path=path, line=line, severity=Severity.NOTE
        )


def _leads_out(found: DataFile, path: str, folder: str) -> Diagnostic:
    message = (
        f"The folder of decision records {folder} leads out of the repository; it is not read."
    )
    return Diagnostic(code=Code.OUTSIDE, message=message, path=path, line=found.line_of(folder))
