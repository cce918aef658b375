"""Changing files of a repository: whole and at once, and nothing but what is asked for.

Edits are made on the bytes that were read: line ends, a byte order mark, a missing final
line end, blanks at the ends of lines and everything else that no edit covers stay as they
are. A file is replaced by a complete new one, so that whoever reads it, or finds it after a
crash, sees the old contents or the new ones.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinxext_archdoc.catalog import Edit

_BOM = "\ufeff"
_END = re.compile(r"\r\n|\r|\n")
TEMPORARY = ".archdoc-tmp"
"""How the names of files end that are not yet complete."""


class NotWritableError(OSError):
    """A file may not be changed; ``strerror`` says why."""


class SourceFile:
    """The contents of a text file, and what edits would make of them."""

    def __init__(self, data: bytes) -> None:
        """Take the contents; raises UnicodeDecodeError when they are no UTF-8."""
        text = data.decode("utf-8")
        self._bom = _BOM if text.startswith(_BOM) else ""
        self._text = text.removeprefix(_BOM)
        self._ends = [m.span() for m in _END.finditer(self._text)]

    @property
    def text(self) -> str:
        """The text without byte order mark, with LF line ends."""
        return _END.sub("\n", self._text)

    @property
    def newline(self) -> str:
        """The line end that most lines have, the first of several; LF where there is none."""
        counts: dict[str, int] = {}
        for start, end in self._ends:
            counts[self._text[start:end]] = counts.get(self._text[start:end], 0) + 1
        return max(counts, key=lambda newline: counts[newline], default="\n")

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Return the contents after *edits*, none of which may cover a part of another.

        Line ends in their texts become those of the file. Of insertions at one place the
        first comes first. What the file ends with stays: one line end, none, or several.
        Raises ValueError for edits that overlap or lie outside.
        """
        parts, last = [], 0
        newline = self.newline
        ordered = sorted(edits, key=lambda e: (e.line, e.column, e.end_line, e.end_column))
        for edit in ordered:
            start = self._offset(edit.line, edit.column)
            end = self._offset(edit.end_line, edit.end_column)
            if not last <= start <= end:
                raise ValueError(f"edits overlap at line {edit.line}")
            parts.append(self._text[last:start])
            text = edit.text.replace("\n", newline)
            above = next(filter(None, reversed(parts)), newline)
            if start == len(self._text) and text.endswith(newline) and above[-1] not in "\r\n":
                parts.append(newline)
            parts.append(_unjoined(above, text, self._text[end : end + 1]))
            last = end
        if not ordered:
            return (self._bom + self._text).encode()
        parts.append(self._text[last:])
        return (self._bom + self._ended("".join(parts))).encode()

    def _ended(self, text: str) -> str:
        if not self._text:
            return text
        body = self._text.rstrip("\r\n")
        return text.rstrip("\r\n") + self._text[len(body) :] if text.strip("\r\n") else text

    def _offset(self, line: int, column: int) -> int:
        """Return the offset of a place, which may be one line behind the last one."""
        if line < 1 or column < 1 or line > len(self._ends) + 2:
            raise ValueError(f"there is no line {line}")
        start = self._ends[line - 2][1] if 1 < line <= len(self._ends) + 1 else 0
        if line > len(self._ends) + 1:
            return len(self._text)
        end = self._ends[line - 1][0] if line <= len(self._ends) else len(self._text)
        return min(start + column - 1, end)


def _unjoined(above: str, text: str, below: str) -> str:
    """Return *text* so that none of its line ends becomes one with that of a neighbour."""
    if (above.endswith("\r") and text.startswith("\n")) or (below == "\n" and text.endswith("\r")):
        return _END.sub("\r\n", text)
    return text


def replace_file(path: Path, data: bytes) -> None:
    """Replace the contents of the file *path* by *data*, or make it; its mode stays.

    A link stays a link: what it leads to is replaced. Raises OSError, and leaves the file as
    it was: NotWritableError when nobody may write it.
    """
    target = path.resolve()
    mode = _mode(target)
    handle, name = tempfile.mkstemp(TEMPORARY, f".{target.name}.", target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def clean_up(path: Path) -> None:
    """Remove what a run that was killed left beside the file *path*.

    Only for one who knows that nobody is writing it: see :func:`alone`.
    """
    target = path.resolve()
    beginning = f".{target.name}."
    with contextlib.suppress(OSError):
        for entry in os.scandir(target.parent):
            if entry.name.startswith(beginning) and entry.name.endswith(TEMPORARY):
                Path(entry.path).unlink(missing_ok=True)


def _mode(target: Path) -> int:
    try:
        found = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if not stat.S_ISREG(found.st_mode):
        raise NotWritableError(None, "it is no file")
    # A superuser may write anything; that is not what the owner of the file wants.
    if not found.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise NotWritableError(None, "it is read-only")
    return stat.S_IMODE(found.st_mode)


def _sync_folder(folder: Path) -> None:
    """Make the new entry of *folder* outlast a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one who changes files on behalf of *folder*, for as long as it takes.

    Raises BlockingIOError when somebody else is. What a process held that was killed is free.
    """
    try:
        import fcntl
    except ImportError:
        with _marked(folder / ".archdoc-running"):
            yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def _marked(mark: Path) -> Iterator[None]:
    """Hold a file that only one can make, where folders cannot be locked."""
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError as error:
        raise BlockingIOError(None, f"remove {mark} if no other run is under way") from error
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)
