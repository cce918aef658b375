"""Where the files of a workspace belong."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from sphinxext_archdoc.catalog import Workspace
from sphinxext_archdoc.loader.qualifiers import document_qualifiers


class Place(NamedTuple):
    """What a file's records have from where it lies."""

    package: str
    qualifier: str
    """See ``model.Record.qualifier``."""
    is_record: bool
    """Whether it is a file of a decision log."""


class Places:
    """The places of all files of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def of(self, path: str) -> Place:
        """Return the place of the file at *path*."""
        log = self._workspace.log_of(path)
        qualifier = log.qualifier if log else self._qualifiers.get(path, "")
        return Place(self._workspace.package_of(path).name, qualifier, log is not None)

    @cached_property
    def _qualifiers(self) -> Mapping[str, str]:
        packages = self._workspace.packages
        return dict(pair for package in packages for pair in document_qualifiers(package))
