"""The lines that findings are about."""

from __future__ import annotations

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.checking.files import RepositoryFiles
from sphinxext_archdoc.markup.source import split_lines


class SourceLines:
    """Lines of files; made for findings in the order of their paths: one file is kept."""

    def __init__(self, files: RepositoryFiles) -> None:
        self._files = files
        self._path = ""
        self._lines: tuple[str, ...] = ()

    def line(self, path: str, number: int) -> str:
        """Return a line of the file at *path*; empty when there is no such line."""
        if not path or number < 1:
            return ""
        if path != self._path:
            self._path, self._lines = path, split_lines(self._files.text(path))
        return self._lines[number - 1] if number <= len(self._lines) else ""

    def columns(self, finding: Finding) -> tuple[int, int]:
        """Return the first column of *finding*, and the one behind its last."""
        source = self.line(finding.path, finding.line)
        text = source.rstrip()
        first = finding.column or len(text) - len(text.lstrip()) + 1
        return first, max(finding.end_column or len(text) + 1, first + 1)
