"""Finding known phrases in a row of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from sphinxext_archdoc.vocabulary.folding import fold
from sphinxext_archdoc.vocabulary.inline import Kind, Token, is_east_asian, tokens

Value = TypeVar("Value")
Phrase = tuple[str, ...]

_LONGEST = 8
"""Tokens of the longest phrase, and some."""


def phrase_of(words: str) -> Phrase:
    """Return *words* cut and folded the way tokens are; hyphens and underscores part words."""
    parted = words.replace("-", " ").replace("_", " ")
    return tuple(t.text for t in tokens(parted) if t.kind is Kind.WORD) or (fold(words),)


class Phrases(Generic[Value]):
    """A table from phrases to values, asked at a place in a row of tokens."""

    def __init__(self, table: Mapping[Value, Iterable[str]]) -> None:
        """Make the table of the words for each value; a later value wins a word."""
        found = {phrase_of(w): value for value, words in table.items() for w in words}
        self._by_first: dict[str, list[tuple[Phrase, Value]]] = {}
        self._east_asian: list[tuple[Phrase, Value]] = []
        for phrase, value in sorted(found.items(), key=lambda item: (-len(item[0]), item[0])):
            self._by_first.setdefault(phrase[0], []).append((phrase, value))
            if len(phrase) == 1 and is_east_asian(phrase[0]):
                self._east_asian.append((phrase, value))
        self.words = frozenset(w for phrase in found for w in phrase)
        """All words of the phrases, folded."""
        self._east_asian.sort(key=lambda item: -len(item[0][0]))

    def at(self, row: Sequence[Token], place: int) -> tuple[Value, int] | None:
        """Return the value of the longest phrase at *place* and the place behind it.

        Chinese and Japanese words have no blanks between them: there a phrase may be the
        beginning of a word.
        """
        first = row[place]
        if first.kind is not Kind.WORD:
            return None
        for phrase, value in self._by_first.get(first.text, ()):
            end = place + len(phrase)
            if all(
                t.text == w for t, w in zip(row[place:end], phrase, strict=False)
            ) and end <= len(row):
                return value, end
        if is_east_asian(first.text):
            for phrase, value in self._east_asian:
                if first.text.startswith(phrase[0]):
                    return value, place + 1
        return None

    def begins(self, text: str) -> bool:
        """Return whether *text* begins with a phrase."""
        first = tokens(text[:200], most=1)
        if first and not self.may_begin_with(first[0]):
            return False
        row = tokens(text[:200], most=_LONGEST)
        return bool(row) and self.at(row, 0) is not None

    def may_begin_with(self, token: Token) -> bool:
        """Return whether a phrase may begin with *token*, whatever follows it."""
        return token.kind is Kind.WORD and (
            token.text in self._by_first or is_east_asian(token.text)
        )

    def whole(self, text: str) -> Value | None:
        """Return the value of the phrase that *text* is, None when it is none."""
        row = [t for t in tokens(text) if t.kind is not Kind.MARK]
        found = self.at(row, 0) if row else None
        return found[0] if found and found[1] == len(row) else None
