"""Raw inline text to plain text and links: the paragraphs of ``inline`` are the cases."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.markdown_inline import MarkdownInline
from sphinxext_archdoc.markup.tree import Document, Link

FOLDER = Path(__file__).parent / "inline"
DOCUMENTS = {
    "markdown": parse("a.md", "[ref]: https://example.org\n"),
    "rst": parse(
        "a.rst",
        ".. _name: https://example\n   .net\n.. _indirect: name_\n.. _more: `phrase name`_\n"
        ".. _under: https://example.org/a_\n.. _circle: circle_\n.. _phrase name:\n\n"
        ".. |sub| replace:: some text\n",
    ),
}


def cases() -> Iterator[Any]:
    for markup in DOCUMENTS:
        for block in (FOLDER / f"{markup}.txt").read_text(encoding="utf-8").split("\n\n"):
            raw, _, expected = block.strip("\n").partition("\n=> ")
            yield pytest.param(markup, raw, expected, id=f"{markup}: {raw[:40]}")


def shown(link: Link) -> str:
    return f"-> {link.offset} {link.destination} ({link.text})"


@pytest.mark.parametrize(("markup", "raw", "expected"), list(cases()))
def test_case(markup: str, raw: str, expected: str) -> None:
    document = DOCUMENTS[markup]
    assert "\n".join([document.plain(raw), *map(shown, document.links(raw))]) == expected


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_documents_travel_between_processes(document: Document) -> None:
    other = pickle.loads(pickle.dumps(document))
    raw = "[ref] |sub| *x*"
    assert other.root == document.root
    assert other.plain(raw) == document.plain(raw)


@settings(deadline=None)
@given(st.text(alphabet="*_`[]()!\\ab \n\"'", max_size=40), st.booleans())
def test_markdown_agrees_with_markdown_it(text: str, spaced: bool) -> None:
    """Without definitions and tags, where the two differ on purpose."""
    text = " ".join(text).strip() if spaced else text.strip()
    tokens = MarkdownIt("commonmark", {"maxNesting": 1000}).parseInline(text)[0].children or []
    inline = MarkdownInline({})
    assert inline.plain(text) == " ".join(plain(tokens).split())
    hrefs = [token.attrs["href"] for token in tokens if token.type == "link_open"]
    normalise = MarkdownIt().normalizeLink
    assert [normalise(link.destination) for link in inline.links(text)] == hrefs


def plain(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type == "image":
            parts.append(plain(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)


@settings(deadline=None)
@given(st.sampled_from(sorted(DOCUMENTS)), st.text(max_size=200))
def test_plain_text_is_one_line(markup: str, raw: str) -> None:
    document = DOCUMENTS[markup]
    text = document.plain(raw)
    assert text == " ".join(text.split())
    assert all(0 <= link.offset < len(raw) for link in document.links(raw))
