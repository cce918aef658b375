"""The day that views take as today: never that of the clock, so that builds can be repeated."""

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
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        try:
            return datetime.fromtimestamp(int(epoch), tz=UTC).date()
        except (OverflowError, OSError, ValueError):
            return None
    return _last_commit(root)


def _last_commit(root: Path) -> date | None:
    """Return the day, in UTC, on which the last commit of the repository was made."""
    command = ["git", "-C", os.fspath(root), "-c", "log.showSignature=false"]
    try:
        done = subprocess.run(  # noqa: S603 - no part of the command comes from a document
            [*command, "log", "-1", "--format=%ct"],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return datetime.fromtimestamp(int(done.stdout), tz=UTC).date()
    except (OSError, OverflowError, ValueError, subprocess.SubprocessError):
        return None
