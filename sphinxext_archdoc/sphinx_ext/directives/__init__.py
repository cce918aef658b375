"""Directives that define or show records: one module per directive.

A module of this folder is a directive when it has ``NAME`` (its name in documents) and
``Directive`` (its class). Modules whose names begin with ``_`` are shared.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.util.docutils import SphinxDirective


def record_directives() -> Mapping[str, type[SphinxDirective]]:
    """Return all directives of this folder by name."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.NAME: module.Directive for module in modules}
