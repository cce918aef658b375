"""Files of the repository: read safely, and never from outside of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.markup.source import decode

MOST_BYTES = 32 * 1024 * 1024
"""Size of the largest file that is read."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file, with LF line ends; None when it cannot be read."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


def read_bytes(root: Path, path: str) -> bytes | Diagnostic:
    """Return the contents of the file at *path*, relative to *root*, or why there are none.

    A file that lies outside of *root*, by ``..`` or by a link, is not read.
    """
    try:
        real = os.path.realpath(root / path, strict=True)
        if not _is_inside(real, os.path.realpath(root)):
            return _finding(
                Code.OUTSIDE, path, "The path leads out of the repository; it is not read."
            )
        with Path(real).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _finding(Code.UNREADABLE, path, f"The file cannot be read: {reason}.")
    except ValueError:
        return _finding(Code.UNREADABLE, path, "The file cannot be read: its name is not valid.")
    if len(data) > MOST_BYTES:
        message = f"The file is larger than {MOST_BYTES >> 20} MiB; it is not read, split it."
        return _finding(Code.TOO_LARGE, path, message)
    return data


def text_of(data: bytes | Diagnostic, path: str) -> SourceText:
    """Return the text that *data*, the contents of *path*, holds, and what is wrong with it."""
    if isinstance(data, Diagnostic):
        return SourceText(None, (data,))
    text, diagnostics = decode(data, path)
    return SourceText(text, tuple(diagnostics))


def _is_inside(path: str, folder: str) -> bool:
    return path.startswith(os.path.join(folder, ""))


def _finding(code: Code, path: str, message: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, path=path)
