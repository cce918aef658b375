"""Puts what code declares in the place of the code, while a page is read."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from docutils import nodes

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.model import Declaration, Interface
from sphinxext_archdoc.sphinx_ext.interfaces.signatures import type_words
from sphinxext_archdoc.sphinx_ext.nodes import Described
from sphinxext_archdoc.sphinx_ext.rows import InterfaceFacts, Row


class Description(NamedTuple):
    """An interface as it is described on a page."""

    anchor: str
    key: str
    line: int
    """Line of the record in its source file."""
    declaration: Declaration


def describe_code(
    document: nodes.document,
    found: Iterable[tuple[Interface, Row]],
    diagnostics: Sequence[Diagnostic] = (),
) -> dict[str, Row]:
    """Wrap the code that interfaces are marked at, and return their rows by their anchors.

    Code that does not parse, as *diagnostics* say, stays as it is.
    """
    by_code: dict[int, tuple[nodes.literal_block, list[tuple[Interface, Row]]]] = {}
    for record, row in found:
        node = document.ids.get(row.anchor)
        if isinstance(node, nodes.literal_block) and not _is_broken(node, record, diagnostics):
            by_code.setdefault(id(node), (node, []))[1].append((record, row))
    return {
        row.anchor: row for code, pairs in by_code.values() for row in _wrap(document, code, pairs)
    }


def _is_broken(
    node: nodes.literal_block, record: Interface, diagnostics: Sequence[Diagnostic]
) -> bool:
    first = node.line or record.location.line
    last = max(record.location.end_line, first + node.astext().count("\n") + 1)
    return any(
        d.code is Code.CODE and d.path == record.location.path and first <= d.line <= last
        for d in diagnostics
    )


def _wrap(
    document: nodes.document, code: nodes.literal_block, pairs: list[tuple[Interface, Row]]
) -> list[Row]:
    record, _row = pairs[0]
    anchors = {row.anchor for _record, row in pairs}
    described = Described(
        described=[description(record, row.anchor) for record, row in pairs],
        package=record.package,
        path=record.location.path,
        only="",
    )
    # A caption is around the code too.
    outer = code.parent if _has_caption(code) else code
    outer.replace_self(described)
    described += outer
    code["ids"] = [name for name in code["ids"] if name not in anchors]
    described["ids"] = sorted(anchors)
    for anchor in anchors:
        document.ids[anchor] = described
    digest = zlib.crc32(code.astext().encode("utf-8", "surrogatepass"))
    return [described_row(record, row, digest) for record, row in pairs]


def _has_caption(code: nodes.literal_block) -> bool:
    parent = code.parent
    return isinstance(parent, nodes.container) and "literal-block-wrapper" in parent["classes"]


def description(record: Interface, anchor: str) -> Description:
    """Return what is kept of *record* to describe it."""
    return Description(anchor, record.key, record.location.line, record.declaration)


def described_row(record: Interface, row: Row, digest: int) -> Row:
    """Return *row* with the members of *record*; *digest* is the checksum of all that is shown."""
    declaration = record.declaration
    facts = InterfaceFacts(
        members=tuple(sys.intern(member.name) for member in declaration.members),
        types=tuple(map(sys.intern, type_words(declaration))),
    )
    return row._replace(facts=facts if any(facts) else None, digest=digest)
