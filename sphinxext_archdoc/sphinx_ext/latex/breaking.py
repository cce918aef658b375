"""Lets long words end at the margin, in LaTeX, which breaks no line inside of a name.

Names, paths, addresses and checksums get places at which a line may end, without a hyphen
that a reader would take for a part of them; so does text in Chinese, Japanese and Korean,
which has no blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

LONGEST = 20
"""Characters of a word that LaTeX is trusted with."""
LONGEST_IN_CELL = 8
"""The same in a column of a table."""
CHUNK = 12
"""Characters between two places inside a word that has no punctuation."""

_WIDE = "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
_WORDS = {
    longest: re.compile(rf"[^\s]{{{longest + 1},}}|{_WIDE}{{2,}}")
    for longest in (LONGEST, LONGEST_IN_CELL)
}
_PLACE = re.compile(
    rf"{_WIDE}(?={_WIDE})"  # Between two characters of these scripts,
    r"|[/#:._,;?&=|+\\-]+(?=\w)"  # behind punctuation,
    r"|(?<=[a-z0-9])(?=[A-Z])"  # at the humps of a name.
)
_CLOSING = re.compile(r"[\u3001-\u3011\u3015\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f]")
"""Begins no line in these scripts."""
_WHOLE = (
    nodes.literal_block,
    nodes.raw,
    nodes.math,
    nodes.math_block,
    nodes.image,
    nodes.label,
    addnodes.index,
    addnodes.productionlist,
)
"""Elements in which LaTeX cannot take a place to break, or finds some itself."""


def allow_breaks(element: nodes.Element, *, longest: int = LONGEST) -> None:
    """Give the words in *element* that are longer than *longest* places to end a line at."""
    word = _WORDS[longest]
    waiting: list[nodes.Node] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Text):
            if word.search(node):
                parent = node.parent
                place = parent.index(node)
                parent[place : place + 1] = list(_broken(node.astext(), longest))
        elif not isinstance(node, _WHOLE):
            waiting += node.children


def _broken(text: str, longest: int) -> Iterator[nodes.Node]:
    parts = pieces(text, longest=longest)
    yield nodes.Text(next(parts))
    for part in parts:
        yield nodes.raw("", r"\allowbreak{}", format="latex")
        yield nodes.Text(part)


def pieces(text: str, *, longest: int = LONGEST) -> Iterator[str]:
    """Yield *text* in the pieces between which a line may end.

    >>> list(pieces("see packages/catalog/src/catalog.ts"))
    ['see packages/', 'catalog/', 'src/', 'catalog.', 'ts']
    """
    start = 0
    for place in _places(text, _WORDS[longest]):
        yield text[start:place]
        start = place
    yield text[start:]


def _places(text: str, words: re.Pattern[str]) -> Iterator[int]:
    for word in words.finditer(text):
        last = word.start()
        for found in _PLACE.finditer(text, *word.span()):
            yield from range(last + 2 * CHUNK, found.end() - CHUNK // 2, CHUNK)
            last = found.end()
            if not _CLOSING.match(text, last):
                yield last
        yield from range(last + 2 * CHUNK, word.end() - CHUNK // 2, CHUNK)
