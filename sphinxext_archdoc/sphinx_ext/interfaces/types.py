"""Which words in signatures are interfaces of this or another package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from sphinxext_archdoc.sphinx_ext.rows import InterfaceFacts

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Workspace
    from sphinxext_archdoc.sphinx_ext.register import Target


class Types:
    """All interfaces by their names, to the letter."""

    def __init__(self, targets: Sequence[Target], workspace: Workspace) -> None:
        self._targets = targets
        self._workspace = workspace

    def named(self, word: str, package: str, path: str) -> Target | None:
        """Return the interface that *word*, in a signature in the file at *path*, means.

        The nearest one: of the file, of the package, of the packages it depends on, else the
        only one there is. None where that leaves a choice.
        """
        found = self._by_name.get(word) or self._by_name.get(word.rpartition(".")[2], ())
        if not found:
            return None
        for near in self._nearest(found, package, path):
            if near:
                return near[0] if len({t.key for t in near}) == 1 else None
        return None

    def links_of(self, target: Target) -> Iterator[tuple[str, Target]]:
        """Yield the words in the signatures of *target* that are interfaces, with these."""
        facts = target.row.facts
        if isinstance(facts, InterfaceFacts):
            for word in facts.types:
                if found := self.named(word, target.package, target.path):
                    yield word, found

    def _nearest(
        self, found: Sequence[Target], package: str, path: str
    ) -> Iterator[Sequence[Target]]:
        yield [t for t in found if t.path == path]
        yield [t for t in found if t.package == package]
        dependencies = self._dependencies.get(package, frozenset())
        yield [t for t in found if t.package in dependencies]
        yield found

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Target]]:
        names: defaultdict[str, list[Target]] = defaultdict(list)
        for target in self._targets:
            if target.row.anchor:
                for name in _names(target):
                    names[name].append(target)
        return names

    @cached_property
    def _dependencies(self) -> Mapping[str, frozenset[str]]:
        return {p.name: frozenset(p.dependencies) for p in self._workspace.packages}


def _names(target: Target) -> Iterable[str]:
    return {target.local, target.title}
