"""What is known about the repository during one build, found once at its start."""

from __future__ import annotations

import os
import zlib
from dataclasses import fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_archdoc import __version__
from sphinxext_archdoc.catalog import Repository, Workspace
from sphinxext_archdoc.config import Config, Settings
from sphinxext_archdoc.discovery import discover
from sphinxext_archdoc.loader.today import today
from sphinxext_archdoc.model import Package

if TYPE_CHECKING:
    from sphinxext_archdoc.history import History
    from sphinxext_archdoc.loader.reader import Reader


class Site:
    """The settings, the packages and the reader of a build."""

    def __init__(self, settings: Settings, workspace: Workspace) -> None:
        self.settings = settings
        self.workspace = workspace

    @cached_property
    def history(self) -> History | None:
        """What Git knows of the documents; None when it is not asked for."""
        if not self.config.git:
            return None
        from sphinxext_archdoc.history import of_workspace

        return of_workspace(self.root, self.workspace.packages)

    @cached_property
    def reader(self) -> Reader:
        """Reads documents; a build in which nothing changed never needs it, nor its imports."""
        from sphinxext_archdoc.loader.reader import Reader

        return Reader(self.settings, self.workspace)

    @classmethod
    def find(cls, settings: Settings) -> Site:
        """Look the repository of *settings* through."""
        return cls(settings, discover(settings))

    @property
    def config(self) -> Config:
        """The checked configuration."""
        return self.settings.config

    @property
    def root(self) -> Path:
        """Absolute path of the root of the repository."""
        return self.settings.root

    @property
    def repository(self) -> Repository:
        """Where the repository can be seen."""
        return Repository(url=self.config.repository_url, ref=self.config.repository_ref)

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

    @cached_property
    def today(self) -> date | None:
        """The day that views take as today; None when it is not known."""
        return today(self.config.today, self.root)

    @property
    def knows_today(self) -> bool:
        """Whether somebody has asked for today."""
        return "today" in vars(self)

    def template_title(self, template: str) -> str:
        """Return the first heading of a shared template, with its placeholder."""
        titles = (t.title for t in self.reader.templates if t.path == template)
        return next(titles, "")

    def headings(self, template: str) -> dict[str, str]:
        """Return the headings of a shared template by the names of its sections, in order."""
        if template not in self._headings:
            chosen = next((t for t in self.reader.templates if t.path == template), None)
            sections = chosen.sections if chosen else ()
            self._headings[template] = {s.name: s.heading for s in sections}
        return self._headings[template]

    @cached_property
    def _headings(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def reading_digest(self) -> int:
        """Checksum of what decides what a document is read as, besides the document."""
        values = [getattr(self.config, name) for name in sorted(READING_SETTINGS)]
        templates = [self.reader.text(template["path"]) for template in self.config.templates]
        return zlib.crc32(repr((__version__, values, templates)).encode())

    @cached_property
    def writing_digest(self) -> int:
        """Checksum of the settings that decide how pages that were read are written."""
        names = [f.name for f in fields(Config) if f.metadata["rebuild"] == "html"]
        return zlib.crc32(repr([getattr(self.config, name) for name in names]).encode())


READING_SETTINGS = {
    "drift",
    "field_aliases",
    "git",
    "heading_aliases",
    "navigation_depth",
    "repository_ref",
    "repository_url",
    "status_aliases",
    "templates",
}
"""Settings that decide what becomes of a document when it is read."""
