"""What git says was changed since a commit."""

from __future__ import annotations

import contextlib
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.cli._main import CommandError

_HUNK = re.compile(rb"@@ -\d+(?:,(?P<removed>\d+))? \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")
_ESCAPE = re.compile(rb'\\([abfnrtv"\\]|[0-7]{3})')
_ESCAPED = dict(zip(b'abfnrtv"\\', b'\a\b\f\n\r\t\v"\\', strict=True))

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The lines of files that were changed, by paths relative to the root."""

    lines: Mapping[str, Sequence[Range]]
    """Of each file that is still there, the ranges of its new lines."""
    new: frozenset[str]
    """Files that git does not know."""
    touched: frozenset[str]
    """All files that were changed, moved or removed."""

    def concern(self, finding: Finding) -> bool:
        """Return whether *finding* is on a changed line, or comes from a file that changed.

        One about a file as a whole counts when anything in the file was changed.
        """
        if finding.path in self.new or self.touched.intersection(finding.about):
            return True
        ranges = self.lines.get(finding.path)
        if ranges is None or not finding.line:
            return ranges is not None
        return any(first <= finding.line <= last for first, last in ranges)


def changes_since(root: Path, reference: str) -> Changes:
    """Return what was changed below *root* since it left *reference*, committed or not.

    Raises CommandError where git is missing, or does not know the reference.
    """
    if reference.startswith("-"):
        raise CommandError(f"{reference!r} is no commit.")
    commit = f"{reference}^{{commit}}"
    base = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", commit, of=reference)
    # Where the two have no common ancestor, the commit itself is what is compared with.
    with contextlib.suppress(CommandError):
        base = _git(root, "merge-base", base.decode().strip(), "HEAD")
    options = ["--unified=0", "--no-ext-diff", "--no-textconv", "--no-color", "--relative"]
    options += ["--no-renames", "--src-prefix=a/", "--dst-prefix=b/", base.decode().strip()]
    patch = _git(root, "-c", "core.quotePath=true", "diff", *options, "--", ".")
    lines: dict[str, list[Range]] = {}
    touched = set()
    for path, found in _files_of(patch):
        touched.add(path)
        if found is not None:
            lines[path] = found
    listed = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    new = frozenset(_text(name) for name in listed.split(b"\0") if name)
    return Changes(lines=lines, new=new, touched=frozenset(touched) | new)


def _git(root: Path, *words: str, of: str = "") -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise CommandError("--since needs git, which cannot be run.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise CommandError(f"git knows no commit {of!r}." if of and not said else f"git: {said}")
    return done.stdout


def _files_of(patch: bytes) -> Iterator[tuple[str, list[Range] | None]]:
    """Yield the files of a patch with their new lines; None for one that was removed."""
    old, left = "", 0
    ranges: list[Range] = []
    for line in patch.split(b"\n"):
        if left:
            left -= not line.startswith(b"\\")
        elif line.startswith(b"--- "):
            old = _path(line[4:])
        elif line.startswith(b"+++ "):
            new, ranges = _path(line[4:]), []
            yield (new, ranges) if new else (old, None)
        elif match := _HUNK.match(line):
            first, count = int(match["first"]), int(match["count"] or 1)
            left = count + int(match["removed"] or 1)
            if count:
                ranges.append((first, first + count - 1))


def _path(name: bytes) -> str:
    """Return the path in a header of a patch; empty for a file that is not there."""
    name = name.removesuffix(b"\t")
    if name.startswith(b'"'):
        name = _ESCAPE.sub(_unescaped, name[1:-1])
    return "" if name == b"/dev/null" else _text(name[2:])


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if len(code) == 3 else bytes([_ESCAPED[code[0]]])


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
