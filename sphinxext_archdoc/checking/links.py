"""Links and images that lead to files and anchors of the repository."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from sphinxext_archdoc.catalog import PathLink
from sphinxext_archdoc.checking.body import Body
from sphinxext_archdoc.markup.texts import inline_texts
from sphinxext_archdoc.markup.tree import DirectiveBlock, Document

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_DEFINITION = re.compile(r" {0,3}\[[^\]\s][^\]]{0,200}\]:\s")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\(\s*<?([^\s<>()]+)>?(?:\s[^()]{0,500})?\)")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_LINE_END = re.compile(r"\n")
_PATH = re.compile(r"[/#]|\.\w")
_NO_PATH = re.compile(r"[{}<>*|\s]|\$\(|\.\.\.")
_DOC_ROLE = re.compile(r"[{:]doc[}:]`")
_PICTURES = frozenset({"image", "figure"})


def path_links(body: Body) -> Iterator[PathLink]:
    """Yield the links and images of a document whose destinations are paths or anchors.

    What leads to another site, and what no file can be called like, is left out.
    """
    document = body.document
    is_markdown = document.markup == "markdown"
    has_definitions = is_markdown and "]:" in body.text
    has_definitions = has_definitions and any(map(_DEFINITION.match, document.lines))
    columns = _Columns(document)
    for text, line in inline_texts(document, body.blocks):
        if _may_link(text, is_markdown, has_definitions):
            ends = [m.start() for m in _LINE_END.finditer(text)]
            for destination, offset in _destinations(document, text):
                yield columns.place(destination, line + bisect_left(ends, offset))
    for block in body.blocks:
        if isinstance(block, DirectiveBlock) and _is_picture(block):
            yield columns.place(block.argument, block.line)


def _may_link(text: str, is_markdown: bool, has_definitions: bool) -> bool:
    if is_markdown:
        return "](" in text or "{doc}" in text or (has_definitions and "[" in text)
    return "`" in text


def _destinations(document: Document, text: str) -> Iterator[tuple[str, int]]:
    for link in document.links(text):
        mark = text[link.offset : link.offset + 1]
        if mark in "[`" and _is_path(link.destination):
            # A name in backticks without a target is looked up elsewhere, not as a path.
            if mark == "[" or text.find("<", link.offset) > 0:
                yield link.destination, link.offset
        elif _DOC_ROLE.match(text, link.offset) and not _NO_PATH.search(link.destination):
            yield f"{link.destination}{DOCNAME}", link.offset
    if document.markup == "markdown" and "![" in text:
        for image in _IMAGE.finditer(_without_code(text)):
            if _is_path(image[1]):
                yield image[1], image.start()


def _without_code(text: str) -> str:
    """Blank out spans of code, in a text that is no longer than what people write."""
    return text if len(text) > _LONGEST else _CODE.sub(lambda m: " " * len(m[0]), text)


_LONGEST = 20_000

DOCNAME = "?docname"
"""What stands behind the destination of a role that names a document without its suffix."""


def _is_picture(block: DirectiveBlock) -> bool:
    return block.name in _PICTURES and _is_path(block.argument)


def _is_path(destination: str) -> bool:
    if _ELSEWHERE.match(destination) or _NO_PATH.search(destination):
        return False
    return _PATH.search(destination) is not None


class _Columns:
    """Finds destinations on the lines that they stand on."""

    def __init__(self, document: Document) -> None:
        self._lines = document.lines
        self._after: dict[tuple[int, str], int] = {}
        """Where the last place of a destination on a line ends."""

    def place(self, destination: str, line: int) -> PathLink:
        """Return the link to *destination*, which begins on *line*."""
        shown = destination.removesuffix(DOCNAME)
        for number in (line, line + 1):
            source = self._lines[number - 1] if number <= len(self._lines) else ""
            start = source.find(shown, self._after.get((number, shown), 0))
            # What is not there is not looked for again: it keeps the time linear.
            self._after[number, shown] = start + len(shown) if start >= 0 else len(source) + 1
            if start >= 0:
                return PathLink(destination=destination, line=number, column=start + 1)
        return PathLink(destination=destination, line=line)
