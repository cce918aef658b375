"""Small repositories around one file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sphinxext_archdoc.config import Config, Settings
from sphinxext_archdoc.discovery import discover
from sphinxext_archdoc.editing.successors import Successor
from sphinxext_archdoc.loader import Reader
from sphinxext_archdoc.model import Decision

LOG = "docs/adr"
LATER = b"# 999. Something newer\n\n## Status\n\nAccepted\n\n## Context\n\nx\n\n## Decision\n\ny\n"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A file in a repository with a later decision beside it."""

    reader: Reader
    path: str

    @property
    def file(self) -> Path:
        """The file itself."""
        return self.reader.settings.root / self.path

    def decisions(self) -> list[Decision]:
        """Read the decisions of the file anew."""
        reader = Reader(self.reader.settings, self.reader.workspace)
        return [r for r in reader.read(self.path).records if isinstance(r, Decision)]

    def later(self) -> Successor:
        """Return the other decision, as what supersedes one."""
        (record,) = self.reader.read(f"{LOG}/0999-newer.md").records
        assert isinstance(record, Decision)
        return Successor(decision=record, is_file=True)


def place(root: Path, path: str, data: bytes) -> Place:
    """Write *data* to *path* below *root*, and read what is there."""
    for name, content in ((path, data), (f"{LOG}/0999-newer.md", LATER)):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    settings = Settings(config=Config(), root=root)
    return Place(reader=Reader(settings, discover(settings)), path=path)
