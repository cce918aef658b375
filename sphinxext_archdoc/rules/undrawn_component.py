"""A component is in no diagram of the components.

A part was added to the list and not to the picture, and who reads the picture alone does
not learn of it. Documents without a diagram of relationships, and diagrams that show mostly
other things, are left alone.

Breaks the rule:

.. code-block:: text

   - **Carts**: opens and merges carts.
   - **Quoter**: turns a cart into prices.
   - **Delivery rates**: what boxes cost.

   graph TD
       C[Carts] --> Q[Quoter]

Keeps it:

.. code-block:: text

   graph TD
       C[Carts] --> Q[Quoter]
       Q --> R[Delivery rates]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import Component
from sphinxext_archdoc.rules import Context, Options
from sphinxext_archdoc.rules._diagrams import drawings

CODE = "undrawn-component"
SEVERITY = Severity.NOTE


def check_catalog(catalog: Catalog, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding at each component that no diagram of its document shows."""
    drawn: defaultdict[str, set[str]] = defaultdict(set)
    listed: dict[str, Mapping[str, Component]] = {}
    for drawing in drawings(catalog):
        drawn[drawing.document.path] |= drawing.named
        listed[drawing.document.path] = drawing.components
    for path, components in listed.items():
        missing = [name for name in components if not _is_drawn(name, drawn[path])]
        if 2 * len(missing) > len(components):
            continue
        for name in missing:
            component = components[name]
            message = (
                f"The component {component.title!r} is in no diagram of its document; draw it."
            )
            yield Finding(message=message, path=path, line=component.location.line)


def _is_drawn(name: str, drawn: set[str]) -> bool:
    return name in drawn or any(name in other for other in drawn)
