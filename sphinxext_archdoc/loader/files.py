"""Files of the repository: read safely, and never from outside of it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.loader.states import state_of
from sphinxext_archdoc.markup.source import decode

MOST_BYTES = 32 * 1024 * 1024
"""Size of the largest file that is read."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file, with LF line ends; None when it cannot be read."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


class Files:
    """The files below a root, for as long as its folders stay what they are."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._inside = os.path.join(os.path.realpath(root), "")
        self._folders = {self._root: os.path.realpath(root)}

    def read(self, path: str) -> bytes | Diagnostic:
        """Return the contents of the file at *path*, relative to the root, or why there are none.

        A file that lies outside of the root, by ``..`` or by a link, is not read.
        """
        try:
            real, _ = self._real(path)
            if not real.startswith(self._inside):
                message = "The path leads out of the repository; it is not read."
                return _finding(Code.OUTSIDE, path, message)
            with open(real, "rb") as file:  # noqa: PTH123 - a path object doubles the time
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return _finding(Code.UNREADABLE, path, f"The file cannot be read: {reason}.")
        except ValueError:
            return _finding(Code.UNREADABLE, path, "The file cannot be read: no such name can be.")
        if len(data) > MOST_BYTES:
            message = f"The file is larger than {MOST_BYTES >> 20} MiB; it is not read, split it."
            return _finding(Code.TOO_LARGE, path, message)
        return data

    def state(self, path: str) -> str:
        """Return the state of the file at *path*, see ``states``; empty for one to be read."""
        try:
            real, facts = self._real(path)
        except (OSError, ValueError):
            return ""
        return state_of(facts) if real.startswith(self._inside) else ""

    def _real(self, path: str) -> tuple[str, os.stat_result]:
        """Return where *path* leads, and what the file system knows of the file.

        Links of folders are followed once for all their files.
        """
        folder, name = os.path.split(os.path.join(self._root, path))
        real = os.path.join(self._real_folder(folder), name)
        facts = os.lstat(real)
        if name in ("", "..", ".") or stat.S_ISLNK(facts.st_mode):
            real = os.path.realpath(real, strict=True)
            facts = os.lstat(real)
        return real, facts

    def _real_folder(self, folder: str) -> str:
        """Return where *folder*, below the root, leads, asking once about each one above it."""
        found = self._folders.get(folder)
        if found is None:
            above, name = os.path.split(folder)
            if name in ("", "..", "."):
                found = os.path.realpath(folder)
            else:
                found = os.path.join(self._real_folder(above), name)
                if stat.S_ISLNK(os.lstat(found).st_mode):
                    found = os.path.realpath(found)
            self._folders[folder] = found
        return found


def text_of(data: bytes | Diagnostic, path: str) -> SourceText:
    """Return the text that *data*, the contents of *path*, holds, and what is wrong with it."""
    if isinstance(data, Diagnostic):
        return SourceText(None, (data,))
    text, diagnostics = decode(data, path)
    return SourceText(text, tuple(diagnostics))


def _finding(code: Code, path: str, message: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, path=path)
