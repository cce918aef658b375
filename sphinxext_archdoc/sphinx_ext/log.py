"""Diagnostics as Sphinx warnings: ``archdoc.<code>``, suppressible one by one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx.util import logging

from sphinxext_archdoc.diagnostics import Code, Diagnostic, Severity

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


def _location(diagnostic: Diagnostic, root: Path) -> str | None:
    if not diagnostic.path:
        return None
    return f"{root / diagnostic.path}:{diagnostic.line or 1}"
