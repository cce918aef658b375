"""Decisions and packages as one HTML file that stands alone.

It has its style sheet and its images in it, runs nothing, loads nothing, and follows light,
dark and print. A PDF is made of the same file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from sphinxext_archdoc.catalog import anchor_name
from sphinxext_archdoc.exporting.document import Fact, Part, Value, Written, anchors_of_decisions
from sphinxext_archdoc.exporting.links import Links, Place
from sphinxext_archdoc.exporting.markdown_html import Draw, MarkdownText, markdown_text
from sphinxext_archdoc.markup.rst_html import RstText, parse_to_html

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""Nothing is loaded, whatever a browser makes of the rest."""


def html_text(document: Written, links: Links, draw: Draw) -> str:
    """Return *document* as HTML. *links* are told what is in it."""
    title = 1 if len(document.parts) == 1 else 2
    texts = [_parsed(part, title + 1) for part in document.parts]
    links.places = [
        Place(part=part, anchors=_anchors(text, part))
        for part, text in zip(document.parts, texts, strict=True)
    ]
    known = anchors_of_decisions(document.parts)
    articles = [
        "\n".join(_article(part, _body(part, text, links, draw, title + 1), known, title))
        for part, text in zip(document.parts, texts, strict=True)
    ]
    return "\n".join(_page(document, articles)) + "\n"


def _parsed(part: Part, level: int) -> MarkdownText | RstText:
    if part.source.markup == "markdown":
        return markdown_text(part, level)
    return parse_to_html(part.text, part.path, f"{part.anchor}--")


def _anchors(text: MarkdownText | RstText, part: Part) -> dict[str, str]:
    if isinstance(text, MarkdownText):
        return dict(text.anchors)
    found = {anchor_name(title): anchor for title, anchor in text.headings().items()}
    return {anchor_name(text.title): part.anchor, **found}


def _body(part: Part, text: MarkdownText | RstText, links: Links, draw: Draw, level: int) -> str:
    if isinstance(text, MarkdownText):
        return text.html(links, draw)
    return text.html(
        lambda destination: links.target(part.path, destination),
        lambda source: links.image(part.path, source),
        draw,
        level,
    )


def _page(document: Written, articles: Sequence[str]) -> Iterator[str]:
    style = (files(__package__) / "document.css").read_text(encoding="utf-8")
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="generator" content="sphinxext-archdoc">'
    yield f"<title>{escape(document.title)}</title>"
    yield f"<style>\n{style}</style>"
    yield "</head>"
    yield "<body>"
    if len(document.parts) == 1:
        yield from articles
    else:
        yield '<header class="cover">'
        yield f"<h1>{escape(document.title)}</h1>"
        yield f'<p class="subtitle">{escape(document.subtitle)}</p>'
        yield "</header>"
        yield from _contents(document.parts)
        yield from articles
    yield "</body>"
    yield "</html>"


def _contents(parts: Sequence[Part]) -> Iterator[str]:
    if not parts:
        yield "<p>No decisions.</p>"
        return
    yield '<nav aria-label="Contents">'
    yield "<h2>Contents</h2>"
    yield "<ol>"
    for part in parts:
        link = f'<a href="#{part.anchor}">{escape(part.title)}</a>'
        key = f'<span class="key">{escape(part.key)}</span>'
        status = f" {_badge(part.status)}" if part.status not in ("", "unknown") else ""
        yield f"<li>{link} {key}{status}</li>"
    yield "</ol>"
    yield "</nav>"


def _article(part: Part, body: str, known: dict[str, str], level: int) -> Iterator[str]:
    yield f'<article id="{part.anchor}">'
    yield "<header>"
    yield f'<p class="key">{escape(part.key)}</p>'
    yield f'<h{level} class="title">{escape(part.title)}</h{level}>'
    yield '<table class="facts">'
    for fact in part.facts:
        yield _row(fact, part, known)
    yield "</table>"
    yield "</header>"
    yield body.rstrip()
    yield "</article>"


def _row(fact: Fact, part: Part, known: dict[str, str]) -> str:
    if fact.label == "Status":
        shown = _badge(part.status, fact.values[0].text)
    elif any(value.decision for value in fact.values):
        shown = "<br>".join(_value(value, known) for value in fact.values)
    else:
        shown = ", ".join(_value(value, known) for value in fact.values)
    return f'<tr><th scope="row">{escape(fact.label)}</th><td>{shown}</td></tr>'


def _value(value: Value, known: dict[str, str]) -> str:
    anchor = known.get(value.decision)
    text = escape(value.text)
    return f'<a href="#{anchor}">{text}</a>' if anchor else text


def _badge(status: str, text: str = "") -> str:
    return f'<span class="status {escape(status)}">{escape(text or status)}</span>'
