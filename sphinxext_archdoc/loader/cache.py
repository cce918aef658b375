"""What was read before, kept between runs.

One SQLite file per repository, in the user's cache folder: SQLite never leaves a half
written file, lets several runs work at once, and finds one document among thousands without
reading the others. A row is used only when all that its document depends on is the same
(see ``fingerprint`` and ``states``), and only when its text is what this version writes (see
``codec``); so a file that is old, damaged or made by somebody else costs time, not truth.
Whatever goes wrong with the cache, everything is read as if there were none.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import platformdirs


class Row(NamedTuple):
    """What is kept of a document."""

    path: str
    place: bytes
    """Digest of all but its contents that its records depend on."""
    contents: bytes
    """Digest of its contents."""
    state: str
    """What tells that its contents are still the same; empty when only they themselves do."""
    text: str
    """Its records, see ``codec``."""


_LAYOUT = 2
"""Number of the layout of the table, to be raised when that is another."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS documents"
    " (path TEXT PRIMARY KEY, place BLOB, contents BLOB, state TEXT, text TEXT)"
)
_ROWS = "SELECT path, place, contents, state, text FROM documents ORDER BY path"
_SECONDS = 5.0
"""How long to wait for another run that is writing."""


def cache_file(root: Path) -> Path:
    """Return the file that keeps the documents of the repository at *root*."""
    name = hashlib.blake2b(str(root).encode("utf-8", "surrogateescape"), digest_size=12)
    folder = platformdirs.user_cache_path("sphinxext-archdoc", appauthor=False)
    return folder / f"{name.hexdigest()}.sqlite"


class Cache:
    """The documents of one repository as they were read before."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection = _open(file)

    def rows(self) -> Iterator[Row]:
        """Yield all that is kept."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                for row in map(Row._make, self._connection.execute(_ROWS)):
                    if isinstance(row.text, str):
                        yield row

    def put(self, rows: Iterable[Row]) -> None:
        """Keep *rows*, each in place of that of the same path."""
        self._write("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)", rows)

    def note_states(self, states: Iterable[tuple[str, str]]) -> None:
        """Keep the states of documents that turned out to be the same, with their paths."""
        rows = ((state, path) for path, state in states)
        self._write("UPDATE documents SET state = ? WHERE path = ?", rows)

    def forget(self, paths: Iterable[str]) -> None:
        """Forget the documents at *paths*."""
        self._write("DELETE FROM documents WHERE path = ?", [(path,) for path in paths])

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error), self._connection:
                self._connection.executemany(statement, rows)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()


def _open(file: Path) -> sqlite3.Connection | None:
    """Open *file*; one that is no database is made anew, None where none can be."""
    for _ in range(2):
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            connection = sqlite3.connect(file, timeout=_SECONDS)
        except (OSError, sqlite3.Error):
            return None
        try:
            with connection:
                if connection.execute("PRAGMA user_version").fetchone() != (_LAYOUT,):
                    connection.execute("DROP TABLE IF EXISTS documents")
                    connection.execute(f"PRAGMA user_version = {_LAYOUT}")
                connection.execute(_TABLE)
                connection.execute(_ROWS + " LIMIT 1")
        except sqlite3.OperationalError:
            connection.close()
            return None
        except sqlite3.DatabaseError:
            connection.close()
            file.unlink(missing_ok=True)
        else:
            return connection
    return None
