"""The base branch: what it has that is not here yet."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sphinxext_archdoc.cli._main import CommandError

_CANDIDATES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseBranch:
    """A commit that the work here is to be joined with."""

    root: Path
    name: str
    commit: str

    def files_that_differ(self, folder: str) -> Sequence[str]:
        """Return the files in *folder* that the branch has, and that are not the same here.

        Paths are relative to the root, as *folder* is; it may be a file too.
        """
        listed = _git(self.root, "ls-tree", "-r", "--name-only", "-z", self.commit, "--", folder)
        options = ["--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative"]
        differ = _git(self.root, "diff", *options, self.commit, "--", folder)
        if listed is None or differ is None:
            return ()
        return sorted(set(_names(listed)) & set(_names(differ)))

    def changed_files(self) -> Sequence[str]:
        """Return all files below the root that differ from the commit, also binary ones."""
        options = ["--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative"]
        return _names(_git(self.root, "diff", *options, self.commit, "--", ".") or b"")

    def text(self, path: str) -> bytes | None:
        """Return the contents of the file at *path* on the branch; None when it has none."""
        return _git(self.root, "cat-file", "blob", f"{self.commit}:./{path}")

    def fork(self) -> BaseBranch:
        """Return the commit at which the work here left the branch, else the branch as it is."""
        found = git_output(self.root, "merge-base", self.commit, "HEAD")
        return replace(self, commit=found.strip()) if found else self


def base_branch(root: Path, asked: str | None) -> BaseBranch | None:
    """Return the branch *asked* for, else the default one; None without git or such a branch.

    The default is ``origin/HEAD``, else ``main`` or ``master``, of ``origin`` before here.
    Raises CommandError when there is none that is called *asked*.
    """
    if asked is not None:
        commit = None if asked.startswith("-") else _commit(root, asked)
        if commit is None:
            raise CommandError(f"git knows no commit {asked!r}.")
        return BaseBranch(root=root, name=asked, commit=commit)
    for name in _CANDIDATES:
        if commit := _commit(root, name):
            return BaseBranch(root=root, name=name, commit=commit)
    return None


def _commit(root: Path, name: str) -> str | None:
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    found = _git(root, *words)
    return found.decode().strip() if found else None


def git_output(root: Path, *words: str) -> str | None:
    """Return what git says in *root*; None when it fails, or is not there."""
    found = _git(root, *words)
    return found.decode("utf-8", "replace") if found is not None else None


def _git(root: Path, *words: str) -> bytes | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _names(listed: bytes) -> list[str]:
    return [n.decode("utf-8", "surrogateescape") for n in listed.split(b"\0") if n]
