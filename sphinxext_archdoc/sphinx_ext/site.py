"""What is known about the repository during one build, found once at its start."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from sphinxext_archdoc.catalog import Workspace
from sphinxext_archdoc.config import Config, Settings
from sphinxext_archdoc.loader import Reader
from sphinxext_archdoc.model import Package


class Site:
    """The settings, the packages and the reader of a build."""

    def __init__(self, settings: Settings, workspace: Workspace) -> None:
        self.settings = settings
        self.workspace = workspace
        self.reader = Reader(settings, workspace)

    @property
    def config(self) -> Config:
        """The checked configuration."""
        return self.settings.config

    @property
    def root(self) -> Path:
        """Absolute path of the root of the repository."""
        return self.settings.root

    @cached_property
    def documents(self) -> frozenset[str]:
        """Paths of all files that records are read from."""
        return frozenset(
            path for p in self.workspace.packages for path in (*p.documents, *p.decisions)
        )

    @cached_property
    def packages(self) -> dict[str, Package]:
        """All packages by name."""
        return {package.name: package for package in self.workspace.packages}

    def relative(self, filename: str | os.PathLike[str]) -> str | None:
        """Return the path of *filename* relative to the root, None when it is outside."""
        path = os.path.relpath(os.path.abspath(filename), self.root)
        return None if path.startswith("..") else Path(path).as_posix()
