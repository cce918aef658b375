"""Reading all documents of a repository: with a cache, and with several processes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sphinxext_archdoc.catalog import Catalog, DocumentRecords, Repository, Workspace
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.discovery import discover
from sphinxext_archdoc.history import History, completed, of_workspace
from sphinxext_archdoc.loader.cache import Cache, cache_file
from sphinxext_archdoc.loader.codec import decode
from sphinxext_archdoc.loader.fingerprint import Fingerprints
from sphinxext_archdoc.loader.pool import Job, read_all
from sphinxext_archdoc.loader.reader import Inspect, Reader
from sphinxext_archdoc.model import Decision

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
    reader = Reader(settings, workspace, inspect)
    paths = sorted(set(workspace.documents()))
    documents = _Documents(reader, paths, progress or (lambda _done, _all: None))
    if cache is None:
        documents.read(Job(reader), processes)
    else:
        with contextlib.closing(Cache(cache)) as kept:
            documents.read_kept(kept, Fingerprints(reader), processes)
    found = tuple(documents.in_order())
    history = of_workspace(settings.root, workspace.packages) if settings.config.git else None
    if history is not None:
        found = tuple(_with_history(document, history) for document in found)
    reading = (*settings.diagnostics, *workspace.diagnostics, *reader.diagnostics)
    return Catalog(
        workspace=workspace,
        documents=found,
        reading=(*reading, *(history.diagnostics if history else ())),
        repository=Repository(
            url=settings.config.repository_url, ref=settings.config.repository_ref
        ),
    )


def _with_history(document: DocumentRecords, history: History) -> DocumentRecords:
    records = (completed(r, history) if isinstance(r, Decision) else r for r in document.records)
    return replace(document, records=tuple(records))


def default_cache(settings: Settings) -> Path:
    """Return the file in the user's cache folder that keeps the documents of a repository."""
    return cache_file(settings.root)


class _Documents:
    """The documents of a repository, while they are being read."""

    def __init__(self, reader: Reader, paths: Sequence[str], progress: Progress) -> None:
        self._reader = reader
        self._paths = paths
        self._progress = progress
        self._found: dict[str, DocumentRecords] = {}

    def read_kept(self, cache: Cache, fingerprints: Fingerprints, processes: int | None) -> None:
        """Take what did not change out of *cache*, read the rest, and keep it there."""
        wanted = set(self._paths)
        gone = []
        for path, digest, text in cache.rows():
            if path not in wanted:
                gone.append(path)
                continue
            data = self._reader.files.read(path)
            if isinstance(data, bytes) and digest == fingerprints.of(path, data):
                with contextlib.suppress(ValueError):
                    self._keep(decode(text))
        cache.forget(gone)
        self.read(Job(self._reader, fingerprints), processes, cache)

    def _keep(self, document: DocumentRecords) -> None:
        if self._reader.inspect is None or document.inspection is not None:
            self._found[document.path] = document

    def read(self, job: Job, processes: int | None, cache: Cache | None = None) -> None:
        """Read what is not there yet, and keep it in *cache*."""
        missing = [path for path in self._paths if path not in self._found]
        rows = []
        for document, row in read_all(job, missing, processes):
            self._found[document.path] = document
            self._progress(len(self._found), len(self._paths))
            if cache is not None and row is not None:
                rows.append(row)
                if len(rows) == _ROWS:
                    cache.put(rows)
                    rows.clear()
        if cache is not None:
            cache.put(rows)

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


_ROWS = 200
"""How many documents are written to the cache at once."""
