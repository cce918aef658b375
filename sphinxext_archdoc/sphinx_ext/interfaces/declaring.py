"""Puts what code declares in the place of the code, while a page is read."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from docutils import nodes

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.model import Declaration, Interface
from sphinxext_archdoc.sphinx_ext.interfaces.members import member_anchors
from sphinxext_archdoc.sphinx_ext.interfaces.signatures import type_words
from sphinxext_archdoc.sphinx_ext.nodes import Described
from sphinxext_archdoc.sphinx_ext.rows import InterfaceFacts, Row


class Description(NamedTuple):
    """An interface as it is described on a page."""

    anchor: str
    key: str
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
        row.anchor: row for code, pairs in by_code.values() for row in wrap(document, code, pairs)
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


def wrap(
    document: nodes.document, code: nodes.literal_block, pairs: Sequence[tuple[Interface, Row]]
) -> list[Row]:
    """Wrap *code*, which stands in a doctree, and return the rows of what it declares."""
    record, _row = pairs[0]
    anchors = {row.anchor for _record, row in pairs}
    members = [
        name
        for r, row in pairs
        for name in member_anchors(row.anchor, _member_names(r.declaration))
    ]
    described = Described(
        described=[_description(record, row.anchor) for record, row in pairs],
        package=record.package,
        path=record.location.path,
        docname=document.settings.env.current_document.docname,
        only="",
    )
    # A caption is around the code too.
    outer = code.parent if _has_caption(code) else code
    outer.replace_self(described)
    described += outer
    code["ids"] = [name for name in code["ids"] if name not in anchors]
    # An anchor that is not at the code is at a title.
    at_code = sorted(a for a in anchors if document.ids.get(a, code) is code)
    described["ids"], described["names"], described["classes"] = [*at_code, *members], [], []
    for anchor in described["ids"]:
        document.ids[anchor] = described
    text = code.astext().encode("utf-8", "surrogatepass")
    return [_described_row(record, row, zlib.crc32(text, row.digest)) for record, row in pairs]


def _has_caption(code: nodes.literal_block) -> bool:
    parent = code.parent
    return isinstance(parent, nodes.container) and "literal-block-wrapper" in parent["classes"]


def _description(record: Interface, anchor: str) -> Description:
    """Return what is kept of *record* to describe it."""
    return Description(anchor, record.key, record.declaration)


def _described_row(record: Interface, row: Row, digest: int) -> Row:
    """Return *row* with the members of *record*; *digest* is the checksum of all that is shown."""
    declaration = record.declaration
    facts = InterfaceFacts(
        members=tuple(map(sys.intern, _member_names(declaration))),
        types=tuple(map(sys.intern, type_words(declaration))),
    )
    return row._replace(facts=facts if any(facts) else None, digest=digest)


def _member_names(declaration: Declaration) -> list[str]:
    return [member.name for member in declaration.members]


def code_of(record: Interface, container: nodes.Element) -> nodes.literal_block | None:
    """Return the code in *container* that declares *record*.

    None when it does not parse, or nothing is there to read it.
    """
    from sphinxext_archdoc.languages import language_of_fence

    for code in container.findall(nodes.literal_block):
        language = language_of_fence(record.language)
        if language is not None and str(code.get("language", "")).lower() in language.FENCES:
            try:
                reading = language.declarations(code.astext() + "\n")
            except ImportError:
                # What is to be installed was said when the record was read.
                return None
            if record.declaration in reading.declarations and not reading.error_line:
                return code
    return None
