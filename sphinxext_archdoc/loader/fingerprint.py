"""What the records of a document depend on, in one digest.

That is the contents of the file, the package, log and folder that it lies in, the
settings and templates, this package's own sources, and the libraries that are installed.
"""

from __future__ import annotations

import hashlib
import json
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from sphinxext_archdoc import __version__
from sphinxext_archdoc.loader.reader import Reader

_FRONT_ENDS = {"cli", "sphinx_ext"}
_SIZE = 20


class Fingerprints:
    """The digests of the documents that a reader reads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        common = [_plain(reader.settings.config), _plain(reader.templates), *_code()]
        self._common = _digest(json.dumps(common, sort_keys=True).encode())

    def of(self, path: str, data: bytes) -> bytes:
        """Return the digest of the document at *path* with the contents *data*."""
        place = "\0".join((path, *map(str, self._reader.place_of(path)), ""))
        return _digest(self._common + place.encode("utf-8", "surrogateescape") + data)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIZE).digest()


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
    package = Path(__file__).parents[1]
    for module in sorted(package.rglob("*.py")):
        inside = module.relative_to(package)
        if inside.parts[0] not in _FRONT_ENDS:
            facts = module.stat()
            yield inside.as_posix(), facts.st_mtime_ns, facts.st_size
    # Installing, updating or removing a library changes the folder that it lies in.
    for name in ("purelib", "platlib"):
        folder = Path(sysconfig.get_path(name))
        if folder.is_dir():
            yield str(folder), folder.stat().st_mtime_ns
