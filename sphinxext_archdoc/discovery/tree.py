"""One walk over the repository: the folders there are and the files in them that matter."""

from __future__ import annotations

import errno
import os
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
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
    diagnostics: list[Diagnostic] = field(default_factory=list)
    order: Sequence[str] = ()
    """All folders but the root, sorted."""

    def below(self, folder: str) -> Sequence[str]:
        """Return all folders below *folder*, sorted."""
        if folder == ".":
            return self.order
        first = bisect_left(self.order, folder + "/")
        return self.order[first : bisect_left(self.order, folder + "0")]

    def __contains__(self, folder: object) -> bool:
        return folder in self.texts

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
    walker = _Walker(Tree(root), frozenset(names), HIDDEN_ENTERED.union(hidden))
    stack = [(".", IgnoreRules.of(exclude))]
    while stack:
        stack.extend(walker.visit(*stack.pop()))
    walker.settle_links()
    walker.tree.order = sorted(f for f in walker.tree.texts if f != ".")
    walker.tree.diagnostics.sort(key=lambda d: (d.path, d.code, d.message))
    return walker.tree


@dataclass(slots=True)
class _Walker:
    tree: Tree
    names: frozenset[str]
    hidden: frozenset[str]
    links: list[tuple[str, str]] = field(default_factory=list)
    """Links to texts: their own paths and those that they lead to."""

    def visit(self, folder: str, rules: IgnoreRules) -> Iterator[tuple[str, IgnoreRules]]:
        """Note what *folder* holds and yield the folders in it that are to be entered."""
        try:
            with os.scandir(self.tree.root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.complain(folder, f"The folder cannot be read: {error.strerror or error}.")
            return
        contents = {entry.name for entry in entries}
        if folder != "." and is_foreign(folder.rpartition("/")[2], contents):
            return
        if ".gitignore" in contents:
            rules = self.entered(rules, folder)
        texts: list[str] = []
        for entry in entries:
            path = join(folder, entry.name)
            if entry.is_symlink():
                self.visit_link(path, entry, rules)
            elif entry.is_dir(follow_symlinks=False):
                if self.enters(path, entry.name, rules):
                    yield path, rules
            elif is_text(entry.name) and self.reads(path, rules):
                texts.append(entry.name)
        self.tree.texts[folder] = tuple(texts)
        if others := contents & self.names:
            self.tree.others[folder] = frozenset(
                n for n in others if not rules.ignores(join(folder, n))
            )

    def entered(self, rules: IgnoreRules, folder: str) -> IgnoreRules:
        path = join(folder, ".gitignore")
        try:
            return rules.entered(folder, self.tree.root / path)
        except IsADirectoryError:
            return rules
        except OSError as error:
            self.complain(path, f"The file cannot be read: {error.strerror or error}.")
            return rules

    def enters(self, path: str, name: str, rules: IgnoreRules) -> bool:
        if name in NEVER_ENTERED or (name.startswith(".") and name not in self.hidden):
            return False
        return not rules.ignores(path, is_folder=True) and self.has_a_name(path)

    def reads(self, path: str, rules: IgnoreRules) -> bool:
        return not rules.ignores(path) and self.has_a_name(path)

    def has_a_name(self, path: str) -> bool:
        """Names that are no UTF-8 cannot be printed, linked to or written into a catalogue."""
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = os.fsencode(path).decode("utf-8", "backslashreplace")
            self.complain(shown, "The name is not UTF-8; rename it, it is not read.")
            return False
        return True

    def visit_link(self, path: str, entry: os.DirEntry[str], rules: IgnoreRules) -> None:
        """Note a link to a text; complain of one that leads nowhere, out or in a circle."""
        if rules.ignores(path) or not self.has_a_name(path):
            return
        wanted = is_text(entry.name)
        root = os.path.realpath(self.tree.root)
        try:
            real = os.path.realpath(entry.path, strict=True)
        except OSError as error:
            if wanted or error.errno == errno.ELOOP:
                self.complain(path, f"The link leads nowhere: {error.strerror or error}.")
            return
        inner = real == root or real.startswith(root + os.sep)
        if os.path.isdir(real):
            here = os.path.realpath(os.path.dirname(entry.path))
            if inner and (here == real or here.startswith(real + os.sep)):
                self.complain(path, "The link leads in a circle, back to a folder that holds it.")
        elif wanted and not inner:
            message = "The link leads out of the repository; what it leads to is not read."
            self.complain(path, message, Code.OUTSIDE)
        elif wanted:
            self.links.append((path, os.path.relpath(real, root).replace(os.sep, "/")))

    def settle_links(self) -> None:
        """Keep links to files that are not read for themselves, one for each file."""
        seen = {join(f, name) for f, names in self.tree.texts.items() for name in names}
        for path, real in sorted(self.links):
            if real in seen:
                continue
            seen.add(real)
            folder, _, name = path.rpartition("/")
            own = self.tree.texts.get(folder or ".", ())
            self.tree.texts[folder or "."] = tuple(sorted((*own, name)))

    def complain(self, path: str, message: str, code: Code = Code.UNREADABLE) -> None:
        self.tree.diagnostics.append(Diagnostic(code=code, message=message, path=path))
