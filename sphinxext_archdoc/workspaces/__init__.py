"""Readers of workspace manifests: one module per kind of workspace.

A module of this folder is a kind of workspace when it has these names:

``KIND``
    The name that packages carry in ``kind``; that of the module with ``-`` for ``_``.
``RANK``
    Kinds are asked in the order of their ranks; where two name one folder, the first wins.
``FILES``
    Names of the files that it reads; a folder with none of them is never asked for.
``members(folder) -> Members | None``
    The globs of member folders that a workspace manifest in *folder* names; None when there
    is no manifest of this kind. Never raises for bad content.
``manifest(folder) -> Manifest | None``
    What the manifest of a member in *folder* says of it; None when there is none. Never
    raises for bad content.

The paths of diagnostics are relative to *folder*. Modules whose names begin with ``_`` are
no kinds: kinds share them.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from sphinxext_archdoc.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """What a workspace manifest says of its members."""

    file: str
    """Name of the manifest."""
    include: tuple[str, ...] = ()
    """Globs of folders, relative to the manifest, POSIX; ``**`` is any number of folders."""
    exclude: tuple[str, ...] = ()
    complete: bool = True
    """Whether the manifest names all packages that there are; else the usual folders count too."""
    marker: str = ""
    """Name of a file that a folder must hold to be a member; empty when any manifest does."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a package's own manifest says of it."""

    name: str = ""
    """Empty when it says none: the folder's name is used."""
    description: str = ""
    """Plain, one line."""
    ecosystem: str = ""
    """What the names in ``ids`` and ``dependencies`` are unique in: ``npm``, ``python``, …"""
    ids: tuple[str, ...] = ()
    """The names by which the manifests of others name it."""
    dependencies: tuple[str, ...] = ()
    """Ids of all packages that it depends on, of this workspace or not."""
    folders: tuple[str, ...] = ()
    """Folders of packages that it names by path, relative to its own, POSIX."""
    diagnostics: tuple[Diagnostic, ...] = ()


class WorkspaceKind(Protocol):
    """A module that reads a kind of workspace manifest."""

    KIND: str
    RANK: int
    FILES: tuple[str, ...]

    def members(self, folder: Path) -> Members | None:
        """Return what the workspace manifest in *folder* says of its members."""

    def manifest(self, folder: Path) -> Manifest | None:
        """Return what the manifest of the package in *folder* says."""


@cache
def workspace_kinds() -> tuple[WorkspaceKind, ...]:
    """Return all kinds of workspace, by rank and name."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(sorted(modules, key=lambda m: (m.RANK, m.KIND)))
