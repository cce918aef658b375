"""Views over all records: one module per view.

A module of this folder is a view when it has these names:

``NAME``
    Name of the directive that puts the view on a page: that of the module, with ``-`` for ``_``.
``OPTIONS``
    Its options: a mapping of names to functions that check a value (see ``options``).
``content(domain, docname, options)``
    What the view shows, as plain data: it is compared with what it showed before, so that
    a page is written again when its view changes.
``render(content, options, linker)``
    The standard nodes that show that content.

A view may have ``prepare(domain, docname, options) -> list[nodes]``, which is called when
its page is read and returns what Sphinx has to know then, such as a toctree.

The docstring of a view is its manual page. Modules whose names begin with ``_`` are shared.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from docutils import nodes

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.linking import Linker

Options = Mapping[str, Any]


class View(Protocol):
    """A module that shows records of the whole site."""

    NAME: str
    OPTIONS: Mapping[str, Callable[[str], Any]]

    def content(self, domain: ArchitectureDomain, docname: str, options: Options) -> Any:
        """Return what the view shows on the page *docname*."""

    def render(self, content: Any, options: Options, linker: Linker) -> list[nodes.Node]:
        """Return the nodes that show *content*."""


@cache
def view_names() -> Sequence[str]:
    """Return the names of all views, sorted, without importing them."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    return sorted(name.replace("_", "-") for name in names)


@cache
def view_named(name: str) -> View:
    """Return the view with that name."""
    module: Any = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
    return cast(View, module)
