"""Keeps the ids of many pages apart in one document, and their references right.

``singlehtml`` leaves ids as they are: of two sections with one name, every link leads to the
first. Here each id gets the name of its page in front: ``packages/core/system-overview``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinxext_archdoc.sphinx_ext.pdf.drawings import styled

PREFIX = "#document-"
"""Begins the addresses of pages, as in ``singlehtml``."""
_HREF = re.compile(r'(\b(?:xlink:)?href=")#([^"]*)"')
_TAG = re.compile(r"</?(?!(?:br|wbr|img)\b)[A-Za-z][^<>]*>")
_REFERRING = ("refid", "nameid")


def separate(tree: nodes.document, root: str) -> Mapping[tuple[str, str], str]:
    """Rename the ids in *tree*, whose references are resolved, and all that refers to them.

    Returns the new ids by page and old id; that of a page itself by page and an empty text.
    """
    renamed: dict[tuple[str, str], str] = {}
    all_nodes = list(_with_pages(tree, root))
    for node, page in all_nodes:
        if isinstance(node, nodes.section) and node["ids"]:
            renamed.setdefault((page, ""), anchor(page, node["ids"][0]))
        for name in node["ids"]:
            renamed[page, name] = anchor(page, name)
        node["ids"] = [anchor(page, name) for name in node["ids"]]
        for attribute in _REFERRING:
            if attribute in node:
                node[attribute] = anchor(page, node[attribute])
        if "backrefs" in node:
            node["backrefs"] = [anchor(page, name) for name in node["backrefs"]]
    tops = {page: name for (page, old), name in renamed.items() if not old}
    for node, page in all_nodes:
        if "refuri" in node:
            node["refuri"] = address(node["refuri"], page, tops)
        if isinstance(node, nodes.raw) and node.get("format") == "html":
            # A tag that is never closed would change all pages behind it.
            is_tag = isinstance(node.parent, nodes.TextElement) and _TAG.fullmatch(node.astext())
            text = _HREF.sub(partial(_renamed, page, tops), "" if is_tag else node.astext())
            node[:] = [nodes.Text(styled(text))]
    return renamed


def _renamed(page: str, tops: Mapping[str, str], match: re.Match[str]) -> str:
    return f'{match[1]}{address("#" + match[2], page, tops)}"'


def anchor(page: str, name: str) -> str:
    """Return the id that *name* of *page* has in the whole document."""
    return re.sub(r"\s", "-", f"{page}/{name}")


def address(uri: str, page: str, tops: Mapping[str, str]) -> str:
    """Return the address in the whole document of one that was made for *page*.

    *tops* are the new ids of pages' first headings, where those begin.

    >>> address("#document-packages/core#store", "index", {}), address("#store", "index", {})
    ('#packages/core/store', '#index/store')
    """
    if not uri.startswith("#") or uri == "#":
        return uri
    if not uri.startswith(PREFIX):
        return f"#{anchor(page, uri[1:])}"
    other, _hash_sign, name = uri.removeprefix(PREFIX).partition("#")
    if name:
        return f"#{anchor(other, name)}"
    return f"#{tops[other]}" if other in tops else uri


def _with_pages(tree: nodes.Element, root: str) -> Iterator[tuple[nodes.Element, str]]:
    waiting: list[tuple[nodes.Node, str]] = [(tree, root)]
    while waiting:
        node, page = waiting.pop()
        if not isinstance(node, nodes.Element):
            continue
        if isinstance(node, addnodes.start_of_file):
            page = node["docname"]
        yield node, page
        waiting += [(child, page) for child in reversed(node.children)]


def numbers_of(
    found: Mapping[str, Mapping[str, Any]], renamed: Mapping[tuple[str, str], str]
) -> dict[str, Any]:
    """Return numbers of sections or figures by their new ids, out of those by page and old id."""
    return {
        renamed[page, name.removeprefix("#")]: number
        for page, numbers in found.items()
        for name, number in numbers.items()
        if (page, name.removeprefix("#")) in renamed
    }
