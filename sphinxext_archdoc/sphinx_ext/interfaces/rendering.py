"""Descriptions of interfaces as standard object descriptions, their code one click away."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_archdoc.model import Declaration, Member
from sphinxext_archdoc.sphinx_ext.facts import link_to
from sphinxext_archdoc.sphinx_ext.interfaces.declaring import Description
from sphinxext_archdoc.sphinx_ext.interfaces.members import MEMBER, member_anchors
from sphinxext_archdoc.sphinx_ext.interfaces.signatures import pieces, signatures_of
from sphinxext_archdoc.sphinx_ext.labels import _

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain
    from sphinxext_archdoc.sphinx_ext.linking import Linker
    from sphinxext_archdoc.sphinx_ext.nodes import Described

FOLDING = ("html", "dirhtml", "singlehtml")
"""Builders whose readers can unfold code."""
INDEXING = ("latex", "texinfo")
"""Formats of builders that take the general index out of pages."""
_COMMENT = ("//", "/*", "*", "#", '"""', "'''", "--", "///")
_PREAMBLE = ("import ", "from ", "package ", "use ", "using ", "export ", "syntax ", "option ", "@")


def described(domain: ArchitectureDomain, linker: Linker, node: Described) -> list[nodes.Node]:
    """Return what stands for *node*: the descriptions, and the code that they are of."""
    describer = _Describer(domain, linker, node)
    only = node["only"].partition(".")[0]
    chosen = [d for d in node["described"] if only in ("", d.anchor)]
    shown = [part for description in chosen for part in describer.parts(description)]
    code = node.children
    if linker.builder.name in FOLDING and code:
        is_all = only or _covers(code[0].astext(), [d.declaration for d in chosen])
        return [*shown, *_folded(code, is_open=not is_all)]
    return [*shown, *code]


def _folded(code: Sequence[nodes.Node], *, is_open: bool) -> list[nodes.Node]:
    summary = html.escape(str(_("Code")))
    before = f'<details class="arch-code"{" open" * is_open}><summary>{summary}</summary>'
    return [nodes.raw("", before, format="html"), *code, nodes.raw("", "</details>", format="html")]


def _covers(code: str, declarations: Iterable[Declaration]) -> bool:
    """Return whether *code* says nothing that the descriptions of *declarations* do not."""
    lines = code.split("\n")
    covered = {n for d in declarations for n in range(d.line, d.end_line + 1)}
    rest = (line.strip() for number, line in enumerate(lines, 1) if number not in covered)
    return all(not line or line.startswith((*_COMMENT, *_PREAMBLE)) for line in rest)


def _documentation(text: str) -> list[nodes.Node]:
    if not text.strip():
        return []
    # Few declarations have a text, and what parses it takes long to import.
    from sphinxext_archdoc.sphinx_ext.interfaces.documentation import documentation

    return documentation(text)


class _Describer:
    """Describes the interfaces of one place."""

    def __init__(self, domain: ArchitectureDomain, linker: Linker, node: Described) -> None:
        self._types = domain.register.types
        self._linker = linker
        self._package, self._path = node["package"], node["path"]
        self._anchors = frozenset(node["ids"])
        self._only = node["only"]
        self._domain = domain
        self._docname = node["docname"]

    def parts(self, description: Description) -> Iterator[nodes.Node]:
        """Yield the description of an interface, with its entries in the general index."""
        declaration, anchor = description.declaration, description.anchor
        # What a function type is called like is in its own signature.
        members = () if declaration.kind == "alias" else declaration.members
        names = [member.name for member in members]
        anchors = member_anchors(anchor, names)
        own = {declaration.name, declaration.qualified, *declaration.type_parameters}
        if self._only in anchors:
            place = anchors.index(self._only)
            yield from self._members([members[place]], [self._only], own)
            return
        if self._linker.builder.format in INDEXING:
            found = [(declaration.name, anchor), *zip(names, anchors, strict=True)]
            yield index_of(description.key, [(n, a) for n, a in found if a in self._anchors])
        content = _documentation(declaration.doc)
        if comparison := self._domain.comparisons.get((self._docname, anchor)):
            from sphinxext_archdoc.sphinx_ext.interfaces.drift import comparison_nodes

            content += comparison_nodes(self._domain, comparison)
        content += self._members(members, anchors, own)
        yield _object(
            "interface", self._signatures(declaration, anchor, own), content, declaration.kind
        )

    def _members(
        self, members: Sequence[Member], anchors: Sequence[str], own: set[str]
    ) -> Iterator[nodes.Node]:
        """Yield the members; those in a row of which no more is known share a description."""
        pairs = zip(members, anchors, strict=True)
        for has_doc, group in groupby(pairs, key=lambda pair: bool(pair[0].doc.strip())):
            found = list(group)
            for some in [[pair] for pair in found] if has_doc else [found]:
                signatures = [s for m, a in some for s in self._signatures(m, a, own)]
                yield _object(MEMBER, signatures, _documentation(some[0][0].doc), some[0][0].kind)

    def _signatures(
        self, declared: Declaration | Member, anchor: str, own: set[str]
    ) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        for before, name, after in signatures_of(declared):
            node = addnodes.desc_signature("", "")
            if before:
                node += addnodes.desc_annotation(before, before)
            if name:
                node += addnodes.desc_name(name, name)
            # One element: where a theme makes a table of it, blanks between elements get lost.
            node += nodes.inline("", "", *self._code(after, own), classes=["arch-signature"])
            if anchor in self._anchors and not found:
                node["ids"].append(anchor)
            found.append(node)
        return found

    def _code(self, code: str, own: set[str]) -> Iterator[nodes.Node]:
        """Yield code in which the names of interfaces are links."""
        text = ""
        for piece in pieces(code):
            target = None
            if piece.is_type and piece.text not in own:
                target = self._types.named(piece.text, self._package, self._path)
            if target is None:
                text += piece.text
                continue
            if text:
                yield nodes.Text(text)
            text = ""
            yield self._linker.reference(link_to(target), piece.text)
        if text:
            yield nodes.Text(text)


def _object(
    object_type: str, signatures: Sequence[nodes.Node], content: Sequence[nodes.Node], kind: str
) -> addnodes.desc:
    node = addnodes.desc(
        "",
        *signatures,
        addnodes.desc_content("", *content),
        domain="arch",
        objtype=object_type,
        desctype=object_type,
        classes=["arch", f"arch-{object_type}", f"arch-{kind}"],
    )
    for name in ("no-index", "noindex", "no-contents-entry", "nocontentsentry"):
        node[name] = True
    return node


def index_of(key: str, found: Iterable[tuple[str, str]]) -> addnodes.index:
    """Return the entries of an interface and its members, names with anchors, in the index."""
    return addnodes.index(entries=[entry_of(key, name, anchor) for name, anchor in found])


Entry = tuple[str, str, str, str, None]


def entry_of(key: str, name: str, anchor: str) -> Entry:
    """Return an entry of the general index."""
    return "single", f"{name} ({key})", anchor, "", None
