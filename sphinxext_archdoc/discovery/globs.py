"""Globs over paths of the repository, and paths as manifests and settings write them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wcmatch import glob

from sphinxext_archdoc.diagnostics import Code, Diagnostic

_FLAGS = glob.GLOBSTAR | glob.BRACE | glob.FORCEUNIX
_MAGIC = frozenset("*?[{")

Matcher = Callable[[str], bool]
"""Says whether a POSIX path relative to the root matches."""


def is_literal(pattern: str) -> bool:
    """Return whether *pattern* is a plain path."""
    return _MAGIC.isdisjoint(pattern)


def fixed_part(pattern: str) -> str:
    """Return the folder below which everything lies that *pattern* matches.

    >>> fixed_part("libs/core/*"), fixed_part("{a,b}/*")
    ('libs/core', '.')
    """
    parts = pattern.split("/")
    fixed = next((i for i, part in enumerate(parts) if not is_literal(part)), len(parts))
    return "/".join(parts[:fixed]) or "."


def matcher(patterns: Iterable[str], *, any_case: bool = False, hidden: bool = False) -> Matcher:
    """Return what tells whether a path matches one of *patterns*, which :func:`resolve` gave.

    ``**`` is any number of folders, ``{a,b}`` a choice. A ``*`` matches a name that begins
    with a dot only when *hidden* is set.
    """
    chosen = tuple(patterns)
    if not chosen:
        return lambda _path: False
    flags = _FLAGS | (glob.IGNORECASE if any_case else 0) | (glob.DOTGLOB if hidden else 0)
    compiled = glob.compile(chosen, flags=flags, limit=0)
    return lambda path: bool(compiled.match(path))


@dataclass(frozen=True, slots=True)
class Resolved:
    """Globs relative to the root, and what is wrong with those that were left out."""

    globs: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def resolve(
    patterns: Iterable[str],
    *,
    folder: str = ".",
    path: str = "",
    name: str,
    code: Code = Code.CONFIG,
) -> Resolved:
    """Return *patterns*, written relative to *folder*, relative to the root.

    *path* is the file that they come from, *name* says what they are in messages, *code* is
    that of a diagnostic of a glob that cannot be compared.
    """
    globs, diagnostics = [], []
    for pattern in patterns:
        inner = inside(folder, pattern)
        if inner is None:
            message = f"{name}: {pattern} leads out of the repository; it is left out."
            diagnostics.append(Diagnostic(code=Code.OUTSIDE, message=message, path=path))
        elif not _is_readable(inner):
            message = f"{name}: {pattern} is no glob that can be compared; it is left out."
            diagnostics.append(Diagnostic(code=code, message=message, path=path))
        else:
            globs.append(inner)
    return Resolved(tuple(globs), tuple(diagnostics))


def _is_readable(pattern: str) -> bool:
    try:
        glob.compile(pattern, flags=_FLAGS)
    except Exception:  # noqa: BLE001  # The exception for too many choices has no public name.
        return False
    return True


def inside(base: str, pattern: str) -> str | None:
    """Return *pattern*, a path or glob written relative to the folder *base*, from the root.

    None when it leads out of the repository. ``.`` is the root itself.

    >>> inside("apps/web", "../../libs/*/"), inside(".", "../other"), inside(".", "/etc")
    ('libs/*', None, None)
    """
    pattern = pattern.replace("\\", "/")
    if pattern.startswith("/") or pattern[1:3] == ":/" or "\0" in pattern:
        return None
    path = posixpath.normpath(posixpath.join(base, pattern))
    return None if path == ".." or path.startswith("../") else path


def join(folder: str, name: str) -> str:
    """Return the path of *name* in *folder*; ``.`` is the root."""
    return name if folder == "." else f"{folder}/{name}"


def parent(path: str) -> str:
    """Return the folder that *path* lies in; ``.`` for the root's own entries."""
    return path.rpartition("/")[0] or "."


def is_within(path: str, folder: str) -> bool:
    """Return whether *path* is *folder* or lies below it."""
    return folder in (".", path) or path.startswith(folder + "/")


def relative(path: str, folder: str) -> str:
    """Return *path* relative to *folder*, which holds it; ``.`` for the folder itself."""
    if path == folder:
        return "."
    return path if folder == "." else path[len(folder) + 1 :]
