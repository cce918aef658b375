"""What tells the keys of a package's deeper documents apart."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from sphinxext_archdoc.catalog.records import own_document, path_inside
from sphinxext_archdoc.model import Package


def document_qualifiers(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the path of each document of *package* and its qualifier.

    The package's own document has none, a deeper one its folder inside the package. Of
    several in one folder, later ones have the stem of their name too, or the whole name.
    """
    own = own_document(package)
    taken: set[str] = set()
    for path in package.documents:
        inside = path_inside(package, path)
        candidates = [""] if path == own else _candidates(inside)
        qualifier = next((q for q in candidates if q not in taken), inside)
        taken.add(qualifier)
        yield path, qualifier


def _candidates(inside: str) -> Iterator[str]:
    if folder := posixpath.dirname(inside):
        yield folder
    yield posixpath.splitext(inside)[0]
