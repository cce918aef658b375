"""Which day it is: that of the settings, of the environment or of the last commit."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime

from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.rules import Today

_SECONDS = 10


def find_today(settings: Settings) -> Today | None:
    """Return the day that counts as today, None where nothing says one; never the clock's."""
    if settings.config.today:
        return Today(settings.config.today, is_exact=True)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return Today(datetime.fromtimestamp(int(epoch), UTC).date().isoformat(), is_exact=True)
    except (ValueError, OverflowError, OSError):
        return _of_last_commit(settings)


def _of_last_commit(settings: Settings) -> Today | None:
    command = ["git", "-C", str(settings.root), "log", "-1", "--format=%cs", "--no-show-signature"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_SECONDS)
        return Today(date.fromisoformat(done.stdout.strip()).isoformat(), is_exact=False)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
