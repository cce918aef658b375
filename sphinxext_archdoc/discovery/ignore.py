"""What the walk leaves out: by name, by what a folder holds, by ``.gitignore``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pathspec import GitIgnoreSpec

from sphinxext_archdoc.discovery.globs import relative

NEVER_ENTERED = frozenset({"node_modules", "bower_components", "__pycache__", "venv", "CVS"})
"""Folders of tools and of other people's code."""

HIDDEN_ENTERED = frozenset({".adr", ".adrs", ".archgate", ".decisions", ".doc", ".docs", ".github"})
"""Hidden folders that are known to hold decision records; all others are left out."""

_FOREIGN = ("pyvenv.cfg", "CACHEDIR.TAG")
"""A file of one of these names marks a virtual environment, a cache."""

_VENDORED = ("modules.txt", "autoload.php")
"""A folder ``vendor`` with one of these holds the dependencies of Go or Composer."""


def is_foreign(name: str, contents: Collection[str]) -> bool:
    """Return whether a folder called *name* holds nothing of the team's own."""
    marks = (*_FOREIGN, *(_VENDORED if name == "vendor" else ()))
    return any(mark in contents for mark in marks)


@dataclass(frozen=True, slots=True)
class IgnoreRules:
    """The ``.gitignore`` files from the root down to a folder, and the configured globs."""

    configured: GitIgnoreSpec
    files: tuple[tuple[str, GitIgnoreSpec], ...] = ()
    """Folder and contents of each ``.gitignore``, the outermost first."""

    @classmethod
    def of(cls, exclude: Iterable[str]) -> IgnoreRules:
        """Return the rules at the root: the globs *exclude*, relative to it."""
        return cls(_spec(f"/{glob}" for glob in exclude))

    def entered(self, folder: str, gitignore: Path) -> IgnoreRules:
        """Return the rules inside *folder*, which has the file *gitignore*. Raises OSError."""
        lines = gitignore.read_bytes().decode("utf-8-sig", "replace").splitlines()
        return replace(self, files=(*self.files, (folder, _spec(lines))))

    def ignores(self, path: str, *, is_folder: bool = False) -> bool:
        """Return whether *path* (relative to the root) is left out; the innermost file decides."""
        slash = "/" if is_folder else ""
        if self.configured.match_file(path + slash):
            return True
        for folder, spec in reversed(self.files):
            verdict = spec.check_file(relative(path, folder) + slash).include
            if verdict is not None:
                return verdict
        return False


def _spec(lines: Iterable[str]) -> GitIgnoreSpec:
    """Read patterns as Git does: it passes over those for which the library raises."""
    readable = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            continue
        readable.append(line)
    return GitIgnoreSpec.from_lines(readable)
