"""From a repository to its catalogue: what ties discovery, markup, formats and languages.

``Reader`` reads single files and is all that a Sphinx build needs; ``load_catalog`` reads
everything, with several processes and a cache, for the command line.

What is offered here is imported when it is asked for: a Sphinx build in which nothing
changed is over sooner than the imports of all readers are.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinxext_archdoc.loader.collecting import collect_rarely
    from sphinxext_archdoc.loader.everything import default_cache, load_catalog, load_workspace
    from sphinxext_archdoc.loader.reader import Inspect, Reader

__all__ = ["Inspect", "Reader", "collect_rarely", "default_cache", "load_catalog", "load_workspace"]

_HOMES = {
    "Inspect": "reader",
    "Reader": "reader",
    "collect_rarely": "collecting",
    "default_cache": "everything",
    "load_catalog": "everything",
    "load_workspace": "everything",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
