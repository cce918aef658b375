"""What the walk leaves out: by name, by what a folder holds, by ``.gitignore``."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pathspec import GitIgnoreSpec

from sphinxext_archdoc.discovery.globs import relative

NEVER_ENTERED = frozenset({"node_modules", "bower_components", "__pycache__", "venv", "CVS"})
"""Folders of tools and of other people's code."""

HIDDEN_ENTERED = frozenset(
    {".adr", ".adrs", ".archgate", ".architecture", ".decisions", ".doc", ".docs", ".github"}
)
"""Hidden folders that are known to hold decision records; all others are left out."""

_FOREIGN = ("pyvenv.cfg", "CACHEDIR.TAG")
"""A file of one of these names marks a virtual environment, a cache."""

_VENDORED = ("modules.txt", "autoload.php")
"""A folder ``vendor`` with one of these holds the dependencies of Go or Composer."""


def is_foreign(name: str, contents: Collection[str]) -> bool:
    """Return whether a folder called *name* holds nothing of the team's own."""
    marks = (*_FOREIGN, *(_VENDORED if name == "vendor" else ()))
    return any(mark in contents for mark in marks)


class _Patterns:
    """The patterns of one ``.gitignore``, or the configured globs."""

    def __init__(self, lines: Iterable[str]) -> None:
        with warnings.catch_warnings():
            # What ``[[`` may mean in a future Python is no concern of the repository's.
            warnings.simplefilter("ignore", FutureWarning)
            self._spec = GitIgnoreSpec.from_lines(_readable(lines))
            self._any = _in_one(self._spec)

    def verdict(self, path: str) -> bool | None:
        """Return whether *path* is ignored; None when no pattern says so or the contrary."""
        if self._any is not None and self._any.search(path) is None:
            return None
        return self._spec.check_file(path).include


def _readable(lines: Iterable[str]) -> Iterator[str]:
    """Yield patterns so that the library understands them as Git does."""
    for line in lines:
        pattern = line.rstrip()
        # Git means what lies in the folder, the library the folder too: it is not entered
        # then, whatever a later pattern takes back.
        pattern = f"{pattern}/*" if pattern.endswith("/**") else line
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError:  # Git passes over such a pattern.
            continue
        yield pattern


def _in_one(spec: GitIgnoreSpec) -> re.Pattern[str] | None:
    """Return all patterns in one: most paths match none, which is then found out at once."""
    regexes = [p.regex.pattern for p in spec.patterns if p.regex is not None]
    joined = "|".join(f"(?:{_GROUP_NAME.sub('(?:', str(regex))})" for regex in regexes)
    try:
        return re.compile(joined or r"(?!)")
    except re.error:
        return None


_GROUP_NAME = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class IgnoreRules:
    """The ``.gitignore`` files from the root down to a folder, and the configured globs."""

    configured: _Patterns
    files: tuple[tuple[str, _Patterns], ...] = ()
    """Folder and contents of each ``.gitignore``, the outermost first."""

    @classmethod
    def of(cls, exclude: Iterable[str]) -> IgnoreRules:
        """Return the rules at the root: the globs *exclude*, relative to it."""
        return cls(_Patterns(f"/{glob}" for glob in exclude))

    def entered(self, folder: str, gitignore: Path) -> IgnoreRules:
        """Return the rules inside *folder*, which has the file *gitignore*. Raises OSError."""
        lines = gitignore.read_bytes().decode("utf-8-sig", "replace").splitlines()
        return replace(self, files=(*self.files, (folder, _Patterns(lines))))

    def ignores(self, path: str, *, is_folder: bool = False) -> bool:
        """Return whether *path* (relative to the root) is left out; the innermost file decides."""
        slash = "/" if is_folder else ""
        if self.configured.verdict(path + slash):
            return True
        for folder, patterns in reversed(self.files):
            verdict = patterns.verdict(relative(path, folder) + slash)
            if verdict is not None:
                return verdict
        return False
