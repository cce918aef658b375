"""A package's document that is being read: what all its readers ask for."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._record_entries import EntryReader
from sphinxext_archdoc.markup.tree import Document, Item, Link
from sphinxext_archdoc.model import Location
from sphinxext_archdoc.vocabulary import Vocabulary, vocabulary
from sphinxext_archdoc.vocabulary.placeholders import is_placeholder, normal_line, says_nothing

if TYPE_CHECKING:
    from sphinxext_archdoc.formats._document_headings import DecisionHeading

_RULE = re.compile(r"\s{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")


class Names:
    """Gives every record of one kind a name of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def unused(self, name: str) -> str:
        """Return *name*, or *name* with the first number, from 2, that makes it new."""
        found = name
        while found in self._taken:
            number = self._next.get(name, 2)
            self._next[name] = number + 1
            found = f"{name}-{number}"
        self._taken.add(found)
        return found


class Reading:
    """One document that is being read, and what its readers share."""

    def __init__(self, document: Document, context: ReadContext, offset: int = 0) -> None:
        """Read *document*, whose first line is line ``1 + offset`` of the file."""
        self.document = document
        self.context = context
        self.offset = offset
        self.template_lines: frozenset[str] = frozenset()
        """Lines that are text of the template in the part that is being read."""
        self.decision_headings: dict[str, DecisionHeading] = {}
        """Headings that were taken apart, by their raw text."""
        self.known_labels: dict[str, bool] = {}
        """Whether the labels that were asked for mean something, by their raw text."""
        self._names: dict[str, Names] = {}
        self._plain: dict[str, str] = {}
        self._links: dict[str, Sequence[Link]] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that hold under the configuration."""
        return vocabulary(self.context.config)

    @cached_property
    def entry_reader(self) -> EntryReader:
        """Finds metadata in the document."""
        return EntryReader(self.document, self.vocabulary)

    def base(self, line: int, end_line: int) -> dict[str, Any]:
        """Return the fields that every record on these lines of the document has."""
        last = max(line, min(end_line, len(self.document.lines)))
        return {
            "package": self.context.package,
            "qualifier": self.context.qualifier,
            "location": Location(
                path=self.document.path, line=line + self.offset, end_line=last + self.offset
            ),
        }

    def plain(self, raw: str) -> str:
        """Return *raw* as plain text on one line."""
        found = self._plain.get(raw)
        if found is None:
            found = self._plain[raw] = self.document.plain(raw)
        return found

    def source(self, first: int, last: int) -> str:
        """Return the source of some lines, without rules and empty lines at its end.

        The indentation that they share falls away.
        """
        lines = list(self.document.lines[first - 1 : last])
        while lines and (not lines[-1].strip() or _RULE.fullmatch(lines[-1])):
            lines.pop()
        return textwrap.dedent("\n".join(lines)).strip("\n")

    def item_text(self, item: Item) -> str:
        """Return the raw text of an item with the blocks inside it."""
        if len(item.blocks) < 2:
            return item.text
        rest = self.source(item.blocks[1].line, item.end_line)
        return "\n\n".join(text for text in (item.text, rest) if text)

    def links(self, raw: str) -> Sequence[Link]:
        """Return the links in *raw*."""
        found = self._links.get(raw)
        if found is None:
            found = self._links[raw] = self.document.links(raw)
        return found

    def unused(self, kind: str, name: str) -> str:
        """Return *name*, made different from those of the records of *kind* before."""
        return self._names.setdefault(kind, Names()).unused(name)

    def is_placeholder(self, raw: str, *, nouns: bool = True) -> bool:
        """Return whether *raw* waits to be filled in; a link in it says that it does not.

        See ``placeholders.is_placeholder`` for *nouns*.
        """
        return is_placeholder(raw, nouns=nouns) and not self.links(raw)

    def is_template_text(self, raw: str) -> bool:
        """Return whether all lines of *raw* are those of a template that is being filled in."""
        return bool(self.template_lines) and all(
            normal in self.template_lines for x in raw.split("\n") if (normal := normal_line(x))
        )

    def is_written(self, raw: str) -> bool:
        """Return whether somebody has written *raw*: it says something, and is no placeholder."""
        silent = not raw.strip() or says_nothing(raw)
        return not (silent or self.is_placeholder(raw) or self.is_template_text(raw))

    def written(self, raw: str) -> str:
        """Return *raw*, empty when nobody has written it."""
        return raw if self.is_written(raw) else ""
