"""Code spans of Markdown: text between two runs of as many backticks."""

from __future__ import annotations

import re

_TICKS = re.compile("`+")


class CodeSpans:
    """The code spans of one text, asked for from its beginning to its end."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._runs: dict[int, list[int]] | None = None
        """Where the runs of each length are that have not been passed, the last one first."""

    def read(self, position: int) -> tuple[str, int] | None:
        """Return the content of the span that begins at *position*, and where the span ends.

        None when no other run of the same length closes it.
        """
        opening = _TICKS.match(self._source, position)
        if opening is None:
            return None
        if self._runs is None:
            self._runs = {}
            for run in reversed(list(_TICKS.finditer(self._source))):
                self._runs.setdefault(len(run[0]), []).append(run.start())
        closings = self._runs.get(len(opening[0]), [])
        while closings and closings[-1] < opening.end():
            closings.pop()
        if not closings:
            return None
        content = self._source[opening.end() : closings[-1]].replace("\n", " ")
        if content[:1] == " " == content[-1:] and content.strip():
            content = content[1:-1]
        return content, closings[-1] + len(opening[0])
