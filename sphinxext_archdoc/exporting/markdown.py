"""Decisions and packages as one document in Markdown.

The text stays as it is written, but for the levels of headings, and links: those that lead
nowhere from the new place become their texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile, groupby
from urllib.parse import quote

from sphinxext_archdoc.catalog import anchor_name
from sphinxext_archdoc.exporting.document import Fact, Part, Value, Written, anchors_of_decisions
from sphinxext_archdoc.exporting.links import Links, Place
from sphinxext_archdoc.exporting.log import escaped
from sphinxext_archdoc.exporting.markdown_html import definitions, markdown_text
from sphinxext_archdoc.markup.markdown_inline import MarkdownInline, Span
from sphinxext_archdoc.markup.texts import blocks_in, code_lines

_DEFINITION = re.compile(r" {0,3}\[[^\]\s^][^\]]{0,200}\]:\s*\S")
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\]")
_TICKS = re.compile(r"^\s*(`{3,})", re.MULTILINE)
_KEPT = "-._~:/?#[]@!$&'*+,;=%"
"""What need not be quoted in a destination; parentheses would end it."""


def markdown_document(document: Written, links: Links) -> str:
    """Return *document* as Markdown. *links* are told what is in it."""
    links.places = [Place(part=part, anchors=_anchors(part)) for part in document.parts]
    known = anchors_of_decisions(document.parts)
    is_alone = len(document.parts) == 1
    lines: list[str] = []
    if not is_alone:
        lines += [f"# {escaped(document.title)}", "", escaped(document.subtitle), ""]
        lines += [f"- [{escaped(_name(part))}](#{part.anchor})" for part in document.parts]
        lines += [] if document.parts else ["No decisions."]
    for part in document.parts:
        lines += [""] if lines else []
        lines += _part(part, links, known, 1 if is_alone else 2)
    return "\n".join(lines).rstrip("\n") + "\n"


def _name(part: Part) -> str:
    return f"{part.key} · {part.title}"


def _anchors(part: Part) -> Mapping[str, str]:
    """Return all headings of a part: what leads to one leads to the part."""
    titles = (section.title for section in part.source.root.walk() if section.level)
    inside = {
        anchor_name(part.source.plain(title))
        for title, section in zip(titles, _sections(part), strict=True)
        if part.first <= section <= part.last
    }
    return dict.fromkeys(inside, part.anchor)


def _sections(part: Part) -> Iterator[int]:
    return (section.line for section in part.source.root.walk() if section.level)


def _part(part: Part, links: Links, known: Mapping[str, str], level: int) -> Iterator[str]:
    if level > 1:
        yield f'<a id="{part.anchor}"></a>'
        yield ""
    yield f"{'#' * level} {escaped(_name(part))}"
    yield ""
    for fact in part.facts:
        yield _fact(fact, known)
    yield ""
    if part.source.markup == "markdown":
        body = _Body(part, links, level + 1).lines()
        yield from dropwhile(lambda line: not line.strip(), body)
    else:
        yield from _code(part.text.rstrip("\n"), "rst")


def _fact(fact: Fact, known: Mapping[str, str]) -> str:
    return f"- **{escaped(fact.label)}**: {', '.join(_value(v, known) for v in fact.values)}"


def _value(value: Value, known: Mapping[str, str]) -> str:
    anchor = known.get(value.decision)
    return f"[{escaped(value.text)}](#{anchor})" if anchor else escaped(value.text)


def _code(text: str, language: str) -> Iterator[str]:
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    yield f"{fence}{language}"
    yield text
    yield fence


class _Body:
    """The lines of a part below its heading."""

    def __init__(self, part: Part, links: Links, level: int) -> None:
        self._part = part
        self._links = links
        parsed = markdown_text(part, level)
        self._first = part.first + parsed.heading_lines
        self._headings = {part.first + line: shown for line, shown in parsed.headings.items()}
        references = definitions(part.source)
        self._inline = MarkdownInline({name: found["href"] for name, found in references.items()})
        self._code = code_lines(blocks_in(part.source))

    def lines(self) -> Iterator[str]:
        """Yield them; what is code stays as it is."""
        numbers = range(self._first, self._part.last + 1)
        for kind, group in groupby(numbers, key=self._kind):
            lines = [line for n in group if (line := self._line(n)) is not None]
            if kind == "text":
                lines = self._linked("\n".join(lines)).split("\n")
            yield from lines

    def _kind(self, number: int) -> str:
        if number in self._code:
            return "code"
        line = self._part.source.lines[number - 1]
        return "text" if line.strip() else "blank"

    def _line(self, number: int) -> str | None:
        """Return a line as it is in the new place; None for one that is no more."""
        line = self._part.source.lines[number - 1]
        if number in self._code:
            return line
        if number in self._headings:
            return self._headings[number]
        if _DEFINITION.match(line):
            return None  # Links have their destinations in them.
        return _FOOTNOTE.sub(rf"[^{self._part.anchor}-\1]", line)

    def _linked(self, text: str) -> str:
        """Return *text* with links that lead somewhere from the new place, or their texts."""
        edits = [edit for span in self._inline.spans(text) for edit in self._edits(span)]
        parts, place = [], 0
        for start, end, new in sorted(edits):
            parts += [text[place:start], new]
            place = end
        return "".join([*parts, text[place:]])

    def _edits(self, span: Span) -> Sequence[tuple[int, int, str]]:
        path = self._part.path
        find = self._links.image_address if span.is_image else self._links.target
        target = quote(find(path, span.destination), safe=_KEPT)
        begin = ("![" if span.is_image else "[") if target else ""
        end = f"]({target})" if target else ""
        return [(span.start, span.text_start, begin), (span.text_end, span.end, end)]
