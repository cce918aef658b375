"""Which day it is for rules, and how sure that is."""

from __future__ import annotations

from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.loader.today import is_set, today
from sphinxext_archdoc.rules import Today


def find_today(settings: Settings) -> Today | None:
    """Return the day that counts as today, None where nothing says one."""
    configured = settings.config.today
    found = today(configured, settings.root)
    return Today(found.isoformat(), is_exact=is_set(configured)) if found else None
