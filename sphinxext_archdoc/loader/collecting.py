"""How often cyclic garbage is looked for."""

from __future__ import annotations

import gc


def collect_rarely() -> None:
    """Make the collection of cyclic garbage, of which reading makes little, rare.

    It takes a sixth of the time that reading takes otherwise.
    """
    gc.freeze()
    gc.set_threshold(200_000)
