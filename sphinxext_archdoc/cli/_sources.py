"""Source files under the paths that a command was given."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.languages import Language, Reading, language_of_path
from sphinxext_archdoc.loader.readings import reading_of

SKIPPED = frozenset({"node_modules", ".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", "CVS"})
"""Names of folders below which no sources are looked for."""
MOST_BYTES = 32 * 1024 * 1024
"""Size of the largest file that is read."""


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A file to be read."""

    shown: str
    """POSIX path relative to the folder that was given; as given for a file that was."""
    path: str
    language: Language = field(compare=False)
    suffix: str = field(compare=False)

    def finding(self, code: Code, message: str, line: int = 0) -> Diagnostic:
        """Return a diagnostic about this file."""
        return Diagnostic(code=code, message=message, path=self.shown, line=line)


class Sources:
    """Files of *paths* and, in *languages*, below those that are folders.

    Symbolic links below a folder are not followed. Raises CommandError for a path that is not
    there, and for a file in no language.
    """

    def __init__(self, paths: Sequence[Path], languages: Sequence[Language]) -> None:
        self.diagnostics: list[Diagnostic] = []
        """What could not be looked into."""
        self._languages = {language.NAME for language in languages}
        found: set[SourceFile] = set()
        for path in paths:
            if not path.exists():
                raise CommandError(f"{path} does not exist.")
            found.update(self._below(str(path.absolute())) if path.is_dir() else [_named(path)])
        self.files = sorted(found)
        """In the order of their paths."""

    def leave_out(self, language: Language) -> None:
        """Leave out all files in *language*."""
        self.files = [file for file in self.files if file.language is not language]

    def _below(self, root: str) -> Iterator[SourceFile]:
        folders = [("", root)]
        while folders:
            shown, folder = folders.pop()
            try:
                entries = list(os.scandir(folder))
            except OSError as error:
                message = f"The folder cannot be read: {error.strerror}."
                finding = Diagnostic(code=Code.UNREADABLE, message=message, path=shown or root)
                self.diagnostics.append(finding)
                continue
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in SKIPPED:
                        folders.append((f"{shown}{entry.name}/", entry.path))
                elif entry.is_file(follow_symlinks=False):
                    known = language_of_path(entry.name)
                    if known and known[0].NAME in self._languages:
                        yield SourceFile(shown + entry.name, entry.path, *known)


def read_source(file: SourceFile) -> tuple[Reading, list[Diagnostic]]:
    """Return what *file* declares, and what is wrong with it.

    Raises ImportError when the grammar of its language is not installed.
    """
    try:
        with Path(file.path).open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        return Reading(), [file.finding(Code.UNREADABLE, message)]
    if len(data) > MOST_BYTES:
        message = f"The file is larger than {MOST_BYTES >> 20} MiB; it is not read."
        return Reading(), [file.finding(Code.TOO_LARGE, message)]
    _text, reading, diagnostics = reading_of(data, file.shown, file.language, file.suffix)
    return reading, diagnostics


def _named(path: Path) -> SourceFile:
    known = language_of_path(path.name)
    if known is None:
        raise CommandError(f"{path} is in no language that can be read.")
    inside = not path.is_absolute() or path.is_relative_to(Path.cwd())
    shown = os.path.relpath(path).replace(os.sep, "/") if inside else path.name
    return SourceFile(shown, str(path.absolute()), *known)
