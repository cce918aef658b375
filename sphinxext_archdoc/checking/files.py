"""The files of a repository, as links see them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sphinxext_archdoc.markup.source import decode

_MOST_BYTES = 4 * 1024 * 1024
"""Size of the largest file that is looked into."""


class RepositoryFiles:
    """Files below *root*, by paths relative to it; what was asked once is remembered."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._names: dict[str, Mapping[str, list[str]]] = {}

    def exists(self, path: str) -> bool:
        """Return whether there is a file or a folder, spelt to the letter."""
        try:
            return os.path.lexists(os.path.join(self._root, path))
        except ValueError:
            return False

    def like(self, path: str) -> str | None:
        """Return the one path that differs from *path* in case alone, None without one."""
        found = ""
        for part in path.split("/"):
            names = self._names_in(found).get(part.casefold(), [])
            if part not in names and len(names) != 1:
                return None
            found = os.path.join(found, part if part in names else names[0])
        return None if found == path else found

    def text(self, path: str) -> str:
        """Return the text of a file; empty when it cannot be read."""
        try:
            with Path(self._root, path).open("rb") as stream:
                return decode(stream.read(_MOST_BYTES), path)[0]
        except (OSError, ValueError):
            return ""

    def _names_in(self, folder: str) -> Mapping[str, list[str]]:
        if folder not in self._names:
            found: dict[str, list[str]] = {}
            try:
                for name in sorted(os.listdir(os.path.join(self._root, folder))):  # noqa: PTH208
                    found.setdefault(name.casefold(), []).append(name)
            except (OSError, ValueError):
                pass
            self._names[folder] = found
        return self._names[folder]
