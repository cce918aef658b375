"""Readers of interface languages: one module per language.

A module of this folder is a language when it has these names:

``NAME``
    Name of the language, that of the module with ``-`` for ``_``.
``FENCES``
    First words of info strings of fences in that language (lower case).
``SUFFIXES``
    Suffixes of source files in that language, with the dot.
``EXTRA``
    Name of the extra that installs what the reader needs; empty when a plain install does.
``declarations(text, suffix="") -> Reading``
    What *text* declares. Never raises for bad content; raises ImportError when the grammar
    is not installed.

Modules whose names begin with ``_`` are shared by languages.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from sphinxext_archdoc.model import Declaration


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a piece of source code declares."""

    declarations: tuple[Declaration, ...] = ()
    """In the order of the text."""
    error_line: int = 0
    """First line (1-based) that does not parse; 0 when all does."""


class Language(Protocol):
    """A module that reads an interface language."""

    NAME: str
    FENCES: tuple[str, ...]
    SUFFIXES: tuple[str, ...]
    EXTRA: str

    def declarations(self, text: str, suffix: str = "") -> Reading:
        """Return what *text* declares; *suffix* is that of its file, if it comes from one.

        It is the name of the file from its first dot on (``.d.ts``), as
        :func:`language_of_path` has it.
        """


@cache
def languages() -> tuple[Language, ...]:
    """Return all languages by name."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(sorted(modules, key=lambda m: str(m.NAME)))


def language_of_fence(word: str) -> Language | None:
    """Return the language whose fences begin with *word*."""
    return next((x for x in languages() if word.lower() in x.FENCES), None)


def language_of_suffix(suffix: str) -> Language | None:
    """Return the language of source files with *suffix*; what is before its last dot is none."""
    last = "." + suffix.lower().rpartition(".")[2]
    return next((x for x in languages() if last in x.SUFFIXES), None)


def language_of_path(path: str) -> tuple[Language, str] | None:
    """Return the language of the file at *path* and the suffix that its reader wants."""
    name = path.replace("\\", "/").rpartition("/")[2]
    _, dot, rest = name.partition(".")
    language = language_of_suffix(dot + rest)
    return (language, dot + rest) if language else None
