"""Which section of a document is which one of its template, below a section that both have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sphinxext_archdoc.templates.guidance import filled
from sphinxext_archdoc.templates.layout import Node
from sphinxext_archdoc.templates.pairing import Aliases, Pair, key


def below(
    paired: Iterable[Pair], parent: Node, aliases: Aliases, values: Mapping[str, str]
) -> Iterator[tuple[Pair, Node]]:
    """Yield the sections below *parent* of a document with what they are in its template."""
    free: dict[str, list[Node]] = {}
    for child in reversed(parent.children):
        for name in {key(child), child.plain.casefold()}:
            free.setdefault(name, []).append(child)
    taken: set[Node] = set()
    for pair in paired:
        names = [name for n in (pair.new, pair.base) if n for name in _names(n, aliases, values)]
        children = (c for name in names for c in reversed(free.get(name, ())) if c not in taken)
        for child in children:
            taken.add(child)
            yield pair, child
            break


def _names(node: Node, aliases: Aliases, values: Mapping[str, str]) -> tuple[str, ...]:
    title = filled(node.plain, values).casefold()
    return (key(node), title, *sorted(aliases.get(key(node), ())))
