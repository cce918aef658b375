"""What stands before and behind the pages: the table of contents, and the indices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import _

from sphinxext_archdoc.sphinx_ext.pdf.anchors import address

DEPTH = 2
"""How deep the headings of a page of the project itself go into the contents."""


def contents(tree: nodes.document, behind: Sequence[nodes.section]) -> nodes.bullet_list:
    """Return the table of contents: pages, upper headings, every decision, what is *behind*."""
    root = next(iter(tree.findall(nodes.section)), None)
    entries = _entries(root.children if root else [], 1, is_page=False) or nodes.bullet_list()
    entries.extend(nodes.list_item("", _entry(section)) for section in behind)
    return entries


def _entries(
    children: Sequence[nodes.Node], depth: int, *, is_page: bool
) -> nodes.bullet_list | None:
    items: list[nodes.Node] = []
    for section, starts_page in _sections(children):
        inner = _entries(section.children, depth + 1, is_page=is_page or starts_page)
        is_shown = starts_page or "arch-decision" in section["classes"]
        if is_shown or (not is_page and depth <= DEPTH):
            items.append(nodes.list_item("", _entry(section), *([inner] if inner else [])))
        elif inner:
            items += inner.children
    return nodes.bullet_list("", *items) if items else None


def _sections(children: Sequence[nodes.Node]) -> Iterator[tuple[nodes.section, bool]]:
    """Yield the next sections below, and whether each is the first of a page."""
    for child in children:
        if isinstance(child, nodes.section):
            yield child, False
        elif isinstance(child, addnodes.start_of_file):
            found = [part for part in child.children if isinstance(part, nodes.section)]
            yield from ((part, number == 0) for number, part in enumerate(found))
        elif isinstance(child, addnodes.compact_paragraph | nodes.compound | nodes.container):
            yield from _sections(child.children)


def _entry(section: nodes.section) -> nodes.paragraph:
    title = next(iter(section.findall(nodes.title)), nodes.title())
    text = nodes.Text(title.astext())
    shown = nodes.reference("", "", text, refid=section["ids"][0], internal=True)
    return nodes.paragraph("", "", shown)


def indices(builder: Builder) -> Iterator[nodes.section]:
    """Yield the indices of domains, then the general one, unless the project wants none."""
    wanted = builder.config.html_domain_indices
    for domain in builder.env.domains.sorted():
        for cls in domain.indices:
            name = f"{domain.name}-{cls.name}"
            if wanted is True or (isinstance(wanted, list | set | tuple) and name in wanted):
                groups, _collapse = cls(domain).generate()
                if groups:
                    yield _index(str(cls.localname), name, _domain_groups(builder, groups))
    if builder.config.html_use_index:
        entries = IndexEntries(builder.env).create_index(builder)
        if entries:
            yield _index(_("Index"), "genindex", _general_groups(entries))


def _index(
    title: str, name: str, groups: Iterator[tuple[str, list[nodes.list_item]]]
) -> nodes.section:
    section = nodes.section(
        "", nodes.title("", title), ids=[f"document-{name}"], classes=["arch-book-index"]
    )
    body = nodes.container(classes=["arch-index-columns"])
    for head, items in groups:
        body += nodes.rubric("", head)
        body += nodes.bullet_list("", *items)
    section += body
    return section


def _domain_groups(
    builder: Builder, groups: Sequence[tuple[str, Sequence[Any]]]
) -> Iterator[tuple[str, list[nodes.list_item]]]:
    for head, entries in groups:
        items = []
        for entry in entries:
            uri = builder.get_target_uri(entry.docname) + (f"#{entry.anchor}" * bool(entry.anchor))
            more = [nodes.Text(f" ({entry.extra})")] if entry.extra else []
            items.append(_item([_link(entry.name, uri), *more]))
        yield head, items


def _general_groups(groups: Sequence[Any]) -> Iterator[tuple[str, list[nodes.list_item]]]:
    for head, entries in groups:
        items = []
        for name, (links, below, _key) in entries:
            item = _item(_links(name, links))
            if below:
                inner = [_item(_links(text, found)) for text, found in below]
                item += nodes.bullet_list("", *inner)
            items.append(item)
        yield head, items


def _links(name: str, links: Sequence[tuple[str, str]]) -> list[nodes.Node]:
    if not links:
        return [nodes.Text(name)]
    first, *others = (uri for _main, uri in links)
    found: list[nodes.Node] = [_link(name, first)]
    for number, uri in enumerate(others, 2):
        found += [nodes.Text(", "), _link(f"[{number}]", uri)]
    return found


def _link(text: str, uri: str) -> nodes.reference:
    return nodes.reference("", text, refuri=address(uri, "", {}), internal=True)


def _item(line: Sequence[nodes.Node]) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", "", *line))
