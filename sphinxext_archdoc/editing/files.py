"""Files that are to be written: what was there, what shall be there."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinxext_archdoc.editing import RefusedError
from sphinxext_archdoc.loader.writing import TEMPORARY, replace_file


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """One file before and after."""

    path: str
    """POSIX path relative to the root."""
    before: bytes | None
    """None for a file that is not there yet."""
    after: bytes


def write_changes(root: Path, changes: Sequence[FileChange]) -> None:
    """Write all *changes* below *root*: each file whole and at once.

    New files come first. When one cannot be written, those that were are made what they were.
    Raises OSError, and RefusedError where a file is not what the change was made for.
    """
    made: list[FileChange] = []
    try:
        for change in sorted(changes, key=lambda c: c.before is not None):
            target = root / change.path
            if change.before is None:
                create_file(target, change.after)
                made.append(change)
            elif target.read_bytes() != change.before:
                raise RefusedError(
                    f"{change.path} has just been changed by somebody else; run the command again."
                )
            elif change.before != change.after:
                replace_file(target, change.after)
                made.append(change)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(target)
        for change in reversed(made):
            with contextlib.suppress(OSError):
                _take_back(root / change.path, change.before)
        raise


def _take_back(target: Path, before: bytes | None) -> None:
    if before is None:
        target.unlink()
    else:
        replace_file(target, before)


def create_file(target: Path, data: bytes) -> None:
    """Write a new file, with its folders; what is there already is never overwritten.

    Whoever looks sees no file or the whole one. Raises OSError: FileExistsError when there
    is one.
    """
    missing = [folder for folder in target.parents if not folder.exists()]
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}{TEMPORARY}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_new(temporary, target, data)
    except BaseException:
        for folder in missing:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _write_new(temporary: Path, target: Path, data: bytes) -> None:
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _put(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _put(temporary: Path, target: Path) -> None:
    """Give a complete file its name, unless something has that name."""
    if os.path.lexists(target):
        raise FileExistsError(None, "there is a file of that name", str(target))
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # Not every file system knows links.
        temporary.rename(target)
