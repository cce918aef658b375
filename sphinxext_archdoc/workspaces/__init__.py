"""Readers of workspace manifests: one module per kind of workspace.

A module of this folder is a kind of workspace when it has these names:

``KIND``
    The name that packages carry in ``kind``; that of the module with ``-`` for ``_``.
``RANK``
    Kinds are asked in the order of their ranks; where two name one folder, the first wins.
``members(root) -> Members | None``
    The globs of member folders that a manifest in the folder *root* names; None when *root*
    has no manifest of this kind. Never raises for bad content.
``manifest(folder) -> Manifest | None``
    Name, description and dependencies out of a member's own manifest, None when there is none.

Modules whose names begin with ``_`` are shared by kinds.
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

    include: tuple[str, ...] = ()
    """Globs of folders, relative to the manifest, POSIX; ``**`` is any number of folders."""
    exclude: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a package's own manifest says of it."""

    name: str
    description: str = ""
    dependencies: tuple[str, ...] = ()
    """Names of all packages that it depends on, as written, of this workspace or not."""


class WorkspaceKind(Protocol):
    """A module that reads a kind of workspace manifest."""

    KIND: str
    RANK: int

    def members(self, root: Path) -> Members | None:
        """Return what the workspace manifest in *root* says of its members."""

    def manifest(self, folder: Path) -> Manifest | None:
        """Return what the manifest of the package in *folder* says."""


@cache
def workspace_kinds() -> tuple[WorkspaceKind, ...]:
    """Return all kinds of workspace, by rank and name."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(sorted(modules, key=lambda m: (m.RANK, m.KIND)))
