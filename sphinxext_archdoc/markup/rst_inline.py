"""Inline reStructuredText as plain text, and the links in it.

Read by docutils' inline parser, with two changes: roles are not looked up (see
``rst_machine``), and a text that is too long for it is read in pieces, so that the time
grows no faster than the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from docutils import nodes
from docutils.parsers.rst import states
from markdown_it.common.normalize_url import validateLink

from sphinxext_archdoc.markup.roles import read_role
from sphinxext_archdoc.markup.rst_machine import RstDocument, Settings
from sphinxext_archdoc.markup.tree import Link

_SPECIAL = re.compile(r"[*`|_\\@]|://|:\w")
_WHOLE = 20_000
_PIECE = re.compile(r"(?s).{1,500}(?=\s|\Z)|.{1,500}")
"""docutils' time grows with the square of a text: one that is longer is read in pieces."""
_INDIRECT = re.compile(r"`[^`]+`_|[\w.+:-]+_")
_MAX_INDIRECTIONS = 10


def _interpreted(rawsource: str, text: str, role: str, lineno: int) -> tuple[list[Any], list[Any]]:
    """Read a role by its name alone."""
    shown, destination = read_role(role, nodes.unescape(text))
    if destination is None:
        return [nodes.inline(rawsource, shown)], []
    return [nodes.reference(rawsource, shown, refuri=destination)], []


class RstInline:
    """Reads inline text of one document, whose targets and substitutions it knows."""

    def __init__(self, targets: Mapping[str, str], substitutions: Mapping[str, str]) -> None:
        self._targets = targets
        self._substitutions = substitutions

    def plain(self, raw: str) -> str:
        """Return the text of *raw* on one line, without any mark."""
        if not _SPECIAL.search(raw):
            return " ".join(raw.split())
        parts = (self._text(node) for piece, _ in _pieces(raw) for node in _parse(piece))
        return " ".join("".join(parts).split())

    def links(self, raw: str) -> Sequence[Link]:
        """Return the links in *raw*, in their order."""
        if not _SPECIAL.search(raw):
            return []
        return [link for piece, offset in _pieces(raw) for link in self._links(piece, offset)]

    def _links(self, piece: str, offset: int) -> Iterator[Link]:
        position = 0
        for node in _parse(piece):
            # The target of an embedded address is a part of the reference before it.
            if isinstance(node, nodes.Text | nodes.target):
                continue
            found = piece.find(node.rawsource, position)
            if found < 0:
                continue
            position = found + len(node.rawsource)
            destination = self._destination(node) if isinstance(node, nodes.reference) else ""
            if destination and validateLink(destination):
                text = " ".join(node.astext().split())
                yield Link(text=text, destination=destination, offset=offset + found)

    def _text(self, node: Any) -> str:
        if isinstance(node, nodes.footnote_reference):
            return ""
        if isinstance(node, nodes.substitution_reference):
            name = node.astext()
            return self._substitutions.get(nodes.fully_normalize_name(name), f"|{name}|")
        return str(node.astext())

    def _destination(self, node: Any) -> str:
        if node.get("anonymous"):
            # Which target is meant only the whole document tells.
            return ""
        if "refuri" in node:
            return str(node["refuri"])
        written = str(node.get("name") or node.get("refname") or "")
        name = node.get("refname", "")
        for _ in range(_MAX_INDIRECTIONS):
            if name not in self._targets:
                return written
            target = self._targets[name]
            if not target:
                return f"#{nodes.make_id(name)}"
            if not _INDIRECT.fullmatch(target):
                return "".join(target.split())
            name = nodes.fully_normalize_name(target[:-1].strip("`"))
        return written


def _pieces(raw: str) -> Iterable[tuple[str, int]]:
    if len(raw) <= _WHOLE:
        return [(raw, 0)]
    return ((match[0], match.start()) for match in _PIECE.finditer(raw))


def _parse(text: str) -> list[Any]:
    # docutils builds its patterns from the class itself: one derived from it has none.
    inliner = states.Inliner()
    inliner.interpreted = _interpreted  # type: ignore[method-assign]
    inliner.init_customizations(Settings(pep_references=None, rfc_references=None))
    document = RstDocument("")
    memo = SimpleNamespace(document=document, reporter=document.reporter, language=None)
    found: list[Any] = inliner.parse(text, 0, memo, document)[0]
    return found
