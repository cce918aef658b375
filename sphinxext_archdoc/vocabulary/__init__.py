"""Words and values: statuses, dates, people, relations, names of fields, in all languages.

The tables are data (``words``, a file per language); a :class:`Vocabulary` joins them with
the aliases of a configuration. Texts are inline markup, Markdown or
reStructuredText; nothing here knows of documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.model import Status
from sphinxext_archdoc.vocabulary import words
from sphinxext_archdoc.vocabulary.clauses import WORDS_AROUND
from sphinxext_archdoc.vocabulary.dates import read_date
from sphinxext_archdoc.vocabulary.folding import fold
from sphinxext_archdoc.vocabulary.inline import LONGEST, Kind, tokens
from sphinxext_archdoc.vocabulary.names import normal_name
from sphinxext_archdoc.vocabulary.people import read_people
from sphinxext_archdoc.vocabulary.phrases import Phrases
from sphinxext_archdoc.vocabulary.reading import StatusReading, read_status
from sphinxext_archdoc.vocabulary.references import references
from sphinxext_archdoc.vocabulary.relation_words import begins_relation, relation_kind
from sphinxext_archdoc.vocabulary.relations import read_relations, relations_at_start

__all__ = [
    "LONGEST",
    "StatusReading",
    "Vocabulary",
    "begins_statement",
    "fold",
    "normal_name",
    "read_date",
    "read_people",
    "read_relations",
    "references",
    "relation_kind",
    "relations_at_start",
    "vocabulary",
]


def begins_statement(text: str) -> bool:
    """Return whether *text* begins with a word for a status or a relation, as tables have it."""
    return _known_status().begins(text) or begins_relation(text)


@cache
def _known_status() -> Phrases[Status]:
    table = words.table("status")
    return Phrases({status: table.get(status, []) for status in Status})


_JOINED = re.compile(r"\s*[/&+]\s*|\s+(?:and|und|et|y|e|ve)\s+|与|和|と|\n")


@lru_cache(maxsize=4096)
def _first_of_joined(label: str) -> str | None:
    """Return the first part of a label that joins two things, None for another label."""
    joint = _JOINED.search(label)
    return label[: joint.start()] if joint else None


_LONGEST_LABEL = 60
_TEXT_FIELDS = frozenset(("context", "decision", "rationale", "consequences", "alternatives"))

Aliases = tuple[tuple[str, tuple[str, ...]], ...]


class Vocabulary:
    """The names and words that hold under one configuration."""

    def __init__(self, field_aliases: Aliases = (), status_aliases: Aliases = ()) -> None:
        """Join the aliases with the tables; an alias wins over a word of a table."""
        roles = words.table("role")
        self._fields = _by_name(words.table("field").items())
        self._roles = _by_name(roles.items())
        for name, aliases in field_aliases:
            canonical = self.role(name) or self.field(name) or normal_name(name).replace(" ", "-")
            table = self._roles if canonical in roles else self._fields
            table.update(_by_name([(canonical, aliases)]))
        statuses = {status: words.table("status").get(status, []) for status in Status}
        for name, aliases in status_aliases:
            status = Status(name) if name in set(Status) else Status.UNKNOWN
            # Last, so that the alias wins over the word that the table has.
            statuses[status] = [*statuses.pop(status), *aliases]
        self._statuses = Phrases(statuses)

    def field(self, label: str) -> str | None:
        """Return the canonical name of the field that *label* (a heading, a key) means.

        Names are those of ``words`` and of the configuration; None for others. Of a heading
        that joins two ("Context / Problem") the first counts, if it is a part of the text.
        """
        name = normal_name(label)
        if (found := self._fields.get(name)) is not None or len(label) > _LONGEST_LABEL:
            return found
        first = _first_of_joined(label)
        found = self._fields.get(normal_name(first)) if first is not None else None
        return found if found in _TEXT_FIELDS else None

    def role(self, label: str) -> str | None:
        """Return the role of the people that *label* announces, None when it is no such label."""
        return self._roles.get(normal_name(label))

    def status_word(self, text: str) -> Status | None:
        """Return the status that *text* is a word for as a whole, None for any other text."""
        return self._statuses.whole(text)

    def is_status(self, text: str) -> bool:
        """Return whether *text* says a status and nothing else: by whom, when, replaced by what."""
        known = self._statuses.words | WORDS_AROUND
        words_in = (t.text for t in tokens(text) if t.kind is Kind.WORD)
        return self.status(text).value is not Status.UNKNOWN and known.issuperset(words_in)

    def status(self, text: str, targets: Mapping[str, str] | None = None) -> StatusReading:
        """Read a status text; see ``reading.read_status``."""
        return (
            _read_status(text, self._statuses)
            if not targets
            else read_status(text, self._statuses, targets)
        )


@lru_cache(maxsize=1024)
def _read_status(text: str, statuses: Phrases[Status]) -> StatusReading:
    """Do as ``read_status``, once for each of the few texts that most records have."""
    return read_status(text, statuses)


def _by_name(table: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    return {normal_name(n): canonical for canonical, names in table for n in (canonical, *names)}


@lru_cache(maxsize=8)
def _vocabulary(field_aliases: Aliases, status_aliases: Aliases) -> Vocabulary:
    return Vocabulary(field_aliases, status_aliases)


def vocabulary(config: Config) -> Vocabulary:
    """Return the vocabulary under *config*; the same object for equal aliases."""
    return _vocabulary(_frozen(config.field_aliases), _frozen(config.status_aliases))


def _frozen(aliases: Mapping[str, Iterable[str]]) -> Aliases:
    return tuple((name, tuple(words)) for name, words in sorted(aliases.items()))
