"""The facts of each record, and their use where a document says nothing itself."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sphinxext_archdoc.diagnostics import Code, Diagnostic, Severity
from sphinxext_archdoc.history import git
from sphinxext_archdoc.history.git import Change, Commit, Hunk
from sphinxext_archdoc.history.lines import Span, commits_of
from sphinxext_archdoc.model import DateValue, Decision, Origin, Package, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """When a record was written and by whom; dates are YYYY-MM-DD, empty when unknown."""

    first: str = ""
    last: str = ""
    authors: tuple[str, ...] = ()
    """In the order of their first change."""


_DOCUMENTS_AT_ONCE = 2000
"""How many documents are named in one command, whose length systems limit."""

Lines = tuple[Commit | None, tuple[Hunk, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The history of the files that records are read from."""

    files: Mapping[str, Sequence[Commit]] = field(default_factory=dict)
    """Commits that changed a file, the newest first, by its name now."""
    begun: frozenset[str] = frozenset()
    """Files whose first commit is in the history."""
    lines: Mapping[str, Sequence[Lines]] = field(default_factory=dict)
    """Changes of the lines of documents that hold several records, the newest first."""
    shallow: frozenset[str] = frozenset()
    """Commits at which the history of a shallow clone ends: they wrote nothing themselves."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def digest(self, path: str) -> int:
        """Return a checksum of all that is known of the file at *path*."""
        known = (self.files.get(path, ()), path in self.begun, self.lines.get(path, ()))
        return zlib.crc32(repr((known, sorted(self.shallow))).encode())

    def facts(self, path: str, first: int, last: int) -> Facts:
        """Return what is known of the lines *first* to *last* (1-based, inclusive) of a file."""
        if path in self.lines:
            commits, is_begun = commits_of(Span(first, last), self.lines[path])
        else:
            commits, is_begun = list(self.files.get(path, ())), path in self.begun
        known = [commit for commit in commits if commit.id not in self.shallow]
        is_begun = is_begun and len(known) == len(commits)
        return Facts(
            first=known[-1].date if known and is_begun else "",
            last=known[0].date if known else "",
            authors=tuple(dict.fromkeys(commit.author for commit in reversed(known))),
        )


def read_history(root: Path, files: Iterable[str], documents: Iterable[str]) -> History:
    """Read the history of *files* that are one record each, and of *documents* that hold many.

    Paths are relative to *root*. Where there is no Git, or no history, it is empty, with a
    diagnostic that says why.
    """
    documents = sorted(documents)
    try:
        shallow = git.shallow_commits(root)
        every = list(git.named_changes(root))
        commits, begun, names = _of_files(every, {*files, *documents})
        asked = _of_documents(every, {name for path in documents for name in names[path]})
        lines: dict[str, list[Lines]] = {}
        for start in range(0, len(documents), _DOCUMENTS_AT_ONCE):
            some = documents[start : start + _DOCUMENTS_AT_ONCE]
            every_name = sorted({name for path in some for name in names[path]})
            lines |= _of_lines(root, some, every_name, asked)
    except git.GitError as error:
        message = f"The history cannot be read ({error}); nothing is taken from it."
        problem = Diagnostic(code=Code.HISTORY, message=message, severity=Severity.WARNING)
        return History(diagnostics=(problem,))
    return History(files=commits, begun=begun, lines=lines, shallow=shallow)


def _of_files(
    every: Iterable[tuple[Commit, Sequence[Change]]], paths: set[str]
) -> tuple[dict[str, list[Commit]], frozenset[str], dict[str, list[str]]]:
    """Return the commits of *paths*, which of them have their first, and all their names."""
    now = {path: path for path in paths}
    commits: dict[str, list[Commit]] = {path: [] for path in paths}
    names = {path: [path] for path in paths}
    begun = set()
    for commit, changes in every:
        for change in changes:
            path = now.get(change.path)
            if path is None:
                continue
            if not change.is_same:
                commits[path].append(commit)
            if change.is_new:
                begun.add(path)
                del now[change.path]
            elif change.old_path:
                now[change.old_path] = now.pop(change.path)
                names[path].append(change.old_path)
    return commits, frozenset(begun), names


def _of_documents(
    every: Sequence[tuple[Commit, Sequence[Change]]], names: set[str]
) -> list[Commit]:
    """Return the commits of the main line that may have changed files of those *names*."""
    if not names:
        return []
    changed = {
        commit.id
        for commit, changes in every
        if any(change.path in names or change.old_path in names for change in changes)
    }
    # What came in by a merge is not listed with it.
    line = git.main_line([commit for commit, _changes in every])
    return [c for c in line if c.id in changed or len(c.parents) > 1]


def _of_lines(
    root: Path, documents: Sequence[str], every_name: Sequence[str], asked: Sequence[Commit]
) -> dict[str, list[Lines]]:
    found: dict[str, list[Lines]] = {path: [] for path in documents}
    for patch in git.uncommitted(root, documents):
        if patch.path in found:
            found[patch.path].append((None, patch.hunks))
    now = {path: path for path in documents}
    for commit, patches in git.patches(root, asked, every_name):
        for patch in patches:
            path = now.get(patch.path)
            if path is None:
                continue
            found[path].append((commit, patch.hunks))
            if patch.old_path and patch.old_path != patch.path:
                now[patch.old_path] = now.pop(patch.path)
    return found


def of_workspace(root: Path, packages: Iterable[Package]) -> History:
    """Read the history of all documents and files of decision logs of *packages*."""
    packages = list(packages)
    files = [path for package in packages for path in package.decisions]
    documents = [path for package in packages for path in package.documents]
    return read_history(root, files, documents)


def completed(decision: Decision, history: History) -> Decision:
    """Return *decision* with what its history says where it says nothing itself."""
    location = decision.location
    facts = history.facts(location.path, location.line, location.end_line)
    if not decision.date.text and decision.date.value is None and facts.first:
        date = DateValue(text=facts.first, value=facts.first, origin=Origin.GIT)
        decision = replace(decision, date=date)
    if not decision.people and facts.authors:
        people = (
            Person(role="author", name=name, text=name, origin=Origin.GIT) for name in facts.authors
        )
        decision = replace(decision, people=tuple(people))
    return decision
