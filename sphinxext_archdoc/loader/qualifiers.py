"""What tells the keys of a package's deeper documents apart."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from sphinxext_archdoc.model import ROOT_PACKAGE, Package

_OWN_FOLDERS = {"", "docs", "doc"}
"""Folders of a package whose document is the package's own."""


def document_qualifiers(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the path of each document of *package* and its qualifier.

    The package's own document has none, a deeper one its folder inside the package. Of
    several in one folder, later ones have the stem of their name too, or the whole name.
    """
    taken: set[str] = set()
    for path in package.documents:
        inside = path if package.path == ROOT_PACKAGE else path[len(package.path) + 1 :]
        candidates = _candidates(inside, is_first=not taken)
        qualifier = next((q for q in candidates if q not in taken), inside)
        taken.add(qualifier)
        yield path, qualifier


def _candidates(inside: str, *, is_first: bool) -> Iterator[str]:
    folder = posixpath.dirname(inside)
    if is_first and folder in _OWN_FOLDERS:
        yield ""
    if folder:
        yield folder
    yield posixpath.splitext(inside)[0]
