"""The status that a decision is to have, as text."""

from __future__ import annotations

from dataclasses import dataclass

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.editing import RefusedError
from sphinxext_archdoc.model import Status
from sphinxext_archdoc.vocabulary import vocabulary
from sphinxext_archdoc.vocabulary.wording import in_case_of, status_like

STATUSES = tuple(status for status in Status if status is not Status.UNKNOWN)
"""What a decision can become."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A status that a decision is to have."""

    status: Status
    word: str = ""
    """To be written as it is; empty for the word that the record's language has."""

    def like(self, text: str, example: str = "") -> str:
        """Return the word in the language and the case of *text*, a status that it replaces.

        *example* is some other value of the record, for the case where there is no status.
        """
        if self.word:
            return self.word
        return status_like(text, self.status) if text else in_case_of(example, self.status.value)


def wanted_status(text: str, config: Config) -> Wanted:
    """Return the status that *text* means: its name, or a word for it, written as it is then.

    Raises RefusedError for anything else.
    """
    word = " ".join(text.split())
    if word.lower() in STATUSES:
        return Wanted(status=Status(word.lower()))
    status = vocabulary(config).status_word(word)
    if status is None or status is Status.UNKNOWN:
        message = f"{text!r} is no status; known are {', '.join(STATUSES)}, and words for them."
        raise RefusedError(message)
    return Wanted(status=status, word=word)
