"""Looking records up by key.

A reference is a whole key (``@acme/core#2``), a key with another name of its package
(``core#2``, ``packages/core#2``), one that names the folder of a deeper document
(``core/src/mcp#1``), or the part after ``#`` alone. The last ``#`` splits.

The part after ``#`` is the record's own (``2``, ``Store``, ``ADR-7``), or for decisions
the number (``ADR-0007``, ``7``), the slug of the title, or the name of its file. Where
nothing has a name to the letter, case does not count.

A reference without ``#`` is looked for outwards, and the first place that knows it wins:

1. the document or decision log that it is written in,
2. the package's own document and log,
3. the rest of the package,
4. the repository's own document and log, then the rest of the package ``.``,
5. everywhere, except for a bare number, which means nothing far away.

Numbers start anew in every log, so a number or ``ADR-7`` that is written in a log is
looked for in 1, in the own logs of 2 and 4, and nowhere else.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Generic, TypeAlias

from sphinxext_archdoc.catalog.names import (
    Rank,
    T,
    asked_names,
    folded,
    key_of,
    names_of,
    number_in,
)
from sphinxext_archdoc.catalog.records import Workspace
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.model import ROOT_PACKAGE

_MOST_COMPARED = 1000
"""How many keys are compared at the most to find those that are near a wrong one."""
_MOST_DOTS = 4
"""How many dots the name of a member may have, with the one before it."""

_Hit: TypeAlias = tuple[Rank, str, T]
"""An entry with one of its names, without case, and how good that name is."""


class _Names(Generic[T]):
    """Entries by all the names that they answer to."""

    def __init__(self, entries: Iterable[T], workspace: Workspace) -> None:
        self.near: defaultdict[tuple[str, str], list[_Hit[T]]] = defaultdict(list)
        self.anywhere: defaultdict[str, list[_Hit[T]]] = defaultdict(list)
        for entry in entries:
            is_file = workspace.log_of(entry.path) is not None
            for rank, name in dict.fromkeys(names_of(entry, is_file=is_file)):
                hit = rank, name.casefold(), entry
                self.near[entry.package, folded(name)].append(hit)
                self.anywhere[folded(name)].append(hit)


class _Table(Generic[T]):
    """The entries of one object type by their keys, and by their names once those are asked."""

    def __init__(self, entries: Iterable[T], workspace: Workspace) -> None:
        self._entries = list(entries)
        self._workspace = workspace
        self.by_key: defaultdict[str, list[T]] = defaultdict(list)
        for entry in self._entries:
            self.by_key[key_of(entry)].append(entry)

    @cached_property
    def by_package(self) -> defaultdict[str, list[T]]:
        """The entries by their package."""
        found: defaultdict[str, list[T]] = defaultdict(list)
        for entry in self._entries:
            found[entry.package].append(entry)
        return found

    @cached_property
    def _names(self) -> _Names[T]:
        return _Names(self._entries, self._workspace)

    @property
    def near(self) -> defaultdict[tuple[str, str], list[_Hit[T]]]:
        """The entries of a package by their names."""
        return self._names.near

    @property
    def anywhere(self) -> defaultdict[str, list[_Hit[T]]]:
        """The entries of all packages by their names."""
        return self._names.anywhere


class KeyIndex(Generic[T]):
    """Entries that can be looked up by the references that people write."""

    def __init__(self, entries: Iterable[T], workspace: Workspace) -> None:
        self.workspace = workspace
        self.entries: Sequence[T] = sorted(entries, key=lambda e: (e.path, e.line))
        self._tables: dict[str, _Table[T]] = {}
        self._memory: dict[tuple[str, str, str, str], Sequence[T]] = {}

    def lookup(
        self, reference: str, *, object_type: str, package: str = ROOT_PACKAGE, path: str = ""
    ) -> Sequence[T]:
        """Return what *reference* means: one entry, several it may mean equally well, or none.

        *package* is the one in which the reference is written, *path* the file. Of entries
        that claim one key the first in path order is meant.
        """
        question = (object_type, reference, package, self._home(path))
        if question not in self._memory:
            self._memory[question] = tuple(self._lookup(*question))
        return self._memory[question]

    def lookup_member(
        self, reference: str, *, object_type: str, package: str = ROOT_PACKAGE, path: str = ""
    ) -> tuple[Sequence[T], str]:
        """Look up ``core#Store.get``: the entries, and the member's name after their own.

        The member is empty when the whole reference names an entry. Nothing is said about
        whether the entries have that member.
        """
        scope, mark, local = reference.rpartition("#")
        parts = local.split(".")
        for count in range(len(parts), max(0, len(parts) - _MOST_DOTS - 1), -1):
            name = scope + mark + ".".join(parts[:count])
            if found := self.lookup(name, object_type=object_type, package=package, path=path):
                return found, ".".join(parts[count:])
        return (), ""

    def claimants(self, entry: T) -> Sequence[T]:
        """Return all entries that claim the key of *entry*, in path order."""
        return self._table(entry.object_type).by_key[key_of(entry)]

    def duplicates(self) -> Iterator[Sequence[T]]:
        """Yield the groups of entries that claim one key, each in path order."""
        # Without the tables: most are never asked for anything else.
        groups: defaultdict[tuple[str, str], list[T]] = defaultdict(list)
        for entry in self.entries:
            groups[entry.object_type, key_of(entry)].append(entry)
        several = [(name[0], group) for name, group in groups.items() if len(group) > 1]
        yield from (group for _, group in sorted(several, key=lambda pair: pair[0]))

    def nearest(
        self, reference: str, *, object_type: str, package: str = ROOT_PACKAGE, most: int = 3
    ) -> Sequence[str]:
        """Return keys that are spelt nearly like *reference*, the nearest first.

        They are of the packages that the reference names or is written in; where it names
        none that exists they may be of any. Compares a bounded number of keys.
        """
        table = self._table(object_type)
        scope, _, local = reference.rpartition("#")
        packages = self._packages_in(scope) if scope else [package, ROOT_PACKAGE]
        chosen = [e for p in dict.fromkeys(packages) for e in table.by_package.get(p, ())]
        few = chosen[:_MOST_COMPARED]
        keys = {folded(e.slug): key_of(e) for e in reversed(few) if e.slug}
        keys |= {folded(e.local): key_of(e) for e in reversed(few)}
        if not chosen:
            local = reference
            some = islice(table.by_key, _MOST_COMPARED)
            keys = {key.casefold(): key for key in some}
        close = difflib.get_close_matches(folded(local)[:200], keys, n=most, cutoff=0.6)
        return list(dict.fromkeys(keys[name] for name in close))

    def _table(self, object_type: str) -> _Table[T]:
        if object_type not in self._tables:
            entries = (e for e in self.entries if e.object_type == object_type)
            self._tables[object_type] = _Table(entries, self.workspace)
        return self._tables[object_type]

    def _home(self, path: str) -> str:
        log = self.workspace.log_of(path)
        return log.folder + "/" if log else path

    def _lookup(self, object_type: str, reference: str, package: str, home: str) -> list[T]:
        table = self._table(object_type)
        reference = reference.strip()
        scope, mark, local = reference.rpartition("#")
        if not mark:
            return self._outwards(table, reference, package, home)
        if not scope:
            return self._inside(table, local, package, home)
        scope = scope.strip().rstrip("/").removeprefix("./")
        found = self._scoped(table, scope, local, package)
        if found or self._packages_in(scope):
            return found
        # The mark may be a letter of a title, as in "C# names".
        return self._outwards(table, reference, package, home)

    def _inside(self, table: _Table[T], local: str, package: str, home: str) -> list[T]:
        """Look for *local* in one package, from the place of the reference outwards."""
        tests: list[Callable[[T], bool]] = [lambda entry: not entry.qualifier]
        if home:
            tests.insert(0, lambda entry: self._home(entry.path) == home)
        if not (_is_log(home) and number_in(local) is not None):
            tests.append(lambda entry: True)
        for test in tests:
            for name in asked_names(local):
                if found := _best(table.near.get((package, name), ()), test, local):
                    return found
        return []

    def _outwards(self, table: _Table[T], local: str, package: str, home: str) -> list[T]:
        for place in dict.fromkeys((package, ROOT_PACKAGE)):
            if found := self._inside(table, local, place, home):
                return found
        names = list(asked_names(local))
        if number_in(local) is not None:
            names = [] if names[0].isdigit() or _is_log(home) else names[:1]
        for name in names:
            if found := _best(table.anywhere.get(name, ()), lambda entry: True, local):
                return found
        return []

    def _scoped(self, table: _Table[T], scope: str, local: str, package: str) -> list[T]:
        for candidate, qualifier in self._scopes(scope, package):
            found = [e for p in candidate for e in self._at(table, p, qualifier, local)]
            if found:
                return found
        return []

    def _at(self, table: _Table[T], package: str, qualifier: str, local: str) -> list[T]:
        if not qualifier:
            return self._inside(table, local, package, "")
        for name in asked_names(local):
            hits = table.near.get((package, name), ())
            if found := _best(hits, lambda e: e.qualifier.casefold() == qualifier, local):
                return found
        return []

    def _scopes(self, scope: str, package: str) -> Iterator[tuple[list[str], str]]:
        """Yield the packages and the folder inside them that *scope* may mean."""
        yield from self._packages_and_folders(scope)
        yield [package], scope.casefold()
        yield [ROOT_PACKAGE], scope.casefold()

    def _packages_and_folders(self, scope: str) -> Iterator[tuple[list[str], str]]:
        for head, tail in _splits(scope):
            packages = [p.name for p in self.workspace.packages_called(head)]
            if packages := [ROOT_PACKAGE] if head == ROOT_PACKAGE else packages:
                yield packages, tail.casefold()

    def _packages_in(self, scope: str) -> list[str]:
        packages, _ = next(self._packages_and_folders(scope), ([], ""))
        return packages


def _splits(scope: str) -> Iterator[tuple[str, str]]:
    """Yield *scope* whole, then cut in two at each ``/`` from the right."""
    yield scope, ""
    parts = scope.split("/")[:32]
    for count in range(len(parts) - 1, 0, -1):
        yield "/".join(parts[:count]), "/".join(parts[count:])


def _is_log(home: str) -> bool:
    return home.endswith("/")


def _best(hits: Iterable[_Hit[T]], test: Callable[[T], bool], reference: str) -> list[T]:
    """Return the entries that pass *test* and have the best name, one for each key.

    To the letter is better than without regard to case, and that than an id like it.
    """
    passing = [
        ((entry.local != reference, name != reference.casefold(), rank), entry)
        for rank, name, entry in hits
        if test(entry)
    ]
    best = min((quality for quality, _ in passing), default=None)
    first: dict[str, T] = {}
    for quality, entry in passing:
        if quality == best:
            first.setdefault(key_of(entry), entry)
    return list(first.values())


def duplicate_diagnostics(index: KeyIndex[T]) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each entry whose key an earlier one has."""
    for first, *others in index.duplicates():
        for other in others:
            message = (
                f"The {other.object_type} {key_of(other)} is also at {first.path}:{first.line}, "
                f"which the key means; rename one of the two."
            )
            yield Diagnostic(
                code=Code.DUPLICATE_KEY, message=message, path=other.path, line=other.line
            )
