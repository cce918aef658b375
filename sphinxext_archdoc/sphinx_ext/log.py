"""Diagnostics as Sphinx warnings: ``archdoc.<code>``, suppressible one by one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from sphinxext_archdoc.diagnostics import Code, Diagnostic, Severity

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def warn(code: Code, message: str, *, location: Any = None) -> None:
    """Log one warning of type ``archdoc.<code>``.

    *location* is a document name, a node, or a pair of a document name or path and a line.
    """
    logger.warning("%s", message, location=location, type="archdoc", subtype=code.value)


def report(diagnostics: Iterable[Diagnostic], root: Path) -> None:
    """Log diagnostics of the core, at the real path and line; notes are no warnings."""
    for diagnostic in diagnostics:
        location = _location(diagnostic, root)
        if diagnostic.severity is Severity.NOTE:
            logger.info("%s: %s", location or "archdoc", diagnostic.message)
        else:
            warn(diagnostic.code, diagnostic.message, location=location)


def report_once(env: BuildEnvironment, diagnostics: Iterable[Diagnostic], root: Path) -> None:
    """Log those diagnostics that were not logged before for the page that is read.

    What is wrong with a directive in a package's document is found twice: when Sphinx runs
    it, and when the document is read for records.
    """
    temporary: Any = env.temp_data
    reported: set[Diagnostic] = temporary.setdefault("archdoc_reported", set())
    news = [d for d in dict.fromkeys(diagnostics) if d not in reported]
    reported.update(news)
    report(news, root)


def _location(diagnostic: Diagnostic, root: Path) -> str | None:
    if not diagnostic.path:
        return None
    return f"{root / diagnostic.path}:{diagnostic.line or 1}"
