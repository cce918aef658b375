"""The words of every language: one TOML file per language, found without being named.

Words are written in lower case with blanks; when they are compared, case, accents, hyphens
and underscores do not count. The tables of a file, all of them optional:

``[status]``, ``[relation]``
    Words for each ``model.Status`` and ``model.RelationKind``, in every spelling seen.
``[field]``, ``[role]``
    Names of the parts of a record and of the people in it, by canonical name.
``[section]``
    Headings of a document's sections, by role (see ``vocabulary.sections``).
``[label]``
    Labels, columns and headings inside such sections, by what they tell: ``component``,
    ``description``, ``technology``, ``category`` and ``topic`` head columns of tables,
    ``improvement`` heads one too, ``period`` gathers improvements, ``attribute`` says something
    about the component above, ``kind`` is one of technology,
    ``no-decision`` is a heading among decisions that is none, below ``tasks`` a document
    says what it is about when it has no overview. ``decision-record`` is a heading that says
    no more than that, ``about-record`` one above metadata, ``madr`` one that only MADR has.
    ``template`` is in the title of a template, ``prompt`` begins what it asks, ``log`` is what
    a text about records is called, ``meeting`` is in the title of notes of one, ``notice`` stands
    before a notice.
``months``
    Twelve lists of names.
``partial``
    Words that make a relation partial: its target stays in force.
``behind``
    Words that stand behind what the record was superseded by.

And, as texts of words parted by blanks, what may stand around a status or a relation:

``leading``
    Words about the decision itself that may stand before its status.
``connecting``
    Words that may follow a status word that stands alone.
``joining``
    Words between two things that are both said.
``blocking``
    Words that keep what follows in the text from being a status or a relation.
``loose``
    Status words that count only when a mark, a date or a connecting word follows: an
    accepted draft is accepted, a final draft is not final.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sphinxext_archdoc.vocabulary.folding import fold


@cache
def _languages() -> tuple[Mapping[str, Any], ...]:
    files = sorted(Path(__file__).parent.glob("*.toml"), key=lambda f: (f.stem != "en", f.stem))
    return tuple(tomllib.loads(f.read_text(encoding="utf-8")) for f in files)


def table(name: str) -> dict[str, list[str]]:
    """Return a table of words by what they mean, of all languages, English first."""
    joined: dict[str, list[str]] = {}
    for language in _languages():
        for meaning, words in language.get(name, {}).items():
            joined.setdefault(meaning, []).extend(words)
    return joined


def by_language(name: str) -> list[dict[str, list[str]]]:
    """Return a table of words by what they mean of each language, English first."""
    return [language.get(name, {}) for language in _languages()]


def phrases(name: str) -> list[str]:
    """Return a list of words (``partial``, ``behind``) of all languages."""
    return [word for language in _languages() for word in language.get(name, ())]


def words(name: str) -> frozenset[str]:
    """Return the single words of a text (``leading``, ``joining``, …), folded."""
    return frozenset(fold(w) for x in _languages() for w in x.get(name, "").split())


def months() -> list[list[str]]:
    """Return the names of the twelve months in all languages."""
    named = [language["months"] for language in _languages() if "months" in language]
    return [[name for names in named for name in names[month]] for month in range(12)]
