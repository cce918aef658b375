"""Readers of document formats: one module per format.

A module of this folder is a format when it has these names:

``NAME``
    The name that records carry in ``format``; that of the module with ``-`` for ``_``.
``KIND``
    ``"document"`` for documents of packages, ``"decision"`` for files of decision logs.
``RANK``
    Formats are asked in the order of their ranks, the lowest first.
``claims(document, context) -> bool``
    Whether the document is in this format, judged by its headings and metadata.
``read(document, context) -> DocumentRecords``
    The records of a document that it claims. Never raises for bad content.
``why_not(document, context) -> str``
    Of the last format of a kind, and optional: what a document is that none claims.

The first format that claims a document reads it. Modules whose names begin with ``_`` are
shared by formats.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from sphinxext_archdoc.catalog import DocumentRecords
from sphinxext_archdoc.config import Config
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import Declaration, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContext:
    """What a format needs to know besides the document."""

    package: str
    """Name of the package that the document belongs to."""
    config: Config
    qualifier: str = ""
    """See ``model.Record.qualifier``."""
    templates: tuple[Template, ...] = ()
    """The configured templates, else the one that ships with the extension."""
    declarations: Callable[[str, str], Sequence[Declaration]] = lambda _language, _text: ()
    """Reads source code in the language of a fence into what it declares."""
    packages_called: Callable[[str], Sequence[str]] = lambda name: (name,)
    """Returns the full names of the packages that answer to a name."""


class Format(Protocol):
    """A module that reads a document format."""

    NAME: str
    KIND: str
    RANK: int

    def claims(self, document: Document, context: ReadContext) -> bool:
        """Return whether *document* is in this format."""

    def read(self, document: Document, context: ReadContext) -> DocumentRecords:
        """Return the records of *document*."""


@cache
def formats(kind: str) -> tuple[Format, ...]:
    """Return the formats of a kind (``document`` or ``decision``), by rank and name."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    chosen = [m for m in modules if kind == m.KIND]
    return tuple(sorted(chosen, key=lambda m: (m.RANK, m.NAME)))


def read_document(document: Document, context: ReadContext, kind: str) -> DocumentRecords | None:
    """Read *document* by the first format of *kind* that claims it; None when none does."""
    for candidate in formats(kind):
        if candidate.claims(document, context):
            return candidate.read(document, context)
    return None


def refusal(document: Document, context: ReadContext, kind: str) -> str:
    """Return what *document* is ("a template") when no format of *kind* claims it, if known."""
    why_not: Callable[[Document, ReadContext], str] | None
    why_not = getattr(formats(kind)[-1], "why_not", None)
    return why_not(document, context) if why_not else ""
