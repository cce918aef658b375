"""What the records of a document depend on, in two digests.

That is the contents of the file on the one hand; on the other the package, log and folder
that it lies in, the settings and templates, this package's own files, and the libraries that
are installed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from sphinxext_archdoc import __version__
from sphinxext_archdoc.catalog import Workspace
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.loader.files import Files
from sphinxext_archdoc.loader.places import Place, Places

_NOT_READING = {"__pycache__", "cli", "sphinx_ext"}
_SIZE = 20


class Fingerprints:
    """The digests of the documents of a workspace."""

    def __init__(self, settings: Settings, workspace: Workspace) -> None:
        self._places = Places(workspace)
        # What a document says of another package is read with the name of that.
        packages = [(p.path, p.name, p.aliases) for p in workspace.packages]
        common = [_plain(settings.config), packages, *_templates(settings), *_code()]
        self._common = content_digest(json.dumps(common, sort_keys=True).encode())
        self._by_place: dict[Place, bytes] = {}

    def of_place(self, path: str) -> bytes:
        """Return the digest of all but its contents that the document at *path* depends on."""
        place = self._places.of(path)
        found = self._by_place.get(place)
        if found is None:
            text = "\0".join(map(str, place)).encode("utf-8", "surrogateescape")
            found = self._by_place[place] = content_digest(self._common + text)
        return found


def content_digest(data: bytes) -> bytes:
    """Return the digest of *data*."""
    return hashlib.blake2b(data, digest_size=_SIZE).digest()


def _templates(settings: Settings) -> Iterator[str]:
    """Yield the contents of the configured templates, or why there are none."""
    files = Files(settings.root)
    for template in settings.config.templates:
        data = files.read(str(template["path"]))
        yield data.hex() if isinstance(data, bytes) else data.message


def _plain(value: Any) -> Any:
    """Return *value* as plain data that is the same in every process."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, set | frozenset):
        return sorted(map(_plain, value))
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    return value if isinstance(value, str | int | bool | None) else repr(value)


def _code() -> Iterator[Any]:
    """Yield what changes when other code would read the documents."""
    yield __version__
    yield sys.version
    yield from _files_below(Path(__file__).parents[1])
    # Installing, updating or removing a library changes the folder that it lies in.
    for name in ("purelib", "platlib"):
        folder = Path(sysconfig.get_path(name))
        if folder.is_dir():
            yield str(folder), folder.stat().st_mtime_ns


def _files_below(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield all files of this package that have to do with reading."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name in _NOT_READING:
            continue
        if entry.is_dir():
            yield from _files_below(Path(entry.path))
        else:
            facts = entry.stat()
            yield entry.path, facts.st_mtime_ns, facts.st_size
