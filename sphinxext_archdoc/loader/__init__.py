"""From a repository to its catalogue: what ties discovery, markup, formats and languages.

``Reader`` reads single files and is all that a Sphinx build needs; ``load_catalog`` reads
everything, with several processes and a cache, for the command line.
"""

from __future__ import annotations

from sphinxext_archdoc.loader.everything import default_cache, load_catalog, load_workspace
from sphinxext_archdoc.loader.pool import collect_rarely
from sphinxext_archdoc.loader.reader import Inspect, Reader

__all__ = ["Inspect", "Reader", "collect_rarely", "default_cache", "load_catalog", "load_workspace"]
