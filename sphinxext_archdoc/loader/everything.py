"""Reading all documents of a repository: with a cache, and with several processes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_archdoc.catalog import Catalog, DocumentRecords, Repository, Workspace
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.discovery import discover
from sphinxext_archdoc.loader.cache import Cache, cache_file
from sphinxext_archdoc.loader.codec import decode
from sphinxext_archdoc.loader.files import Files
from sphinxext_archdoc.loader.fingerprint import Fingerprints, content_digest
from sphinxext_archdoc.model import Decision

if TYPE_CHECKING:
    from sphinxext_archdoc.history import History
    from sphinxext_archdoc.loader.reader import Inspect, Reader
    from sphinxext_archdoc.loader.shown import ShownInterfaces

Progress = Callable[[int, int], None]
"""Told how many files of how many were read."""


def load_workspace(settings: Settings) -> Workspace:
    """Find the packages and documents of the repository that *settings* are for."""
    return discover(settings)


def load_catalog(
    settings: Settings,
    *,
    progress: Progress | None = None,
    cache: Path | None = None,
    processes: int | None = None,
    inspect: Inspect | None = None,
) -> Catalog:
    """Read all documents of the repository that *settings* are for.

    *cache* is the file that keeps what was read (see :func:`default_cache`); without one
    everything is read. *processes* is how many work at once at the most; by default as many
    as there are processors, and only one where there is little to read. *inspect* is asked
    about each document that is read, and has to be the same for all that share a cache.
    """
    workspace = load_workspace(settings)
    documents = _Documents(settings, workspace, inspect, progress or (lambda _done, _all: None))
    if cache is None:
        documents.read(processes)
    else:
        with contextlib.closing(Cache(cache)) as kept:
            documents.read_kept(kept, processes)
    found = tuple(documents.in_order())
    history = _history(settings, workspace)
    if history is not None:
        found = tuple(_with_history(document, history) for document in found)
    reading = [*settings.diagnostics, *workspace.diagnostics, *documents.of_templates()]
    shown = _shown(found, workspace, settings)
    reading += shown.diagnostics if shown else ()
    return Catalog(
        workspace=workspace,
        documents=found,
        shown=shown.interfaces if shown else (),
        reading=(*reading, *(history.diagnostics if history else ())),
        repository=Repository(
            url=settings.config.repository_url, ref=settings.config.repository_ref
        ),
    )


def _shown(
    documents: Sequence[DocumentRecords], workspace: Workspace, settings: Settings
) -> ShownInterfaces | None:
    if not any(document.requests for document in documents):
        return None
    from sphinxext_archdoc.loader.shown import ShownInterfaces

    return ShownInterfaces(documents, workspace, settings.root)


def _history(settings: Settings, workspace: Workspace) -> History | None:
    if not settings.config.git:
        return None
    from sphinxext_archdoc.history import of_workspace

    return of_workspace(settings.root, workspace.packages)


def _with_history(document: DocumentRecords, history: History) -> DocumentRecords:
    from sphinxext_archdoc.history import completed

    records = (completed(r, history) if isinstance(r, Decision) else r for r in document.records)
    return replace(document, records=tuple(records))


def default_cache(settings: Settings) -> Path:
    """Return the file in the user's cache folder that keeps the documents of a repository."""
    return cache_file(settings.root)


class _Documents:
    """The documents of a repository, while they are being read."""

    def __init__(
        self, settings: Settings, workspace: Workspace, inspect: Inspect | None, progress: Progress
    ) -> None:
        self._settings = settings
        self._workspace = workspace
        self._inspect = inspect
        self._progress = progress
        self._paths = sorted(set(workspace.documents()))
        self._found: dict[str, DocumentRecords] = {}

    @cached_property
    def _reader(self) -> Reader:
        """What reads documents; where nothing changed it is not needed, nor are its imports."""
        from sphinxext_archdoc.loader.reader import Reader

        return Reader(self._settings, self._workspace, self._inspect)

    def read_kept(self, cache: Cache, processes: int | None) -> None:
        """Take what did not change out of *cache*, read the rest, and keep it there."""
        fingerprints = Fingerprints(self._settings, self._workspace)
        files = Files(self._settings.root)
        wanted = set(self._paths)
        gone = []
        states = []
        for row in cache.rows():
            if row.path not in wanted:
                gone.append(row.path)
            elif row.place == fingerprints.of_place(row.path):
                state = files.state(row.path)
                if not state or state != row.state:
                    if not _has_contents(files.read(row.path), row.contents):
                        continue
                    states.append((row.path, state))
                with contextlib.suppress(ValueError):
                    self._keep(row.path, decode(row.text))
        cache.forget(gone)
        cache.note_states(states)
        self.read(processes, cache, fingerprints)

    def _keep(self, path: str, document: DocumentRecords) -> None:
        if document.path == path and (self._inspect is None or document.inspection is not None):
            self._found[path] = document

    def read(
        self,
        processes: int | None,
        cache: Cache | None = None,
        fingerprints: Fingerprints | None = None,
    ) -> None:
        """Read what is not there yet, and keep it in *cache*."""
        missing = [path for path in self._paths if path not in self._found]
        if not missing:
            return
        from sphinxext_archdoc.loader.pool import Job, read_all

        rows = []
        for document, row in read_all(Job(self._reader, fingerprints), missing, processes):
            self._found[document.path] = document
            self._progress(len(self._found), len(self._paths))
            if cache is not None and row is not None:
                rows.append(row)
                if len(rows) == _ROWS:
                    cache.put(rows)
                    rows.clear()
        if cache is not None:
            cache.put(rows)

    def of_templates(self) -> Sequence[Diagnostic]:
        """Return what is wrong with the configured templates."""
        return self._reader.diagnostics if self._settings.config.templates else ()

    def in_order(self) -> Iterator[DocumentRecords]:
        """Yield all documents in path order; what they all would say, the first one says."""
        said: set[str] = set()
        for path in self._paths:
            document = self._found[path]
            news = [d for d in document.diagnostics if d.message not in said]
            said |= {d.message for d in news if d.code is Code.MISSING_EXTRA}
            if len(news) < len(document.diagnostics):
                document = replace(document, diagnostics=tuple(news))
            yield document


def _has_contents(data: bytes | Diagnostic, digest: bytes) -> bool:
    return isinstance(data, bytes) and content_digest(data) == digest


_ROWS = 200
"""How many documents are written to the cache at once."""
