"""Where links by path lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from sphinxext_archdoc.catalog import Catalog, DocumentRecords, PathLink
from sphinxext_archdoc.rules import Files

_SUFFIX = re.compile(r"\.html?$", re.IGNORECASE)
_PAGE = re.compile(r"(?:\.(?:md|markdown|mdx|rst|txt))?$", re.IGNORECASE)
_LINE = re.compile(r":\d+(?:[:-]\d+)?$")
"""A line behind a path, as editors understand it."""
DOCUMENTS = (".md", ".rst", ".txt", ".mdx", ".markdown")
"""Suffixes that links to pages may leave out."""


def links_of(catalog: Catalog) -> Iterator[tuple[DocumentRecords, PathLink]]:
    """Yield all links by path with the documents that they stand in."""
    for document in catalog.documents:
        if document.inspection is not None:
            for link in document.inspection.links:
                yield document, link


def target_of(source: str, destination: str) -> tuple[str, str] | None:
    """Return the path that *destination*, written in the file *source*, means, and its anchor.

    The path is *source* itself for an anchor alone. None for what leads out of the repository:
    hosts show other things there, such as issues.
    """
    path, _, anchor = destination.partition("#")
    path = _LINE.sub("", unquote(path.partition("?")[0]).replace("\\", "/"))
    if not path:
        return source, unquote(anchor)
    folder = "" if path.startswith("/") else posixpath.dirname(source)
    full = posixpath.normpath(posixpath.join(folder, path.lstrip("/") or "."))
    return None if full == ".." or full.startswith("../") else (full, unquote(anchor))


def existing(path: str, files: Files) -> str | None:
    """Return the file or folder that *path* means, which may lack its suffix; None without."""
    if files.exists(path):
        return path
    base = _SUFFIX.sub("", path)
    if base == path and not _may_lack_suffix(path):
        return None
    return next((base + s for s in DOCUMENTS if files.exists(base + s)), None)


def _may_lack_suffix(path: str) -> bool:
    match = _PAGE.search(posixpath.basename(path))
    return match is not None and not match[0]
