"""Asking Git, and reading what its log prints.

The formats are those of ``git log -z --name-status`` and of unified patches without context.
The commits whose patches are wanted are given to ``git diff-tree``: to let ``git log`` find
those that changed some files takes as long as all of the log did.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_START = "\x01"
_FIELD = "\x02"
FORMAT = f"--format=%x01%H%x02%P%x02%aI%x02%aN{_FIELD}"
_OPTIONS = ("-c", "core.quotepath=off", "-c", "log.showSignature=false", "-c", "color.ui=false")
_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


class GitError(Exception):
    """Git is not there, or did not answer; the message says what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit: ``date`` is the author's, as YYYY-MM-DD."""

    id: str
    date: str
    author: str
    parents: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """Ids of the commits before it, the one of its own line first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a commit did to a file."""

    path: str
    """Its name after the commit."""
    old_path: str = ""
    """Its name before, when that was another."""
    is_new: bool = False
    is_same: bool = False
    """Whether the file was only moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """Lines that stood at ``old`` and stand at ``new`` now; 1-based, as a patch counts them."""

    old: int
    old_count: int
    new: int
    new_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """What a commit did to the lines of a file."""

    path: str
    old_path: str
    hunks: tuple[Hunk, ...] = ()


def run(root: Path, *arguments: str, given: str = "") -> str:
    """Return what ``git`` prints in the folder *root* when it reads *given*. Raises GitError."""
    command = ["git", *_OPTIONS, "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True, input=given.encode())
    except OSError as error:
        raise GitError(str(error)) from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise GitError(said) from error
    return done.stdout.decode("utf-8", "replace")


def shallow_commits(root: Path) -> frozenset[str]:
    """Return the commits at which the history of a shallow clone ends; none in a whole one."""
    if run(root, "rev-parse", "--is-shallow-repository").strip() != "true":
        return frozenset()
    file = root / run(root, "rev-parse", "--git-path", "shallow").strip()
    return frozenset(file.read_text(encoding="ascii").split())


def named_changes(root: Path) -> Iterator[tuple[Commit, list[Change]]]:
    """Yield every commit with the files that it changed, the newest first."""
    text = run(root, "log", "-z", "--name-status", "-M", "--relative", FORMAT)
    for commit, body in _commits(text):
        yield commit, list(_changes([part.strip("\n") for part in body.split("\0")]))


def main_line(commits: Sequence[Commit]) -> Iterator[Commit]:
    """Yield those of *commits*, the newest of them first, that follow by first parents."""
    by_id = {commit.id: commit for commit in commits}
    following = commits[0].id if commits else ""
    while (commit := by_id.get(following)) is not None:
        yield commit
        following = commit.parents[0] if commit.parents else ""


def patches(
    root: Path, commits: Iterable[Commit], paths: Sequence[str]
) -> Iterator[tuple[Commit, list[Patch]]]:
    """Yield those of *commits* that changed one of *paths* since their first parent."""
    asked = {commit.id: commit for commit in commits}
    if not (paths and asked):
        return
    given = "".join(" ".join((c.id, *c.parents[:1])) + "\n" for c in asked.values())
    options = ("--stdin", "--root", "-r", "-p", "-U0", "-M", *_PATCH)
    text = run(root, "diff-tree", *options, FORMAT, "--", *_literal(paths), given=given)
    for commit, body in _commits(text):
        yield asked[commit.id], list(_patches(body))


def uncommitted(root: Path, paths: Sequence[str]) -> list[Patch]:
    """Return what was done to *paths* since the last commit."""
    if not paths:
        return []
    return list(_patches(run(root, "diff", "-U0", "-M", *_PATCH, "HEAD", "--", *_literal(paths))))


_PATCH = ("--relative", "--no-color", "--no-ext-diff", "--no-textconv")


def _literal(paths: Sequence[str]) -> list[str]:
    return [f":(literal){path}" for path in paths]


def _commits(text: str) -> Iterator[tuple[Commit, str]]:
    for part in text.split(_START)[1:]:
        identity, parents, date, author, body = part.split(_FIELD, 4)
        before = tuple(parents.split())
        yield Commit(id=identity, date=date[:10], author=author, parents=before), body


def _changes(parts: Sequence[str]) -> Iterator[Change]:
    fields = iter([part for part in parts if part])
    for status in fields:
        if status[0] in "RC":
            old, new = next(fields), next(fields)
            if status[0] == "C":
                yield Change(path=new, is_new=True)
            else:
                yield Change(path=new, old_path=old, is_same=status == "R100")
        else:
            yield Change(path=next(fields), is_new=status == "A")


def _patches(text: str) -> Iterator[Patch]:
    lines = text.split("\n")
    place = 0
    old = new = ""
    hunks: list[Hunk] = []
    while place < len(lines):
        line = lines[place]
        place += 1
        if line.startswith("diff --git "):
            if new:
                yield Patch(path=new, old_path=old, hunks=tuple(hunks))
            old, new, hunks = "", "", []
        elif line.startswith(("rename from ", "--- a/")):
            old = line.removeprefix("rename from ").removeprefix("--- a/").rstrip("\t")
        elif line.startswith(("rename to ", "+++ b/")):
            new = line.removeprefix("rename to ").removeprefix("+++ b/").rstrip("\t")
        elif match := _HUNK.match(line):
            hunk = _hunk(match)
            hunks.append(hunk)
            place += _length(lines, place, hunk)
    if new:
        yield Patch(path=new, old_path=old, hunks=tuple(hunks))


def _hunk(match: re.Match[str]) -> Hunk:
    old, old_count, new, new_count = match.groups()
    return Hunk(
        old=int(old), old_count=int(old_count or 1), new=int(new), new_count=int(new_count or 1)
    )


def _length(lines: Sequence[str], place: int, hunk: Hunk) -> int:
    """Return how many lines the body of a hunk has, so that none is taken for a head."""
    left, end = hunk.old_count + hunk.new_count, place
    while end < len(lines) and (left or lines[end].startswith("\\")):
        left -= not lines[end].startswith("\\")
        end += 1
    return end - place
