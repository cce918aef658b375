"""Markdown as HTML that runs nothing and loads nothing.

HTML in the text is shown as text, but for comments, which go, line breaks, and tags that are
for looks alone, whose contents stay. Links and images lead where :class:`Links` says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from sphinxext_archdoc.catalog import anchor_name
from sphinxext_archdoc.exporting.document import Part
from sphinxext_archdoc.exporting.links import Links
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import slugify

Draw = Callable[[str], str]
"""Tells the SVG of a mermaid diagram; empty where it cannot be drawn."""

_LONGEST = 50_000
"""Characters of a text in which marks are looked for."""
_NESTING = 100
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MERMAID = re.compile(r"\{?mermaid\}?\b")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LOOKS = re.compile(
    r"</?(?:a|b|big|center|details|div|em|font|i|kbd|li|ol|p|picture|small|span|strong|sub|summary"
    r"|sup|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TASK = re.compile(r"\[([ xX])\]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownText:
    """The Markdown of a part, parsed."""

    part: Part
    tokens: Sequence[Token]
    environment: dict[str, Any]
    anchors: Mapping[str, str]
    """Anchors by the names of headings, see ``anchor_name``."""
    heading_lines: int
    """How many lines its own heading takes; 0 where it has none."""
    headings: Mapping[int, str | None]
    """All lines of the other headings by their places in the part, counted from 0, as they are
    with their new levels; None for lines that are no more."""

    def html(self, links: Links, draw: Draw) -> str:
        """Return it as HTML."""
        for token in self.tokens:
            if token.children:
                token.children = list(_resolved(token.children, self.part.path, links))
            if token.type == "fence" and _MERMAID.match(token.info.strip()):
                token.meta["svg"] = draw(token.content)
        parser = _parser()
        return str(parser.renderer.render(self.tokens, parser.options, self.environment))


def markdown_text(part: Part, level: int) -> MarkdownText:
    """Parse the Markdown of *part*; its own heading is left out, the next ones are of *level*."""
    environment = {"docId": part.anchor, "references": definitions(part.source)}
    tokens = _parser().parse(part.text, environment)
    anchors: dict[str, str] = {}
    heading_lines = 0
    if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].map:
        anchors[anchor_name(tokens[1].content)] = part.anchor
        heading_lines = tokens[0].map[1]
        del tokens[:3]
    _name_headings(tokens, part.anchor, level, anchors)
    return MarkdownText(
        part=part,
        tokens=tokens,
        environment=environment,
        anchors=anchors,
        heading_lines=heading_lines,
        headings=dict(_heading_lines(tokens)),
    )


def _heading_lines(tokens: Sequence[Token]) -> Iterator[tuple[int, str | None]]:
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.map and not token.level:
            title = " ".join(tokens[place + 1].content.split())
            yield token.map[0], f"{'#' * int(token.tag[1])} {title}"
            yield from ((line, None) for line in range(token.map[0] + 1, token.map[1]))


def definitions(source: Document) -> dict[str, Any]:
    """Return what markdown-it knows of the references of a file, wherever they are defined."""
    parser = _parser()
    whole: dict[str, Any] = {}
    parser.block.parse("\n".join(source.lines) + "\n", parser, whole, [])
    found: dict[str, Any] = whole.get("references", {})
    return found


def _name_headings(
    tokens: Sequence[Token], prefix: str, level: int, anchors: dict[str, str]
) -> None:
    """Give headings their levels, from *level* on, and anchors."""
    opened = [(n, t) for n, t in enumerate(tokens) if t.type == "heading_open"]
    shift = level - min((int(token.tag[1]) for _n, token in opened), default=level)
    taken: set[str] = {prefix}
    for place, token in opened:
        tag = f"h{min(int(token.tag[1]) + shift, 6)}"
        tokens[place].tag = tokens[place + 2].tag = tag
        title = tokens[place + 1].content
        anchor = base = f"{prefix}--{slugify(title)}"
        number = 1
        while anchor in taken:
            number += 1
            anchor = f"{base}-{number}"
        taken.add(anchor)
        token.attrSet("id", anchor)
        anchors.setdefault(anchor_name(title), anchor)


def _resolved(children: Sequence[Token], path: str, links: Links) -> Iterator[Token]:
    """Yield inline tokens with links that lead somewhere and images that are there."""
    dropped: list[bool] = []
    for token in children:
        if token.type == "link_open":
            target = links.target(path, str(token.attrGet("href") or ""))
            dropped.append(not target)
            token.attrs = {"href": target}
        if token.type in ("link_open", "link_close"):
            if not (dropped.pop() if token.type == "link_close" else dropped[-1]):
                yield token
        elif token.type == "image":
            data = links.image(path, str(token.attrGet("src") or ""))
            token.attrs = {"src": data, "alt": ""}
            yield token if data else _text(token.content or "image")
        else:
            yield token


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.core.ruler.at("inline", _inline)
    parser.renderer.rules |= {  # type: ignore[attr-defined]
        "html_block": _html_block,
        "html_inline": _html_inline,
        "fence": _fence,
    }
    return parser


def _inline(state: StateCore) -> None:
    """Parse inline text, but for what is so long that nobody wrote it."""
    for place, token in enumerate(state.tokens):
        if token.type != "inline":
            continue
        token.children = []
        before = state.tokens[place - 2].type if place > 1 else ""
        if before == "list_item_open" and (task := _TASK.match(token.content)):
            token.children.append(_text("☐ " if task[1] == " " else "☑ "))
            token.content = token.content[task.end() :]
        if len(token.content) > _LONGEST:
            token.children.append(_text(token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _html_block(tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    text = _LOOKS.sub("", _COMMENT.sub("", tokens[place].content)).strip()
    if "<" in text:
        return f"<pre><code>{escape(text)}</code></pre>\n"
    return f"<p>{escape(unescape(text))}</p>\n" if text else ""


def _html_inline(tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    text = tokens[place].content
    if _BREAK.fullmatch(text):
        return "<br>"
    return "" if text.startswith("<!--") or _LOOKS.fullmatch(text) else escape(text)


def _fence(tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    token = tokens[place]
    if svg := token.meta.get("svg"):
        return f'<figure class="diagram">{svg}</figure>\n'
    return f"<pre><code>{escape(token.content)}</code></pre>\n"
