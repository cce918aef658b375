"""The day that views and rules take as today: never that of the clock, so that all repeats."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path


def today(configured: str, root: Path) -> date | None:
    """Return *configured* (ISO), else ``SOURCE_DATE_EPOCH``, else the day of the last commit.

    None when nothing says: outside of a Git repository, or where Git is not installed.
    """
    if configured:
        return date.fromisoformat(configured)
    if not is_set(configured):
        return _last_commit(root)
    try:
        return datetime.fromtimestamp(int(os.environ[_EPOCH]), tz=UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


def is_set(configured: str) -> bool:
    """Return whether somebody set the day, by *configured* or by ``SOURCE_DATE_EPOCH``."""
    epoch = os.environ.get(_EPOCH, "")
    return bool(configured) or (epoch.isascii() and epoch.isdigit())


_EPOCH = "SOURCE_DATE_EPOCH"


def _last_commit(root: Path) -> date | None:
    """Return the day, in UTC, on which the last commit of the repository was made."""
    command = ["git", "-C", os.fspath(root), "-c", "log.showSignature=false"]
    try:
        done = subprocess.run(
            [*command, "log", "-1", "--format=%ct"],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return datetime.fromtimestamp(int(done.stdout), tz=UTC).date()
    except (OSError, OverflowError, ValueError, subprocess.SubprocessError):
        return None
