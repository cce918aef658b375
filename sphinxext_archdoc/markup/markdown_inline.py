"""Inline Markdown as plain text, and the links in it.

A scanner of its own, because only two things are wanted and the time must grow no faster
than the text, whatever it holds. It follows the parsing strategy in the appendix of the
CommonMark specification (https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy)
with strikethrough and bare addresses of GFM and the roles and footnotes of MyST. It differs
on purpose where a reader would lose words: a tag that is no HTML element (``Store<T>``,
``<name>``) is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markdown_it.common.normalize_url import validateLink

from sphinxext_archdoc.markup.code_spans import CodeSpans
from sphinxext_archdoc.markup.emphasis import Delimiters
from sphinxext_archdoc.markup.html_tags import Tag, read_tag
from sphinxext_archdoc.markup.markdown_targets import LinkTargets
from sphinxext_archdoc.markup.roles import read_role
from sphinxext_archdoc.markup.tree import Link

_SPECIAL = re.compile(r"[\\`<&*_~\[\]!{]|(?<![A-Za-z0-9])https?://")
_MARK = re.compile(r"[\\`<&*_~\[\]!{]")
_TICKS = re.compile("`+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_ROLE = re.compile(r"\{([A-Za-z][\w:.+-]*)\}(?=`)")
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]+\]")
_ADDRESS = re.compile(r"https?://[^\s<>\[\]`\"]+")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_MAIL = re.compile(r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>")
_DECLARATION = re.compile(r"<![A-Za-z]")
_MARKED_SPANS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_HEADING_ATTRIBUTES = re.compile(r"\s\{[#.][^{}]*\}\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a link in brackets, or an image, stands in a raw text."""

    start: int
    """Index of its first character."""
    text_start: int
    text_end: int
    """Indices of the first character of its text, and behind the last."""
    end: int
    """Index behind its last character."""
    destination: str
    is_image: bool


class MarkdownInline:
    """Reads inline text of one document, whose link definitions it knows.

    *definitions* are the destinations of the document's references by their normalised
    labels, as markdown-it-py collects them.
    """

    def __init__(self, definitions: Mapping[str, str]) -> None:
        self._definitions = definitions

    def plain(self, raw: str) -> str:
        """Return the text of *raw* on one line, without any mark."""
        if "{" in raw:
            raw = _HEADING_ATTRIBUTES.sub("", raw)
        if not _may_be_marked(raw):
            return " ".join(raw.split())
        return " ".join(_Scanner(raw, self._definitions).text().split())

    def links(self, raw: str) -> Sequence[Link]:
        """Return the links in *raw*, in their order."""
        return _Scanner(raw, self._definitions).links() if _may_be_marked(raw) else []

    def spans(self, raw: str) -> Sequence[Span]:
        """Return where links in brackets and images stand in *raw*, inner ones before outer."""
        return _Scanner(raw, self._definitions).spans if "[" in raw else []


def _may_be_marked(raw: str) -> bool:
    """Return whether the scanner may find anything in *raw*, which takes much longer to know."""
    return "://" in raw or _MARK.search(raw) is not None


@dataclass(slots=True, kw_only=True)
class _Bracket:
    """An opening bracket that waits for its closing one."""

    node: int
    position: int
    """Index of the first character after it."""
    image: bool
    delimiter: int
    """Mark of the last run of delimiters before it."""
    links: int
    """How many links were found before it."""
    followed: bool = False
    """Whether another bracket was opened after it."""


@dataclass(slots=True, kw_only=True)
class _Found:
    """A link whose text are the nodes from *first* to before *last*."""

    first: int
    last: int
    destination: str
    offset: int


class _Scanner:
    """Reads a text once, into nodes of plain text and links over ranges of them."""

    def __init__(self, source: str, definitions: Mapping[str, str]) -> None:
        self.source = source
        self.targets = LinkTargets(source, definitions)
        self.position = 0
        self.nodes: list[str] = []
        self.delimiters = Delimiters(source)
        self.code = CodeSpans(source)
        self.brackets: list[_Bracket] = []
        self.inactive = 0
        """Link brackets below this index are inside out: links hold no links."""
        self.found: list[_Found] = []
        self.spans: list[Span] = []
        self.anchor: _Found | None = None
        self.missing: dict[str, int] = {}
        """Marks that do not occur any more from a position on."""
        self._scan()

    def text(self) -> str:
        """Return the whole plain text."""
        return "".join(self.nodes)

    def links(self) -> list[Link]:
        """Return the links in the order of the source."""
        links = []
        for found in sorted(self.found, key=lambda f: f.offset):
            text = " ".join("".join(self.nodes[found.first : found.last]).split())
            link = Link(
                text=text or found.destination,
                destination=found.destination,
                offset=found.offset,
            )
            links.append(link)
        return links

    def _scan(self) -> None:
        readers = {
            "\\": self._escape,
            "`": self._code,
            "<": self._angle,
            "&": self._entity,
            "[": self._open,
            "]": self._close,
            "!": self._image,
            "{": self._role,
            "h": self._address,
            "*": self._delimiter,
            "_": self._delimiter,
            "~": self._delimiter,
        }
        source, nodes = self.source, self.nodes
        while match := _SPECIAL.search(source, self.position):
            start = match.start()
            if start > self.position:
                nodes.append(source[self.position : start])
                self.position = start
            if not readers[source[start]]():
                nodes.append(source[start])
                self.position = start + 1
        nodes.append(source[self.position :])
        self.delimiters.resolve(-1)
        self.delimiters.write(nodes)

    def _emit(self, text: str, end: int) -> bool:
        self.nodes.append(text)
        self.position = end
        return True

    def _emit_link(self, text: str, destination: str, end: int) -> bool:
        node = len(self.nodes)
        self.found.append(
            _Found(first=node, last=node + 1, destination=destination, offset=self.position)
        )
        return self._emit(text, end)

    def _escape(self) -> bool:
        if match := _ESCAPE.match(self.source, self.position):
            return self._emit(match[1], match.end())
        if self.source.startswith("\\\n", self.position):
            return self._emit(" ", self.position + 2)
        return False

    def _entity(self) -> bool:
        match = _ENTITY.match(self.source, self.position)
        return match is not None and self._emit(html.unescape(match[0]), match.end())

    def _delimiter(self) -> bool:
        end = self.delimiters.push(self.position, len(self.nodes))
        return self._emit(self.source[self.position : end], end)

    def _code(self) -> bool:
        content = self.code.read(self.position)
        if content is not None:
            return self._emit(*content)
        run = _TICKS.match(self.source, self.position)
        return run is not None and self._emit(run[0], run.end())

    def _role(self) -> bool:
        match = _ROLE.match(self.source, self.position)
        span = self.code.read(match.end()) if match else None
        if match is None or span is None:
            return False
        text, destination = read_role(match[1], span[0])
        if destination is None:
            return self._emit(text, span[1])
        return self._emit_link(text, destination, span[1])

    def _address(self) -> bool:
        match = _ADDRESS.match(self.source, self.position)
        if match is None:
            return False
        address = _without_tail(match[0])
        if address.endswith("://"):
            return False
        return self._emit_link(address, address, self.position + len(address))

    def _angle(self) -> bool:
        source, start = self.source, self.position
        if match := _AUTOLINK.match(source, start) or _MAIL.match(source, start):
            address = match[1]
            prefix = "" if match.re is _AUTOLINK else "mailto:"
            if validateLink(address):
                return self._emit_link(address, prefix + address, match.end())
        for opening, closing in _MARKED_SPANS:
            if source.startswith(opening, start):
                end = self._find(closing, start + len(opening))
                return end is not None and self._emit("", end + len(closing))
        if _DECLARATION.match(source, start):
            end = self._find(">", start)
            return end is not None and self._emit("", end + 1)
        tag = read_tag(source, start)
        return tag is not None and self._tag(tag)

    def _tag(self, tag: Tag) -> bool:
        if tag.name == "a":
            self._end_anchor()
            if tag.href and not tag.closing and validateLink(tag.href):
                node = len(self.nodes) + 1
                self.anchor = _Found(
                    first=node, last=node, destination=tag.href, offset=self.position
                )
        return self._emit(" " if tag.name == "br" else "", tag.end)

    def _end_anchor(self) -> None:
        if self.anchor is not None:
            self.anchor.last = len(self.nodes)
            self.found.append(self.anchor)
            self.anchor = None

    def _find(self, mark: str, start: int) -> int | None:
        if self.missing.get(mark, start + 1) <= start:
            return None
        end = self.source.find(mark, start)
        if end < 0:
            self.missing[mark] = start
            return None
        return end

    def _image(self) -> bool:
        if not self.source.startswith("![", self.position):
            return False
        return self._push_bracket(2)

    def _open(self) -> bool:
        if match := _FOOTNOTE.match(self.source, self.position):
            return self._emit("", match.end())
        return self._push_bracket(1)

    def _push_bracket(self, width: int) -> bool:
        if self.brackets:
            self.brackets[-1].followed = True
        end = self.position + width
        self.brackets.append(
            _Bracket(
                node=len(self.nodes),
                position=end,
                image=width == 2,
                delimiter=self.delimiters.mark(),
                links=len(self.found),
            )
        )
        return self._emit(self.source[self.position : end], end)

    def _close(self) -> bool:
        if not self.brackets:
            return False
        opening = self.brackets.pop()
        active = opening.image or len(self.brackets) >= self.inactive
        self.inactive = min(self.inactive, len(self.brackets))
        if not active:
            return False
        is_label = not opening.followed
        target = self.targets.read(opening.position, self.position, is_label=is_label)
        if target is None:
            return False
        destination, end = target
        self.spans.append(
            Span(
                start=opening.position - (2 if opening.image else 1),
                text_start=opening.position,
                text_end=self.position,
                end=end,
                destination=destination,
                is_image=opening.image,
            )
        )
        self.nodes[opening.node] = ""
        self.delimiters.resolve(opening.delimiter)
        # Links and pictures hold no links of their own.
        del self.found[opening.links :]
        if not opening.image:
            offset = opening.position - 1
            self.found.append(
                _Found(
                    first=opening.node, last=len(self.nodes), destination=destination, offset=offset
                )
            )
            self.inactive = len(self.brackets)
        return self._emit("", end)


def _without_tail(address: str) -> str:
    """Drop what is punctuation of the sentence around a bare address (GFM's rule)."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while end:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in "?!.,:;*_~'":
            break
        end -= 1
    return address[:end]
