"""Where the links and images of exported texts lead."""

from __future__ import annotations

import base64
import os
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from sphinxext_archdoc.catalog import anchor_name
from sphinxext_archdoc.exporting.addresses import Addresses
from sphinxext_archdoc.exporting.document import Part

_KEPT = frozenset({"http", "https", "mailto"})
_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_MOST_BYTES = 8 * 1024 * 1024
"""Size of the largest image that is embedded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A part with the anchors in it."""

    part: Part
    anchors: Mapping[str, str]
    """Anchors of the document by the names of the headings, see ``anchor_name``."""


@dataclass(kw_only=True)
class Links:
    """Finds out where links lead, and notes what is not there."""

    root: Path
    addresses: Addresses
    places: Sequence[Place] = ()
    folder: str | None = None
    """Folder from which files of the repository are linked, relative to the root; None where
    they are linked in its web view alone."""
    problems: dict[str, None] = field(default_factory=dict)
    """What could not be embedded, in sentences."""

    def target(self, path: str, destination: str) -> str:
        """Return where the link to *destination* in the file *path* leads in the document.

        That is an anchor, or a whole address; empty for what leads nowhere.
        """
        try:
            scheme, host, name, _query, fragment = urlsplit(destination)
        except ValueError:
            return ""
        if scheme or host:
            return destination if scheme.lower() in _KEPT else ""
        target = _inside(path, name)
        if target is None:
            return ""
        if anchor := self._anchor(target, unquote(fragment), is_own=not name):
            return f"#{anchor}"
        if not os.path.lexists(self.root / target):
            return ""
        if self.folder is not None:
            relative = quote(posixpath.relpath(target, self.folder))
            return f"{relative}#{fragment}" if fragment else relative
        if not self.addresses.url:
            return ""
        if (self.root / target).is_dir():
            return self.addresses.folder(target)
        return self.addresses.file(target, unquote(fragment))

    def _anchor(self, path: str, fragment: str, *, is_own: bool) -> str:
        """Return the anchor of a place in the document; empty when it is not in it."""
        found = [place for place in self.places if place.part.path == path]
        for place in found:
            if fragment and (anchor := place.anchors.get(anchor_name(fragment))):
                return anchor
        whole = (place.part.anchor for place in found if place.part.is_whole)
        return "" if is_own and not fragment else next(whole, "")

    def image_address(self, path: str, source: str) -> str:
        """Return where the image *source* in the file *path* can be seen; empty for nowhere."""
        target = self.target(path, source)
        return "" if target.startswith("#") else target

    def image(self, path: str, source: str) -> str:
        """Return the image *source* in the file *path* as data; empty for none.

        Nothing is loaded from another site.
        """
        try:
            scheme, host, name, _query, _fragment = urlsplit(source)
        except ValueError:
            return ""
        if scheme or host:
            self.problems[f"{path}: the image {_shown(source)} of another site is left out."] = None
            return ""
        target = _inside(path, name)
        data = self._data(target) if target else None
        if data is None:
            self.problems[f"{path}: the image {_shown(source)} cannot be embedded."] = None
            return ""
        return data

    def _data(self, path: str) -> str | None:
        kind = _TYPES.get(posixpath.splitext(path)[1].lower())
        base, real = os.path.realpath(self.root), os.path.realpath(self.root / path)
        if kind is None or os.path.commonpath([real, base]) != base:
            return None
        try:
            if os.path.getsize(real) > _MOST_BYTES:  # noqa: PTH202 - a path that is resolved
                return None
            content = Path(real).read_bytes()
        except (OSError, ValueError):
            return None
        return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _shown(source: str) -> str:
    return source if len(source) < _LONGEST else f"{source[:_LONGEST]}…"


_LONGEST = 100


def _inside(path: str, name: str) -> str | None:
    """Return the path that *name* means in the file *path*; None outside of the repository."""
    name = unquote(name)
    if not name:
        return path
    base = "" if name.startswith("/") else posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(base, name.lstrip("/")))
    return None if target == ".." or target.startswith(("../", "/")) or "\0" in target else target
