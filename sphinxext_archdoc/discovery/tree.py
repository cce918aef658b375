"""One walk over the repository: the folders there are and the files in them that matter."""

from __future__ import annotations

import errno
import os
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.discovery.globs import join
from sphinxext_archdoc.discovery.ignore import (
    HIDDEN_ENTERED,
    NEVER_ENTERED,
    IgnoreRules,
    is_foreign,
)

TEXT_SUFFIXES = (".md", ".markdown", ".rst")
"""Suffixes (lower case) of the files that are read."""


@dataclass(slots=True)
class Tree:
    """What a walk found. Paths are relative to the root, which is ``.`` itself."""

    root: Path
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of the Markdown and RST files of each folder, sorted."""
    others: dict[str, frozenset[str]] = field(default_factory=dict)
    """Names of the other files of each folder that were asked for."""
    links: dict[str, str] = field(default_factory=dict)
    """Of each text that is a link, the path that it leads to, inside the repository."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    order: Sequence[str] = ()
    """All folders but the root, sorted."""

    def below(self, folder: str) -> Sequence[str]:
        """Return all folders below *folder*, sorted."""
        if folder == ".":
            return self.order
        first = bisect_left(self.order, folder + "/")
        return self.order[first : bisect_left(self.order, folder + "0")]

    def folders(self) -> Iterator[str]:
        """Yield all folders, each after the one that holds it."""
        yield "."
        yield from self.order


def is_text(name: str) -> bool:
    """Return whether a file is one that is read, by its name."""
    return name.lower().endswith(TEXT_SUFFIXES)


def walk(
    root: Path, *, names: Collection[str], exclude: Iterable[str], hidden: Collection[str]
) -> Tree:
    """Walk the repository once, without following links to folders.

    *names* are the files to note besides Markdown and RST, *exclude* the configured globs,
    *hidden* the names of hidden folders to enter besides those that are known.
    """
    tree = Tree(root, texts={".": ()})
    walker = _Walker(tree, frozenset(names), HIDDEN_ENTERED.union(hidden))
    stack = [(".", IgnoreRules.of(exclude))]
    while stack:
        stack.extend(walker.visit(*stack.pop()))
    tree.order = sorted(folder for folder in tree.texts if folder != ".")
    return tree


@dataclass(slots=True)
class _Walker:
    tree: Tree
    names: frozenset[str]
    hidden: frozenset[str]

    def visit(self, folder: str, rules: IgnoreRules) -> Iterator[tuple[str, IgnoreRules]]:
        """Note what *folder* holds and yield the folders in it that are to be entered."""
        try:
            with os.scandir(f"{self.tree.root}/{folder}") as found:
                entries = {entry.name: entry for entry in found}
        except OSError as error:
            self.complain(folder, f"The folder cannot be read: {_reason(error)}.")
            return
        if folder != "." and is_foreign(folder.rpartition("/")[2], entries):
            return
        if ".gitignore" in entries and entries[".gitignore"].is_file(follow_symlinks=False):
            rules = self.within(rules, folder)
        texts: list[str] = []
        others: list[str] = []
        for name, entry in entries.items():
            path = join(folder, name)
            if entry.is_dir(follow_symlinks=False):
                if self.enters(path, name, rules):
                    yield path, rules
            elif self.is_read(path, entry, rules):
                (others if name in self.names else texts).append(name)
        self.tree.texts[folder] = tuple(sorted(texts))
        if others:
            self.tree.others[folder] = frozenset(others)

    def within(self, rules: IgnoreRules, folder: str) -> IgnoreRules:
        """Return *rules* and what the ``.gitignore`` in *folder* adds to them."""
        path = join(folder, ".gitignore")
        try:
            return rules.entered(folder, self.tree.root / path)
        except OSError as error:
            self.complain(path, f"The file cannot be read: {_reason(error)}.")
            return rules

    def enters(self, path: str, name: str, rules: IgnoreRules) -> bool:
        """Return whether a folder is entered."""
        if name in NEVER_ENTERED or (name.startswith(".") and name not in self.hidden):
            return False
        return not rules.ignores(path, is_folder=True) and self.has_a_name(path)

    def is_read(self, path: str, entry: os.DirEntry[str], rules: IgnoreRules) -> bool:
        """Return whether an entry is a file that matters, or a link to one."""
        if entry.is_symlink():
            return not rules.ignores(path) and self.has_a_name(path) and self.follows(path, entry)
        return (
            (is_text(entry.name) or entry.name in self.names)
            and entry.is_file(follow_symlinks=False)
            and not rules.ignores(path)
            and self.has_a_name(path)
        )

    def has_a_name(self, path: str) -> bool:
        """Names that are no UTF-8 cannot be printed, linked to or written into a catalogue."""
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = os.fsencode(path).decode("utf-8", "backslashreplace")
            self.complain(shown, "The name is not UTF-8; rename it, it is not read.")
            return False
        return True

    def follows(self, path: str, entry: os.DirEntry[str]) -> bool:
        """Return whether a link leads to a file of the repository that matters.

        Complains of one that leads out of it, nowhere, or in a circle.
        """
        wanted = is_text(entry.name) or entry.name in self.names
        try:
            real = Path(entry.path).resolve(strict=True)
        except (OSError, RuntimeError) as error:  # RuntimeError: a circle, before Python 3.13
            if wanted or isinstance(error, RuntimeError) or error.errno == errno.ELOOP:
                self.complain(path, f"The link leads nowhere: {_reason(error)}.")
            return False
        root = self.tree.root.resolve()
        inner = real.is_relative_to(root)
        if real.is_dir():
            if inner and Path(entry.path).parent.resolve().is_relative_to(real):
                self.complain(path, "The link leads back to a folder that holds it; remove it.")
            return False
        if wanted and not inner:
            message = "The link leads out of the repository; what it leads to is not read."
            self.complain(path, message, Code.OUTSIDE)
        elif wanted and is_text(entry.name):
            self.tree.links[path] = real.relative_to(root).as_posix()
        return wanted and inner and real.is_file()

    def complain(self, path: str, message: str, code: Code = Code.UNREADABLE) -> None:
        self.tree.diagnostics.append(Diagnostic(code=code, message=message, path=path))


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def distinct(paths: Collection[str], links: Mapping[str, str]) -> set[str]:
    """Return *paths* without the links to files that are among them by another path."""
    plain = {path for path in paths if path not in links}
    seen: dict[str, str] = {}
    for path in sorted(paths):
        if path in links and links[path] not in plain:
            seen.setdefault(links[path], path)
    return plain.union(seen.values())
