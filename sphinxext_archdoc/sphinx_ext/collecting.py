"""What lives as long as the build is left out of the search for cyclic garbage."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def leave_out(app: Sphinx) -> None:
    """Freeze what is in memory until the build ends (``builder-inited``).

    Modules and the environment that was loaded are walked by every full collection otherwise,
    and copied by every process that Sphinx forks. A process that froze objects itself is left
    as it is.
    """
    if gc.get_freeze_count() == 0:
        gc.freeze()
        app.connect("build-finished", _take_back, priority=999)


def _take_back(app: Sphinx, exception: Exception | None) -> None:
    gc.unfreeze()
