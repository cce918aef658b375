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
CHUNK = 12
"""Characters between two places inside a word that has no punctuation."""

_WIDE = "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
_WORD = re.compile(rf"[^\s]{{{LONGEST + 1},}}|{_WIDE}{{2,}}")
_PLACE = re.compile(
    rf"{_WIDE}(?={_WIDE})"  # Between two characters of these scripts,
    r"|[/#:._,;?&=|+\\-]+(?=\w)"  # behind punctuation,
    r"|(?<=[a-z0-9])(?=[A-Z])"  # at the humps of a name.
)
_CLOSING = re.compile(r"[\u3001-\u3011\u3015\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f]")
"""Begins no line in these scripts."""
_WHOLE = (
    nodes.title,
    nodes.rubric,
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


def allow_breaks(document: nodes.Element) -> None:
    """Give the long words in *document* places at which a line may end."""
    waiting: list[nodes.Node] = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Text):
            if _WORD.search(node):
                parent = node.parent
                parent[parent.index(node) : parent.index(node) + 1] = list(_broken(node.astext()))
        elif not isinstance(node, _WHOLE):
            waiting += node.children


def _broken(text: str) -> Iterator[nodes.Node]:
    parts = pieces(text)
    yield nodes.Text(next(parts))
    for part in parts:
        yield nodes.raw("", r"\allowbreak{}", format="latex")
        yield nodes.Text(part)


def pieces(text: str) -> Iterator[str]:
    """Yield *text* in the pieces between which a line may end.

    >>> list(pieces("see packages/catalog/src/catalog.ts"))
    ['see packages/', 'catalog/', 'src/', 'catalog.', 'ts']
    """
    start = 0
    for place in _places(text):
        yield text[start:place]
        start = place
    yield text[start:]


def _places(text: str) -> Iterator[int]:
    for word in _WORD.finditer(text):
        last = word.start()
        for found in _PLACE.finditer(text, *word.span()):
            yield from range(last + CHUNK, found.end() - CHUNK // 2, CHUNK)
            last = found.end()
            if last > word.start() and not _CLOSING.match(text, last):
                yield last
        yield from range(last + 2 * CHUNK, word.end() - CHUNK // 2, CHUNK)
