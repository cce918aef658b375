"""Reading all documents of a repository."""

from __future__ import annotations

from collections.abc import Callable

from sphinxext_archdoc.catalog import Catalog, Repository, Workspace
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.loader.reader import Reader

Progress = Callable[[int, int], None]
"""Told how many files of how many were read."""


def load_workspace(settings: Settings) -> Workspace:
    """Find the packages and documents of the repository that *settings* are for."""
    from sphinxext_archdoc.discovery import discover

    return discover(settings)


def load_catalog(settings: Settings, progress: Progress | None = None) -> Catalog:
    """Read all documents of the repository that *settings* are for."""
    workspace = load_workspace(settings)
    reader = Reader(settings, workspace)
    paths = sorted(workspace.documents())
    documents = []
    for count, path in enumerate(paths, 1):
        documents.append(reader.read(path))
        if progress:
            progress(count, len(paths))
    return Catalog(
        workspace=workspace,
        documents=tuple(documents),
        reading=(*settings.diagnostics, *workspace.diagnostics, *reader.diagnostics),
        repository=Repository(
            url=settings.config.repository_url, ref=settings.config.repository_ref
        ),
    )
