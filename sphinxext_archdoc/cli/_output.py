"""Writing a command's result: to the terminal, or whole and at once to a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sphinxext_archdoc.cli._main import CommandError


def write_output(content: str | bytes, output: Path | None = None) -> None:
    """Write *content* to standard output, or to the file *output*, which is never half written."""
    if output is None:
        if isinstance(content, str):
            sys.stdout.write(content)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        return
    try:
        write_atomically(output, content)
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}.") from error


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace what is in *path* by *content* (a text as UTF-8 with LF), keeping its mode."""
    import tempfile

    target = path.resolve()
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
