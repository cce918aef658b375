"""A diagram of the components has a box that is no component.

A part was renamed, or was never described. Boxes of a diagram of relationships are compared
with the components of its document, its interfaces and technologies, and the packages of the
repository; stores, actors and other shapes are not, nor is ``package: thing``. A diagram
that shows mostly other things is left alone.

Breaks the rule, beside the components *Carts* and *Quoter*:

.. code-block:: text

   graph TD
       C[Carts] --> Q[Quoter]
       Q --> P[Pricing]

Keeps it:

.. code-block:: text

   graph TD
       C[Carts] --> Q[Quoter]
       Q --> P[catalog: Snapshot]
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.rules import Context, Options
from sphinxext_archdoc.rules._diagrams import Drawing, drawings, names_of, other_names

CODE = "unknown-node"
SEVERITY = Severity.NOTE


def check_catalog(catalog: Catalog, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding at each box that names nothing that is known."""
    for drawing in drawings(catalog):
        unknown = list(_unknown(drawing, catalog))
        if 2 * len(unknown) < len(drawing.boxes):
            yield from (_finding(drawing, label, context) for label in unknown)


def _unknown(drawing: Drawing, catalog: Catalog) -> Iterator[str]:
    """Yield the labels of boxes that name nothing that is known, each once."""
    known = drawing.components.keys() | other_names(drawing.document)
    seen: set[str] = set()
    for label in drawing.boxes.values():
        names = set(names_of(label))
        if ":" not in label and not names & (seen | known) and not _is_package(catalog, label):
            yield label
        seen |= names


def _is_package(catalog: Catalog, label: str) -> bool:
    words = (label, label.replace(" ", "-"), label.split()[0] if label.split() else "")
    return any(catalog.workspace.packages_called(word) for word in words)


def _finding(drawing: Drawing, label: str, context: Context) -> Finding:
    titles = [component.title for component in drawing.components.values()]
    near = difflib.get_close_matches(label[:100], titles, n=1, cutoff=0.75)
    advice = f"is {near[0]!r} meant" if near else "describe it, or draw it as what it is"
    line, column = _place(drawing, label, context)
    return Finding(
        message=f"The box {label!r} is no component of this document; {advice}.",
        path=drawing.document.path,
        line=line,
        column=column,
        end_column=column + len(label) if column else 0,
        severity=Severity.WARNING if near else None,
    )


def _place(drawing: Drawing, label: str, context: Context) -> tuple[int, int]:
    """Return where *label* stands, else where the diagram begins."""
    place = drawing.diagram.location
    lines = context.files.text(place.path).split("\n")[: place.end_line]
    for number in range(place.line, len(lines) + 1):
        start = lines[number - 1].find(label)
        if start >= 0:
            return number, start + 1
    return place.line, 0
