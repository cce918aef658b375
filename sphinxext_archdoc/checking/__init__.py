"""From a repository to what is wrong with it.

Rules about single documents are asked while these are read (``inspector``), so that what
they say is kept in the cache; then come those about the repository (``check``). Settings,
comments in documents and a baseline say what of that counts.
"""

from __future__ import annotations

from sphinxext_archdoc.checking.check import Report, check
from sphinxext_archdoc.checking.inspector import Inspector
from sphinxext_archdoc.checking.settings import RuleSettings, rule_settings

__all__ = ["Inspector", "Report", "RuleSettings", "check", "rule_settings"]
