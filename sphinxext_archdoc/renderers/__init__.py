"""Renderers of diagrams: one module for each way to make a picture of a mermaid source.

A module of this folder is a renderer when it has these names:

``NAME``
    What the setting ``diagrams`` calls it; that of the module with ``-`` for ``_``.
``RANK``
    Renderers are asked in the order of their ranks where the setting names none.
``WORKERS``
    How many sources are rendered at the same time at most; 1 for what is quick, or does not
    run beside itself.
``version(options) -> str``
    The version of what renders, which the cache tells pictures apart by; empty when it is not
    installed. Asked once.
``render(source, options) -> Outcome``
    A picture of *source*; what is wrong with it; or who shows it instead. Never raises for bad
    content, and reads no file and no network because of it.

Modules whose names begin with ``_`` are no renderers.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol

from sphinxext_archdoc.renderers._chain import Chain
from sphinxext_archdoc.renderers._outcomes import Deferred, Failure, Options, Outcome, Picture


class Renderer(Protocol):
    """A module that makes pictures of mermaid sources."""

    NAME: str
    RANK: int
    WORKERS: int

    def version(self, options: Options) -> str:
        """Return the version of what renders; empty when it is not installed."""

    def render(self, source: str, options: Options) -> Outcome:
        """Return a picture of *source*, what is wrong with it, or who shows it instead."""


@cache
def renderers() -> dict[str, Renderer]:
    """Return all renderers by name, in the order of their ranks."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {m.NAME: m for m in sorted(modules, key=lambda m: (m.RANK, m.NAME))}


__all__ = [
    "Chain",
    "Deferred",
    "Failure",
    "Options",
    "Outcome",
    "Picture",
    "Renderer",
    "renderers",
]
