"""Pieces of a package's document: names before descriptions, items, first sentences."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.markup.tree import (
    Block,
    DirectiveBlock,
    Document,
    Item,
    Link,
    ListBlock,
    OtherBlock,
    Paragraph,
)
from sphinxext_archdoc.model import Location, slugify
from sphinxext_archdoc.vocabulary import Vocabulary, vocabulary
from sphinxext_archdoc.vocabulary.placeholders import is_placeholder, normal_line, says_nothing

_ORNAMENT = re.compile(r"[^\w\s*`\[(<\"'“„~$@#:/.\\-]{1,8}\s+")
_SEPARATOR = r"(?:\s*[:：](?=\s|\Z)|\s*[：]|\s+(?:-{1,2}|–|—|→|->|=)\s+|\s*[–—]\s*|\s*\n|\s*\Z)"
_MARKED = re.compile(
    r"(?P<name>(?P<mark>\*\*|__)(?=\S)(?P<strong>(?:(?!(?P=mark))[^\n]){1,200}?)(?P=mark)"
    r"|(?P<ticks>``?)(?P<code>[^`\n]{1,120})(?P=ticks)"
    r"|\[(?P<link>[^\[\]\n]{1,120})\]\([^()\s]{0,500}\))"
)
_ASIDE = re.compile(r"\s*\([^()\n]{0,120}\)")
_AFTER = re.compile(_SEPARATOR)
_PLAIN = re.compile(r"(?P<name>[^:：\n*`]{1,80}?)(?:\s*[:：]\s|\s+(?:-{1,2}|–|—)\s+)")
_NUMBERING = re.compile(r"^(?:§\s*)?(?:\d{1,3}(?:\.\d{1,3}){0,4}[.):]?|[IVXivx]{1,5}[.)])\s+")
_SENTENCE_END = re.compile(r"(?<![.(][.!?])(?<=[.!?])[\"')\]]?\s+(?=[^\sa-z])|(?<=[。！？])")
_SENTENCE_MARK = re.compile(r"[.!?;。](?:\s|$)|,\s|[！？；]")

_RULE = re.compile(r"\s{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")

LONGEST_TITLE = 100
"""Characters of a title that is made of a sentence."""
LONGEST_NAME = 80
"""Characters of what may be a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A text that begins with a name."""

    name: str
    """Raw, without the marks around it."""
    rest: str
    """Raw, what follows the separator."""
    style: str
    """``strong``, ``code``, ``link`` or ``plain``: how the name is set off."""
    separated: bool
    """Whether a colon, a dash or a line end parts the two."""


def split_label(text: str) -> Labelled | None:
    """Part a raw *text* that begins with a name, as in ``**Name**: description``.

    None when no name is set off by emphasis, code, a link or a separator.
    """
    text = without_ornament(text)
    if marked := _MARKED.match(text):
        return _marked(text, marked)
    if plain := _PLAIN.match(text):
        rest = text[plain.end() :].strip()
        return Labelled(name=plain["name"].strip(), rest=rest, style="plain", separated=True)
    return None


def _marked(text: str, found: re.Match[str]) -> Labelled:
    style = next(s for s in ("strong", "code", "link") if found[s] is not None)
    name = found["strong"] if style == "strong" else found["name"]
    end = found.end()
    if style == "strong" and name.rstrip()[-1:] in ":：":
        rest = text[end:].strip().removeprefix("- ").removeprefix("— ").removeprefix("– ")
        return Labelled(name=name.rstrip(" :："), rest=rest, style=style, separated=True)
    after = _AFTER.match(text, end)
    if after is None and (aside := _ASIDE.match(text, end)):
        after = _AFTER.match(text, aside.end())
    return Labelled(
        name=name,
        rest=text[after.end() if after else end :].strip(),
        style=style,
        separated=after is not None,
    )


def first_sentence(plain: str) -> str:
    """Return the first sentence of a *plain* text, cut at a word when it is long."""
    sentence = _SENTENCE_END.split(plain.strip(), maxsplit=1)[0].strip()
    if len(sentence) > 1 and sentence[-1] in ".。:：;" and not sentence.endswith(".."):
        sentence = sentence[:-1].rstrip()
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    cut = sentence[:LONGEST_TITLE].rpartition(" ")[0] or sentence[:LONGEST_TITLE]
    return cut.rstrip(" ,;:–—-(") + "…"


def is_name(plain: str, words: int = 6) -> bool:
    """Return whether *plain* may name a thing: it is short and no sentence."""
    return (
        0 < len(plain) <= LONGEST_NAME
        and len(plain.split()) <= words
        and not _SENTENCE_MARK.search(plain)
        and any(c.isalnum() for c in plain)
    )


def without_number(heading: str) -> str:
    """Return a raw *heading* without emoji and numbering before it.

    >>> without_number("2.1 Store"), without_number("3D engine")
    ('Store', '3D engine')
    """
    return _NUMBERING.sub("", without_ornament(heading)).strip()


def without_ornament(text: str) -> str:
    """Return a raw *text* without emoji and other signs before it."""
    ornament = _ORNAMENT.match(text)
    return text[ornament.end() :] if ornament else text


def local_of(name: str) -> str:
    """Return the local key of a thing called *name*: as written when it is one word, else its slug.

    >>> local_of("edge-cache.ts"), local_of("Edge cache")
    ('edge-cache.ts', 'edge-cache')
    """
    return name if re.fullmatch(r"[\w.-]+", name) else slugify(name)


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
        self._names: dict[str, Names] = {}
        self._plain: dict[str, str] = {}
        self._links: dict[str, Sequence[Link]] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that hold under the configuration."""
        return vocabulary(self.context.config)

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


def lists_of(blocks: Sequence[Block]) -> Iterator[ListBlock]:
    """Yield the lists among *blocks*."""
    return (b for b in blocks if isinstance(b, ListBlock))


def nested_items(item: Item) -> list[Item]:
    """Return the items of the lists directly inside *item*."""
    return [inner for block in lists_of(item.blocks) for inner in block.items]


def paragraphs_of(blocks: Sequence[Block]) -> list[Paragraph]:
    """Return the paragraphs among *blocks*."""
    return [b for b in blocks if isinstance(b, Paragraph)]


def is_silent(block: Block) -> bool:
    """Return whether a block says nothing to a reader: a comment, a rule, a target."""
    return isinstance(block, OtherBlock) and block.kind in ("comment", "rule", "target", "break")


DEFINING_DIRECTIVES = frozenset(
    ("architecture-decision", "decision", "interface", "component", "technology", "improvement")
)
"""Directives that define a record of their own when they have a body."""


def defining_name(block: Block) -> str:
    """Return the name of the directive that defines a record, else an empty string."""
    if not isinstance(block, DirectiveBlock) or not block.body:
        return ""
    name = block.name.removeprefix("arch:")
    return name if name in DEFINING_DIRECTIVES else ""
