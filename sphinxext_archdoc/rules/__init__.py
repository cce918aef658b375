"""The rules of ``sphinx-archdoc check``: one module per rule.

A module of this folder is a rule when it has these names:

``CODE``
    The code of its findings: that of the module with ``-`` for ``_``.
``SEVERITY``
    What its findings are when the settings say nothing.
``OPTIONS``
    Its options by name, each an :class:`Option`; may be left out.
``check_document(page, options)``
    Yields a ``Finding`` for each place of one document that breaks the rule. It sees that
    document alone, and its findings are kept until the document changes: what depends on the
    day or on other files belongs into ``check_catalog``.
``check_catalog(catalog, context, options)``
    The same for what takes more than one document.

It has one of the two functions, or neither: then its findings are the diagnostics of that
code, which are found by reading, or come from the checker itself. Rules leave ``code`` to
their caller, and ``path`` too where they look at a single document.

The docstring of the module is its page in the manual. It says in the first line what is
wrong with what is found, then why, what is no finding, and what the options are for; it
ends with an example that breaks the rule and one that keeps it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from sphinxext_archdoc.catalog import Catalog, DocumentRecords, Finding
from sphinxext_archdoc.config import Check, Config
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import Template

Options = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of a rule."""

    default: Any
    check: Check
    meaning: str
    """What it does, for the manual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One document, as a rule sees it."""

    document: Document
    found: DocumentRecords
    template: Template | None
    """The template that it follows, None when it is no document of a package."""
    follows: bool
    """Whether it has enough in common with the template to be held to it."""
    config: Config


@dataclass(frozen=True, slots=True)
class Today:
    """The day that counts as today."""

    day: str
    """YYYY-MM-DD."""
    is_exact: bool
    """False for the day of the last commit: the documents may have been changed since."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What rules know besides the catalogue."""

    files: Files
    find_today: Callable[[], Today | None] = lambda: None
    """Tells the day; None where nothing says which it is."""
    find_anchors: Callable[[str], frozenset[str]] = lambda _path: frozenset()
    """Tells the names of the anchors in a file, by its path; see ``anchor_name``."""


class Files(Protocol):
    """The files of the repository, by their paths relative to its root."""

    def exists(self, path: str) -> bool:
        """Return whether there is a file or a folder."""

    def like(self, path: str) -> str | None:
        """Return the one path that differs from *path* in case alone, None without one."""

    def text(self, path: str) -> str:
        """Return the text of a file; empty when it cannot be read."""


class Rule(Protocol):
    """A module that is a rule."""

    CODE: str
    SEVERITY: Severity
    __doc__: str


DocumentCheck = Callable[[Page, Options], Iterator[Finding]]
CatalogCheck = Callable[[Catalog, Context, Options], Iterator[Finding]]


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by their codes, sorted."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.CODE: module for module in sorted(modules, key=lambda m: str(m.CODE))}


def options_of(rule: Rule) -> Mapping[str, Option]:
    """Return the options of *rule* by name."""
    found: Mapping[str, Option] = getattr(rule, "OPTIONS", {})
    return found


def document_check_of(rule: Rule) -> DocumentCheck | None:
    """Return what *rule* finds in a single document, None when it does not look at them."""
    return getattr(rule, "check_document", None)


def catalog_check_of(rule: Rule) -> CatalogCheck | None:
    """Return what *rule* finds in a repository, None when it does not look at it."""
    return getattr(rule, "check_catalog", None)


def is_selected(code: str, selectors: tuple[str, ...]) -> bool:
    """Return whether one of *selectors* means *code*: itself, its first words, or ``all``.

    >>> is_selected("missing-section", ("missing",)), is_selected("missing-section", ("miss",))
    (True, False)
    """
    return any(s in (code, "all") or code.startswith(f"{s.rstrip('-')}-") for s in selectors)
