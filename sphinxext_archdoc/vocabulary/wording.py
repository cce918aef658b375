"""Writing a status as a record writes it: in its language, its gender and its case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.model import RelationKind, Status
from sphinxext_archdoc.vocabulary import words
from sphinxext_archdoc.vocabulary.folding import fold
from sphinxext_archdoc.vocabulary.inline import is_east_asian

_GENDER = 2
"""Letters at the end of a word that tell its gender: ``acceptée`` has ``rejetée`` beside it."""


def status_like(text: str, status: Status) -> str:
    """Return the word for *status* that goes with *text*, a status as a record has it.

    It is of the language of *text*, English where that is not known, and in its case.

    >>> status_like("Angenommen", Status.DEPRECATED), status_like("DRAFT", Status.ACCEPTED)
    ('Veraltet', 'ACCEPTED')
    """
    language = _language_of(text)
    known = words.by_language("status")[language].get(status) or [status.value]
    same = [w for w in known if language and fold(w)[-_GENDER:] == fold(_letters(text))[-_GENDER:]]
    return in_case_of(text, (same or known)[0])


def superseded_by_like(text: str) -> str:
    """Return "superseded by" in the language and the case of *text*, a status.

    >>> superseded_by_like("angenommen")
    'ersetzt durch'
    """
    known = words.by_language("relation")[_language_of(text)].get(RelationKind.SUPERSEDED_BY)
    return in_case_of(text, (known or ["superseded by"])[0], whole=False)


def in_case_of(text: str, phrase: str, *, whole: bool = True) -> str:
    """Return *phrase* with a capital where *text* has one; in capitals, unless not *whole*.

    >>> in_case_of("Proposed", "accepted"), in_case_of("✅ DONE", "accepted")
    ('Accepted', 'ACCEPTED')
    """
    letters = _letters(text)
    if whole and len(letters) > 1 and letters.isupper():
        return (phrase.replace("i", "İ") if "İ" in text else phrase).upper()
    if not letters or letters[0].isupper():
        return phrase[:1].upper() + phrase[1:]
    return phrase


def _letters(text: str) -> str:
    return next(iter(re.findall(r"[^\W\d_]+", text)), "")


def _language_of(text: str) -> int:
    """Return the place of the language among the tables of words, 0 (English) if unknown."""
    folded = fold(text)
    tables = zip(words.by_language("status"), words.by_language("relation"), strict=True)
    for place, (statuses, relations) in enumerate(tables):
        known = [word for table in (*statuses.values(), *relations.values()) for word in table]
        if any(re.search(_pattern(fold(word)), folded) for word in known):
            return place
    return 0


def status_spans(text: str, status: Status, config: Config) -> Iterator[tuple[int, int]]:
    """Yield where words for *status* stand in *text*, the longest of each place."""
    known = [*words.table("status").get(status, ()), *_aliases(config.status_aliases, status)]
    pattern = "|".join(map(_pattern, sorted(set(known), key=lambda w: (-len(w), w))))
    if pattern:
        yield from (m.span() for m in re.finditer(pattern, text, re.IGNORECASE))


def _aliases(aliases: Mapping[str, Sequence[str]], status: Status) -> Sequence[str]:
    return [word for name, known in aliases.items() if name == status.value for word in known]


def _pattern(word: str) -> str:
    parts = (re.escape(part) for part in re.split(r"[\s_-]+", word))
    body = r"[\s_-]+".join(parts)
    # Chinese and Japanese words have no blanks between them.
    return body if is_east_asian(word) else rf"(?<![^\W_]){body}(?![^\W_])"
