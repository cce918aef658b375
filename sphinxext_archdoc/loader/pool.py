"""Reading many files with several processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext

from sphinxext_archdoc.catalog import DocumentRecords
from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.loader.cache import Row
from sphinxext_archdoc.loader.codec import decode, encode
from sphinxext_archdoc.loader.collecting import collect_rarely
from sphinxext_archdoc.loader.files import text_of
from sphinxext_archdoc.loader.fingerprint import Fingerprints, content_digest
from sphinxext_archdoc.loader.reader import Reader

FEWEST_FILES = 100
"""How many files another process must have to read, to be worth starting it."""
_CHUNK = 20
_NOT_KEPT = {Code.UNREADABLE, Code.INTERNAL}
"""Another run may well read a file that has these."""


class Job:
    """Reads single files; sent to each process once."""

    def __init__(self, reader: Reader, fingerprints: Fingerprints | None = None) -> None:
        self._reader = reader
        self._fingerprints = fingerprints

    def read(self, path: str) -> tuple[DocumentRecords, Row | None]:
        """Return the records of the file at *path*, and their row when they may be kept."""
        # Before the contents: what is changed in between is read again next time.
        state = self._reader.files.state(path)
        data = self._reader.files.read(path)
        found = self._reader.read_source(path, text_of(data, path))
        if self._fingerprints is None or not isinstance(data, bytes):
            return found, None
        if any(diagnostic.code in _NOT_KEPT for diagnostic in found.diagnostics):
            return found, None
        row = Row(
            path=path,
            place=self._fingerprints.of_place(path),
            contents=content_digest(data),
            state=state,
            text=encode(found),
        )
        return found, row


def read_all(
    job: Job, paths: Sequence[str], processes: int | None = None
) -> Iterator[tuple[DocumentRecords, Row | None]]:
    """Yield each document of *paths*, in their order, and its row for the cache if it has one.

    *processes* is how many work at once at the most; by default as many as there are
    processors. Few files are read in this process.
    """
    done = 0
    count = min(processes or _processors(), len(paths) // FEWEST_FILES)
    if count > 1:
        try:
            for text, row in _in_processes(job, paths, count):
                yield decode(row.text if row else text), row
                done += 1
        except (BrokenProcessPool, PermissionError, NotImplementedError):
            # There are no processes to be had here, or one was killed: this one does the rest.
            pass
    for path in paths[done:]:
        yield job.read(path)


def _in_processes(job: Job, paths: Sequence[str], count: int) -> Iterator[tuple[str, Row | None]]:
    with ProcessPoolExecutor(count, _context(), _begin, (job,)) as pool:
        yield from pool.map(_read, paths, chunksize=_CHUNK)


def _context() -> BaseContext:
    """Return how processes are begun: by a fork, which is quick, where that is safe."""
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


_job: Job | None = None
"""What this process does, when it is one of several."""


def _begin(job: Job) -> None:
    global _job
    _job = job
    collect_rarely()
    # The process that waits for this one ends both.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(path: str) -> tuple[str, Row | None]:
    """Return the records of the file at *path* as text, in their row if they have one."""
    assert _job is not None
    found, row = _job.read(path)
    return ("", row) if row else (encode(found), None)
