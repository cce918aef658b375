"""Finds the nodes that records were read from and marks them.

A record knows its file and line. So does every node of a doctree, whatever parser it
comes from; a section by the line of its title.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Mapping

from docutils import nodes

from sphinxext_archdoc.catalog import DocumentRecords
from sphinxext_archdoc.model import Decision, Interface, Record, SectionState
from sphinxext_archdoc.sphinx_ext.labels import package_label
from sphinxext_archdoc.sphinx_ext.nodes import RecordFacts, Unwritten
from sphinxext_archdoc.sphinx_ext.rows import Row
from sphinxext_archdoc.sphinx_ext.site import Site
from sphinxext_archdoc.sphinx_ext.walking import elements

_BRACKETS = re.compile(r"\[[^\]]*\]|\{[^}]*\}")
_MARKED = (nodes.section, nodes.list_item, nodes.literal_block, nodes.paragraph, nodes.row)


class Places:
    """The nodes of a doctree by source file and line."""

    def __init__(self, document: nodes.document, site: Site) -> None:
        self.document = document
        self._nodes: dict[tuple[str, int], nodes.Element] = {}
        self._code: dict[str, list[tuple[int, nodes.literal_block]]] = {}
        self.sources: set[str] = set()
        """Paths, relative to the root, of the files that the document was read from."""
        paths: dict[str, str | None] = {}
        kinds = document.settings.env.config.source_suffix
        for node in elements(document):
            if not isinstance(node, _MARKED):
                continue
            source = node.source or document.get("source", "")
            if source not in paths:
                paths[source] = site.relative(source) if source else None
            path = paths[source]
            if path is not None and node.line is not None:
                self.sources.add(path)
                line = node.line
                if isinstance(node, nodes.section) and _is_restructuredtext(path, kinds):
                    # Docutils gives a section the line below its title.
                    line -= 1
                self._nodes.setdefault((path, line), node)
                if isinstance(node, nodes.literal_block):
                    self._code.setdefault(path, []).append((node.line, node))

    def at(self, path: str, line: int) -> nodes.Element | None:
        """Return the outermost node that begins on *line* of *path*."""
        return self._nodes.get((path, line))

    def code_around(self, path: str, line: int) -> nodes.literal_block | None:
        """Return the block of code that *line* of *path* is in."""
        blocks = self._code.get(path, [])
        place = bisect_right(blocks, line, key=lambda block: block[0]) - 1
        if place < 0:
            return None
        first, block = blocks[place]
        # Between the first line of the fence or directive and the code there may be options.
        return block if line <= first + block.astext().count("\n") + 12 else None

    def id_at(self, path: str, line: int) -> str:
        """Return the id of the section that begins on *line* of *path*; empty without one."""
        node = self._nodes.get((path, line))
        return str(node["ids"][0]) if isinstance(node, nodes.section) and node["ids"] else ""

    def top_section(self, path: str) -> nodes.section | None:
        """Return the first section of *path*."""
        sections = (n for (p, _), n in self._nodes.items() if p == path)
        return next((n for n in sections if isinstance(n, nodes.section)), None)


def _is_restructuredtext(path: str, kinds: Mapping[str, str]) -> bool:
    return kinds.get(posixpath.splitext(path)[1]) == "restructuredtext"


def mark(places: Places, record: Record, row: Row) -> bool:
    """Give the node of *record* its anchor and what comes with it; False when there is none."""
    location = record.location
    node = places.at(location.path, location.line)
    if isinstance(record, Decision) and not isinstance(node, nodes.section):
        node = _decision_section(places, record) or node
    if isinstance(record, Interface) and node is None:
        node = places.code_around(location.path, location.line)
    if node is None:
        return False
    if isinstance(node, nodes.section | nodes.literal_block):
        node["ids"].append(row.anchor)
        places.document.ids[row.anchor] = node
    elif not _add_target(places, node, row.anchor):
        return False
    if isinstance(record, Decision):
        _mark_decision(node, record, row)
    return True


def _decision_section(places: Places, record: Decision) -> nodes.section | None:
    """Return the section of a record that is a file and whose title is not on its first line."""
    location = record.location
    top = places.top_section(location.path)
    if top is not None and top.line is not None:
        within = location.line <= top.line <= location.end_line
        return top if within and isinstance(top.parent, nodes.document) else None
    return None


def _add_target(places: Places, node: nodes.Element, anchor: str) -> bool:
    paragraph = next(iter(node.findall(nodes.paragraph)), None)
    if paragraph is None:
        return False
    target = nodes.target("", "", ids=[anchor])
    target.source, target.line = node.source, node.line
    paragraph.insert(0, target)
    places.document.ids[anchor] = target
    return True


def _mark_decision(node: nodes.Element, record: Decision, row: Row) -> None:
    if isinstance(node, nodes.section):
        location = record.location
        node["classes"].append("arch-decision")
        node.insert(1, RecordFacts(path=location.path, line=location.line, anchor=row.anchor))


def name_untitled(places: Places, found: DocumentRecords, template_title: str) -> None:
    """Put the package's name in the place of the template's in a title that nobody changed."""
    section = places.top_section(found.path)
    title = section.children[0] if section is not None and section.children else None
    if not isinstance(title, nodes.title) or not template_title:
        return
    if " ".join(title.astext().split()) == template_title:
        text = _BRACKETS.sub(lambda _: package_label(found.package), template_title)
        title.children = []
        title += nodes.Text(text)
        title.rawsource = text


def mark_unwritten(places: Places, found: DocumentRecords) -> None:
    """Put a note in the place of what the template says in sections that nobody has written."""
    for section in found.sections:
        if section.state in (SectionState.PLACEHOLDER, SectionState.EMPTY) and section.line:
            node = places.at(found.path, section.line)
            if isinstance(node, nodes.section) and node.parent is not None:
                del node[1:]
                node.append(Unwritten())
