"""What is at a path that a document names, whatever it names."""

from __future__ import annotations

import stat
from enum import Enum
from pathlib import Path


class FileKind(Enum):
    """What is at a path."""

    FILE = "file"
    FOLDER = "folder"
    NOTHING = "nothing"


def kind_of(path: Path) -> FileKind:
    """Return what is at *path*; nothing also where no path can lead, unlike ``Path.is_file``."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return FileKind.NOTHING
    if stat.S_ISDIR(mode):
        return FileKind.FOLDER
    return FileKind.FILE if stat.S_ISREG(mode) else FileKind.NOTHING
