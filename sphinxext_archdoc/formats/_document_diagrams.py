"""Diagrams: every mermaid source in a document, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.formats._document_blocks import code_blocks
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_text import without_number
from sphinxext_archdoc.markup.flowchart import Flowchart, read_flowchart
from sphinxext_archdoc.markup.tree import CodeBlock, Section
from sphinxext_archdoc.model import Diagram, slugify
from sphinxext_archdoc.vocabulary.placeholders import are_example_nodes


def read_diagrams(root: Section, reading: Reading) -> Iterator[Diagram]:
    """Yield the diagrams below *root*; their titles are those of their sections.

    A template's own diagram, whose nodes name nothing, is none.
    """
    for section in root.walk():
        for block in code_blocks(section.blocks):
            if block.language != "mermaid":
                continue
            chart = read_flowchart(block.text)
            if reading.is_written(chart.kind) and not is_example(chart):
                yield _diagram(section, block, chart, reading)


def is_example(chart: Flowchart) -> bool:
    """Return whether a diagram is a template's: its nodes are ``Component 1`` and its kin."""
    return bool(chart.nodes) and are_example_nodes(chart.nodes.values())


def _diagram(section: Section, block: CodeBlock, chart: Flowchart, reading: Reading) -> Diagram:
    title = reading.plain(without_number(section.title))
    if not title or reading.is_placeholder(title):
        title = chart.kind
    return Diagram(
        **reading.base(block.line, block.end_line),
        local=reading.unused("diagram", slugify(title) or "diagram"),
        title=title,
        kind=chart.kind,
        source=block.text,
        nodes=chart.nodes,
        edges=chart.edges,
    )
