"""Globs over paths of the repository, and paths as manifests and settings write them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable

from wcmatch import glob
from wcmatch._wcparse import PatternLimitException

_FLAGS = glob.GLOBSTAR | glob.BRACE | glob.FORCEUNIX
_MAGIC = frozenset("*?[{")

Matcher = Callable[[str], bool]
"""Says whether a POSIX path relative to the root matches."""


def is_literal(pattern: str) -> bool:
    """Return whether *pattern* is a plain path."""
    return _MAGIC.isdisjoint(pattern)


def matcher(patterns: Iterable[str], *, any_case: bool = False, hidden: bool = False) -> Matcher:
    """Return what tells whether a path matches one of *patterns*.

    ``**`` is any number of folders, ``{a,b}`` a choice. A ``*`` matches a name that begins
    with a dot only when *hidden* is set. Raises ValueError for more alternatives than can
    be compared.
    """
    chosen = tuple(patterns)
    if not chosen:
        return lambda _path: False
    flags = _FLAGS | (glob.IGNORECASE if any_case else 0) | (glob.DOTGLOB if hidden else 0)
    try:
        compiled = glob.compile(chosen, flags=flags)
    except PatternLimitException as error:
        raise ValueError(str(error)) from error
    return lambda path: bool(compiled.match(path))


def inside(base: str, pattern: str) -> str | None:
    """Return *pattern*, written relative to the folder *base*, relative to the root.

    None when it leads out of the repository. ``.`` is the root itself.

    >>> inside("apps/web", "../../libs/*/"), inside(".", "../other"), inside(".", "/etc")
    ('libs/*', None, None)
    """
    pattern = pattern.replace("\\", "/")
    if pattern.startswith("/") or pattern[1:3] == ":/":
        return None
    path = posixpath.normpath(posixpath.join(base, pattern))
    return None if path == ".." or path.startswith("../") else path


def join(folder: str, name: str) -> str:
    """Return the path of *name* in *folder*; ``.`` is the root."""
    return name if folder == "." else f"{folder}/{name}"


def parent(path: str) -> str:
    """Return the folder that *path* lies in; ``.`` for the root's own entries."""
    return path.rpartition("/")[0] or "."


def relative(path: str, folder: str) -> str:
    """Return *path* relative to *folder*, which holds it; ``.`` for the folder itself."""
    if path == folder:
        return "."
    return path if folder == "." else path[len(folder) + 1 :]
