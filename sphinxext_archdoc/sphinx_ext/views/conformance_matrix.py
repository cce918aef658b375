"""What each document made of the sections of the shared template.

In HTML a grid shows every document and section, with what is wrong where one points at it;
below it, and in other builders alone, stands what there is to do, document by document.
``:package:`` chooses packages by a list of names, which may have ``*``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinxext_archdoc.model import SectionState
from sphinxext_archdoc.sphinx_ext import figures, paging
from sphinxext_archdoc.sphinx_ext.labels import _, package_label
from sphinxext_archdoc.sphinx_ext.linking import Link, Linker
from sphinxext_archdoc.sphinx_ext.rows import SectionFacts
from sphinxext_archdoc.sphinx_ext.tables import Column, table_node
from sphinxext_archdoc.sphinx_ext.views._parts import (
    items_node,
    nothing,
    separated,
    text_heading,
    view_node,
)
from sphinxext_archdoc.sphinx_ext.views._selection import (
    PACKAGE_OPTIONS,
    chosen_packages,
    package_order,
)
from sphinxext_archdoc.sphinx_ext.views._units import units_nodes

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain

NAME = "conformance-matrix"
OPTIONS = PACKAGE_OPTIONS
SIGNS = {
    SectionState.WRITTEN: "✓",
    SectionState.RENAMED: "≈",
    SectionState.PLACEHOLDER: "…",
    SectionState.EMPTY: "○",
    SectionState.MISSING: "–",
}


WEIGHT = 5
"""A document with all its cells is as long as so many rows of an index."""


class Document(NamedTuple):
    """One document and its sections."""

    link: Link
    package: str
    sections: tuple[SectionFacts, ...]


class Matrix(NamedTuple):
    """The documents that follow one template."""

    template: str
    headings: tuple[tuple[str, str], ...]
    """Names and headings of the template's sections."""
    documents: tuple[Document, ...]


class Content(NamedTuple):
    """All that is shown."""

    matrices: tuple[Matrix, ...]
    undocumented: tuple[str, ...]
    """Packages without a document."""


def content(domain: ArchitectureDomain, docname: str, options: Mapping[str, Any]) -> Content:
    """Return the documents by template and package, and the packages without one."""
    names = chosen_packages(domain, options)
    found: dict[str, list[Document]] = {}
    for page, path, source in _documents(domain):
        if names is None or source.package in names:
            label = package_label(source.package)
            folder = source.qualifier
            title = f"{label}/{folder}" if folder else label
            document = Document(Link(page, "", path, title), source.package, source.sections)
            found.setdefault(source.template, []).append(document)
    matrices = [
        Matrix(
            template=template,
            headings=tuple(domain.site.headings(template).items()),
            documents=tuple(sorted(found[template], key=_document_order)),
        )
        for template in sorted(found)
    ]
    packages = domain.site.workspace.packages
    without = [p.name for p in packages if not p.documents and (names is None or p.name in names)]
    undocumented = sorted((n for n in without if n != "."), key=package_order)
    return Content(tuple(matrices), tuple(undocumented))


def _document_order(document: Document) -> tuple[Any, ...]:
    return (*package_order(document.package), document.link.key)


def _documents(domain: ArchitectureDomain) -> Iterator[tuple[str, str, Any]]:
    for docname, sources in domain.data["sources"].items():
        for source in sources:
            if source.sections:
                yield docname, source.path, source


def render(content: Content, options: Mapping[str, Any], linker: Linker) -> list[nodes.Node]:
    """Return for each template a grid and a list of what is to do, or that list alone."""
    if not content.matrices and not content.undocumented:
        return nothing(str(_("No documents were found.")))
    units = [
        paging.Unit(
            title=_title(matrix) if len(content.matrices) > 1 else "",
            rows=matrix.documents,
            render=partial(_documents_nodes, matrix),
            weight=WEIGHT,
        )
        for matrix in content.matrices
    ]
    title = str(_("Conformance to the template"))
    shown = units_nodes(units, view=NAME, title=title, options=options, linker=linker)
    if content.undocumented:
        names = [[nodes.Text(package_label(name))] for name in content.undocumented]
        heading = text_heading(str(_("Packages without a document")))
        shown.append(view_node(NAME, [heading, items_node(names, ["arch-units"])]))
    return shown


def _title(matrix: Matrix) -> str:
    return posixpath.basename(matrix.template) or str(_("Template of the extension"))


def _documents_nodes(
    matrix: Matrix, documents: Sequence[Document], linker: Linker
) -> list[nodes.Node]:
    lines = [line for document in documents if (line := _to_do(document, matrix, linker))]
    items = [nodes.list_item("", *line) for line in lines]
    to_do: list[nodes.Node] = [nodes.bullet_list("", *items, classes=["arch-to-do"])]
    if not items:
        to_do = nothing(str(_("All documents have all sections of the template.")))
    if not figures.can_draw(linker):
        return to_do
    heading = text_heading(str(_("What is to do"))) if items else None
    legend = nodes.paragraph("", _legend(), classes=["arch-legend"])
    return [_grid(matrix, documents, linker), legend, *([heading] if heading else []), *to_do]


def state_label(state: str) -> str:
    """Return the word for what became of a section."""
    words = {
        SectionState.WRITTEN: _("written"),
        SectionState.RENAMED: _("renamed"),
        SectionState.PLACEHOLDER: _("placeholder"),
        SectionState.EMPTY: _("empty"),
        SectionState.MISSING: _("missing"),
        SectionState.EXTRA: _("extra"),
    }
    return str(words[SectionState(state)])


def _legend() -> str:
    return ", ".join(f"{sign} {state_label(state)}" for state, sign in SIGNS.items())


def _grid(matrix: Matrix, documents: Sequence[Document], linker: Linker) -> nodes.table:
    heads = [Column(heading, 5, "tilted") for _name, heading in matrix.headings]
    columns = [Column(str(_("Document")), 20), *heads, Column(str(_("extra")), 5, "tilted")]
    rows = (_row(document, matrix, linker) for document in documents)
    return table_node(columns, rows, classes=["arch-grid", "arch-conformance"], stubs=1)


def _row(document: Document, matrix: Matrix, linker: Linker) -> list[list[nodes.Node]]:
    sections = {s.name: s for s in document.sections if s.state != SectionState.EXTRA}
    cells = [_cell(document, sections.get(name), h, linker) for name, h in matrix.headings]
    extra = [s for s in document.sections if s.state == SectionState.EXTRA]
    link = linker.reference(document.link, document.link.title)
    return [[link], *cells, [nodes.Text(str(len(extra)))] if extra else []]


def _cell(
    document: Document, section: SectionFacts | None, heading: str, linker: Linker
) -> list[nodes.Node]:
    state = SectionState(section.state) if section else SectionState.MISSING
    sign = nodes.inline("", SIGNS[state], classes=["arch-state", f"arch-state-{state.value}"])
    reason = f"{heading}: {_reason(section)}"
    if section is None or not section.is_there:
        return [nodes.abbreviation("", "", sign, explanation=reason)]
    link = Link(document.link.docname, section.anchor or section.name, "", reason)
    return [linker.reference_around(link, sign)]


def _reason(section: SectionFacts | None) -> str:
    """Return what is to be said of a section, in words."""
    state = SectionState(section.state) if section else SectionState.MISSING
    if section is None or state is SectionState.MISSING:
        return str(_("the section is missing"))
    if state is SectionState.RENAMED:
        return str(_("the section is called %s")) % section.heading
    if state is SectionState.EMPTY:
        return str(_("nothing is below the heading"))
    if state is SectionState.PLACEHOLDER:
        return str(_("a placeholder is left in line %d")) % section.placeholder
    if section.placeholder:
        return str(_("written; a placeholder is left in line %d")) % section.placeholder
    return state_label(state)


def _to_do(document: Document, matrix: Matrix, linker: Linker) -> list[nodes.Node]:
    """Return the document and its sections that are not as the template has them, by state."""
    headings = dict(matrix.headings)
    groups: dict[SectionState, list[list[nodes.Node]]] = {state: [] for state in SectionState}
    for section in document.sections:
        state = SectionState(section.state)
        if state is SectionState.WRITTEN:
            if not section.placeholder:
                continue
            state = SectionState.PLACEHOLDER
        name = headings.get(section.name) or section.heading or section.name
        link = Link(document.link.docname, section.anchor or section.name, "", name)
        shown = linker.reference(link, name) if section.is_there else nodes.Text(name)
        detail = _detail(section, state)
        groups[state].append([shown, nodes.Text(f" ({detail})")] if detail else [shown])
    lines = [
        [nodes.Text(f"{state_label(state)}: "), *separated(parts, ", ")]
        for state, parts in groups.items()
        if parts
    ]
    if not lines:
        return []
    title = nodes.paragraph("", "", linker.reference(document.link, document.link.title))
    return [title, items_node(lines)]


def _detail(section: SectionFacts, state: SectionState) -> str:
    if state is SectionState.PLACEHOLDER:
        return str(_("line %d")) % section.placeholder
    return section.heading if state is SectionState.RENAMED else ""
