"""Which section of a template as it was is which section of the template as it is.

By its heading; by an alias that the settings give the new heading; else by likeness, among
the sections of one parent that are left: the same role, or much the same words. What is not
sure is no renaming: a section is then new and another one is gone, and nothing that was
written is moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sphinxext_archdoc.model import Template
from sphinxext_archdoc.templates.layout import Layout, Node
from sphinxext_archdoc.vocabulary.sections import role_of, section_name

_WORDS = re.compile(r"\w+")
_MOST_WORDS = 300
"""Words of a section that are compared."""
_MOST_SECTIONS = 60
"""Sections without a partner that are compared with each other."""
_ALIKE = 0.65
"""Likeness that is enough."""
_OF_HEADING = 0.35
"""Share of the heading in the likeness; the rest is that of what stands below it."""

Aliases = Mapping[str, frozenset[str]]
"""Other headings of a section by its heading, all as ``section_name`` gives them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pair:
    """A section of a template: as it was, as it is; one of the two may be missing."""

    base: Node | None
    new: Node | None
    children: tuple[Pair, ...] = ()

    @property
    def node(self) -> Node:
        """The section as it is, else as it was."""
        node = self.new or self.base
        assert node is not None
        return node

    @property
    def is_renamed(self) -> bool:
        """Whether it has another heading now."""
        return bool(self.base and self.new and self.base.plain != self.new.plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """A template as it was and as it is."""

    base: Layout | None
    new: Layout
    aliases: Aliases


def aliases_of(template: Template) -> Aliases:
    """Return the aliases of the sections of *template*."""
    return {
        section_name(spec.heading): frozenset(map(section_name, spec.aliases))
        for spec in template.sections
    }


def pairs(base: Sequence[Node], new: Sequence[Node], versions: Versions) -> tuple[Pair, ...]:
    """Return a pair for each of the sections *base* and *new*, which have one parent.

    They are in the order of the template as it is; those that are gone come last.
    """
    partners = dict(_by_name(base, new, versions.aliases))
    taken = {id(partner) for partner in partners.values()}
    left = [node for node in base if id(node) not in taken]
    lonely = [node for node in new if node not in partners]
    partners.update(_by_likeness(left, lonely, versions))
    taken = {id(partner) for partner in partners.values()}
    found = [_pair(partners.get(node), node, versions) for node in new]
    return (*found, *(_pair(node, None, versions) for node in base if id(node) not in taken))


def _pair(base: Node | None, new: Node | None, versions: Versions) -> Pair:
    children = pairs(base.children if base else (), new.children if new else (), versions)
    return Pair(base=base, new=new, children=children)


def _by_name(
    base: Sequence[Node], new: Sequence[Node], aliases: Aliases
) -> Iterator[tuple[Node, Node]]:
    """Yield new sections with the old ones of their heading, else of one of their aliases."""
    free: dict[str, list[Node]] = {}
    for node in reversed(base):
        free.setdefault(key(node), []).append(node)
    rest = []
    for node in new:
        if free.get(key(node)):
            yield node, free[key(node)].pop()
        else:
            rest.append(node)
    for node in rest:
        for alias in sorted(aliases.get(section_name(node.plain), ())):
            if free.get(alias):
                yield node, free[alias].pop()
                break


def key(node: Node) -> str:
    """Return what sections of one parent are told apart by: examples by every character."""
    return node.plain.casefold() if node.is_example else section_name(node.plain)


def _by_likeness(
    base: Sequence[Node], new: Sequence[Node], versions: Versions
) -> Iterator[tuple[Node, Node]]:
    if not (base and new and versions.base):
        return
    found = []
    for b, old in enumerate(base[:_MOST_SECTIONS]):
        for n, node in enumerate(new[:_MOST_SECTIONS]):
            score = _likeness(old, node, versions.base, versions.new)
            if score >= _ALIKE:
                found.append((-score, abs(b - n), n, b))
    old_taken: set[int] = set()
    new_taken: set[int] = set()
    for _score, _distance, n, b in sorted(found):
        if b not in old_taken and n not in new_taken:
            old_taken.add(b)
            new_taken.add(n)
            yield new[n], base[b]


def _likeness(old: Node, new: Node, base: Layout, now: Layout) -> float:
    """Return how much alike two sections are, 0 to 1."""
    roles = role_of(old.plain), role_of(new.plain)
    if old.is_example != new.is_example or (all(roles) and roles[0] != roles[1]):
        return 0.0
    if roles[0] and roles[0] == roles[1]:
        return 1.0
    heading = _share(_words([old.plain]), _words([new.plain]))
    before, after = _words(_below(old, base)), _words(_below(new, now))
    if not before and not after:
        return heading
    body = SequenceMatcher(None, before, after, autojunk=False).ratio()
    return _OF_HEADING * heading + (1 - _OF_HEADING) * body


def _below(node: Node, layout: Layout) -> Iterator[str]:
    yield from layout.lines[node.heading.end : node.end]


def _words(lines: Iterable[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        found += _WORDS.findall(line.casefold())
        if len(found) >= _MOST_WORDS:
            break
    return found[:_MOST_WORDS]


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    words, others = set(one), set(other)
    return len(words & others) / max(len(words | others), 1)
