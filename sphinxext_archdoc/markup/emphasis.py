"""Which ``*``, ``_`` and ``~`` of a text are marks and which are text.

The algorithm "process emphasis" of the CommonMark specification
(https://spec.commonmark.org/0.31.2/#phase-2-inline-structure), made for taking marks away:
it only keeps how many characters of each run are left.
"""

from __future__ import annotations

import re
import unicodedata

_RUN = re.compile(r"\*+|_+|~+")


class _Run:
    __slots__ = ("can_close", "can_open", "character", "index", "left", "length", "node")

    def __init__(self, character: str, length: int, node: int, index: int) -> None:
        self.character = character
        self.length = length
        self.left = length
        self.node = node
        self.index = index
        self.can_open = False
        self.can_close = False

    def opens_for(self, closer: _Run) -> bool:
        if self.character != closer.character or not self.can_open:
            return False
        if self.character == "~":
            return self.length == closer.length
        both_ways = closer.can_open or self.can_close
        return not (both_ways and closer.length % 3 and (self.length + closer.length) % 3 == 0)

    def kind(self) -> tuple[str, bool, int]:
        """Return what decides which runs can open for this one."""
        return self.character, self.can_open, self.length % 3


class Delimiters:
    """The runs of delimiters in one text, in their order."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._runs: list[_Run] = []
        self._open: list[_Run] = []

    def mark(self) -> int:
        """Return what :meth:`resolve` needs to leave all runs so far alone."""
        return len(self._runs) - 1

    def push(self, start: int, node: int) -> int:
        """Note the run of delimiters at *start*, the text of *node*; return where it ends."""
        match = _RUN.match(self._source, start)
        if match is None:
            return start + 1
        end = match.end()
        run = _Run(match[0][0], end - start, node, len(self._runs))
        if run.character != "~" or run.length <= 2:
            before = self._source[start - 1] if start else " "
            _set_flanks(run, before, self._source[end : end + 1] or " ")
        self._runs.append(run)
        self._open.append(run)
        return end

    def resolve(self, mark: int) -> None:
        """Pair the runs after *mark* (-1: all) and take them off; the rest of them is text."""
        cut = len(self._open)
        while cut and self._open[cut - 1].index > mark:
            cut -= 1
        openers: list[_Run] = []
        limits: dict[tuple[str, bool, int], int] = {}
        for run in self._open[cut:]:
            while run.can_close and run.left and _pair(openers, run, limits):
                pass
            if run.can_open and run.left:
                openers.append(run)
        del self._open[cut:]

    def write(self, nodes: list[str]) -> None:
        """Put into *nodes* what is left of each run."""
        for run in self._runs:
            nodes[run.node] = run.character * run.left


def _pair(openers: list[_Run], closer: _Run, limits: dict[tuple[str, bool, int], int]) -> bool:
    """Pair *closer* with the last of *openers* that fits; remember when there is none."""
    kind = closer.kind()
    limit = limits.get(kind, -1)
    for position in range(len(openers) - 1, -1, -1):
        opener = openers[position]
        if opener.index <= limit:
            break
        if opener.opens_for(closer):
            used = 2 if opener.left >= 2 and closer.left >= 2 else 1
            opener.left -= used
            closer.left -= used
            del openers[position + bool(opener.left) :]
            return True
    limits[kind] = closer.index - 1
    return False


def _set_flanks(run: _Run, before: str, after: str) -> None:
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    if run.character == "_":
        run.can_open = left and (not right or mark_before)
        run.can_close = right and (not left or mark_after)
    else:
        run.can_open, run.can_close = left, right


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
