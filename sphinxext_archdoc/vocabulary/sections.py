"""Headings of architecture documents, and what stands below them.

A *role* is what a section's contents are: ``overview``, ``components``, ``relationships``,
``flow``, ``interfaces``, ``decisions``, ``technologies``, ``deployment``, ``performance``,
``security``, ``error-handling``, ``monitoring``, ``improvements`` or ``references``.
"""

from __future__ import annotations

import re
from functools import cache

from sphinxext_archdoc.vocabulary import words
from sphinxext_archdoc.vocabulary.folding import fold
from sphinxext_archdoc.vocabulary.inline import is_east_asian, tokens
from sphinxext_archdoc.vocabulary.names import normal_name
from sphinxext_archdoc.vocabulary.phrases import Phrases

_KEYCAP = re.compile(r"^\s*\d\ufe0f?\u20e3\s*")
_SIGN = re.compile(r"^\s*(?:§\s*\d*[.):]?|\d{1,3}(?:\.\d{1,3})*\s*[-–—:.)])\s*(?=\D)")
_JOINTS = frozenset({"and", "&", "the", "our"})
_ADJECTIVES = frozenset(
    "central core essential important key main major primary principal public runtime".split()
)


def section_name(heading: str) -> str:
    """Return a *heading* (plain) in the form in which headings of sections are compared.

    Numbering, emoji, case, asides and the word "and" do not count.

    >>> section_name("2) Monitoring & Logging:"), section_name("§3 Data-Flow")
    ('monitoring logging', 'data flow')
    """
    text = _SIGN.sub("", _KEYCAP.sub("", heading[:200]))
    parts = normal_name(text).replace("/", " ").split()
    return " ".join(p for p in parts if p not in _JOINTS)


@cache
def roles() -> tuple[str, ...]:
    """Return the names of all roles, in the order of the sections of the shipped template."""
    return tuple(words.table("section"))


@cache
def _headings() -> dict[str, str]:
    return {section_name(h): role for role, hs in words.table("section").items() for h in hs}


def role_of(heading: str) -> str:
    """Return the role of the section under *heading* (plain), empty when it has none.

    An adjective may stand before a known heading ("Key", "Main"), and what comes after one
    that deals with two things does not count: "Error Handling and Recovery".

    >>> role_of("🔒 Security"), role_of("Main Components"), role_of("Changelog")
    ('security', 'components', '')
    """
    known = _headings()
    first = re.split(r"\s+(?:and|&|/|und|et|y|e|ve)\s+", heading[:200], maxsplit=1)[0]
    for candidate in (heading, first):
        parts = section_name(candidate).split()
        for start in range(len(parts)):
            if role := known.get(" ".join(parts[start:])):
                return role
            if parts[start] not in _ADJECTIVES:
                break
    return ""


@cache
def _labels(meaning: str) -> frozenset[str]:
    return frozenset(normal_name(label) for label in words.table("label").get(meaning, ()))


def is_label(meaning: str, text: str) -> bool:
    """Return whether *text* (plain) is a label with that *meaning*: see ``[label]`` of ``words``.

    >>> is_label("attribute", "Responsibilities:"), is_label("kind", "Redis")
    (True, False)
    """
    return normal_name(text) in _labels(meaning)


@cache
def _phrases(meaning: str) -> Phrases[bool]:
    return Phrases({True: words.table("label").get(meaning, ())})


def begins_with_label(meaning: str, text: str) -> bool:
    """Return whether *text* (plain) begins with a label with that *meaning*.

    >>> begins_with_label("prompt", "Describe the forces."), begins_with_label("prompt", "A pump")
    (True, False)
    """
    return _phrases(meaning).begins(text)


def holds_label(meaning: str, text: str) -> bool:
    """Return whether a label with that *meaning* is among the words of *text* (plain, short).

    >>> holds_label("template", "ADR template"), holds_label("template", "Contemplate")
    (True, False)
    """
    known, folded = _phrases(meaning), fold(text)
    if not any(word in folded for word in known.words):
        return False
    row = tokens(text[:200])
    if any(known.at(row, place) for place in range(len(row))):
        return True
    return any(is_east_asian(word) and word in text for word in known.words)
