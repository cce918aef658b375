"""The catalogue: what was found in a repository, and what its parts mean to each other.

A workspace says which packages there are and where their documents lie, the records of
the documents come from ``formats``; together they are a catalogue, in which keys are
looked up and relations are resolved.
"""

from __future__ import annotations

from dataclasses import dataclass

from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.model import Package, Record, TemplateSection


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecords:
    """All that was read out of one source file."""

    path: str
    package: str
    title: str = ""
    """Plain title of the document, without its "Architecture" decoration when it has one."""
    summary: str = ""
    """First prose of the overview, plain, one paragraph; empty when nothing was written."""
    format: str = ""
    template: str = ""
    is_record: bool = False
    """Whether the file as a whole is one decision record."""
    records: tuple[Record, ...] = ()
    """In the order of the document."""
    sections: tuple[TemplateSection, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """The packages of a repository and the documents that lie in them."""

    packages: tuple[Package, ...] = ()
    """In the order of their paths; the repository itself first."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def package_of(self, path: str) -> Package:
        """Return the innermost package whose folder holds the file at *path*."""
        holders = [p for p in self.packages if p.path == "." or path.startswith(p.path + "/")]
        return max(holders, key=lambda p: 0 if p.path == "." else len(p.path))
