"""How findings are written: one module per format.

A module of this folder is a format when it has these names:

``NAME``
    What it is called after ``--format``; that of the module.
``write(output) -> str``
    The whole text, for an :class:`Output`.

Modules whose names begin with ``_`` are shared by formats.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sphinxext_archdoc.diagnostics import Severity

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Finding
    from sphinxext_archdoc.checking.source import SourceLines


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What a run of ``check`` found."""

    findings: Sequence[Finding]
    """In the order of their places; each has a severity."""
    fingerprints: Sequence[str]
    """One for each finding."""
    documents: Sequence[str]
    """Paths of all documents that were looked at."""
    source: SourceLines
    known: int = 0
    """How many findings the baseline knows, which are not among these."""
    gone: int = 0
    """How many findings of the baseline are there no more."""
    fixed: int = 0
    """How many findings were put right."""
    prefix: str = ""
    """What leads from the current folder to the root of the repository; empty or with ``/``."""
    color: bool = False

    def counts(self) -> Mapping[Severity, int]:
        """Return how many findings there are of each severity."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in Severity}


class ReportFormat(Protocol):
    """A module that writes findings."""

    NAME: str

    def write(self, output: Output) -> str:
        """Return the whole text."""


def format_names() -> list[str]:
    """Return the names of all formats, without loading them."""
    return sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))


def report_format(name: str) -> ReportFormat:
    """Return the format called *name*."""
    found: ReportFormat = importlib.import_module(f"{__name__}.{name}")
    return found
