"""What stands in a directive, as nodes: headings become labels, fields a list.

Sections cannot stand inside of a directive, so headings are taken out of what is parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.statemachine import StringList
from mdit_py_plugins.field_list import fieldlist_plugin

if TYPE_CHECKING:
    from sphinxext_archdoc.markup.tree import Section
    from sphinxext_archdoc.sphinx_ext.directives._base import ArchitectureDirective


def heading_node(directive: ArchitectureDirective, title: str, line: int) -> nodes.rubric:
    """Return *title* as a heading; HTML in it is text, as in titles of sections."""
    text, messages = directive.state.inline_text(" ".join(title.split()), line)
    heading = nodes.rubric(title, "", *text, *messages)
    for raw in list(heading.findall(nodes.raw)):
        raw.replace_self(nodes.Text(raw.astext()))
    return heading


def body_nodes(directive: ArchitectureDirective) -> list[nodes.Node]:
    """Return the content of *directive*."""
    # Only when a record is defined: other builds are spared the import.
    from sphinxext_archdoc.markup import parse

    lines = list(directive.content)
    suffix = ".rst" if directive.is_restructuredtext else ".md"
    document = parse(f"body{suffix}", "\n".join(lines), field_lists=True)
    headings = [section for section in document.root.walk() if section.level]
    edges = [*(heading.line for heading in headings), len(lines) + 1]
    with _field_lists(directive):
        if headings and not directive.is_restructuredtext:
            _parse_definitions(directive)
        found = _parsed(directive, 1, edges[0] - 1)
        for section, end in zip(headings, edges[1:], strict=True):
            label = heading_node(directive, section.title, directive.content_offset + section.line)
            label["classes"].append("arch-label")
            found.append(label)
            found += _parsed(directive, _first_line_of_contents(section, lines), end - 1)
    return found


@contextmanager
def _field_lists(directive: ArchitectureDirective) -> Iterator[None]:
    """Let MyST read field lists inside, as docutils does, also where they are not enabled."""
    renderer: Any = getattr(directive.state, "_renderer", None)
    if renderer is None or "fieldlist" in renderer.md.get_active_rules()["block"]:
        yield
        return
    if "fieldlist" not in renderer.md.get_all_rules()["block"]:
        renderer.md.use(fieldlist_plugin)
    renderer.md.enable("fieldlist")
    try:
        yield
    finally:
        renderer.md.disable("fieldlist")


def _parse_definitions(directive: ArchitectureDirective) -> None:
    """Make the addresses known that links refer to by name: they hold for the whole content."""
    definitions = [line for line in directive.content if line.lstrip()[:1] == "[" and "]:" in line]
    known = [line for line in definitions if not line.lstrip().startswith("[^")]
    if known:
        lines = StringList(known, directive.content.source(0))
        directive.state.nested_parse(lines, directive.content_offset, nodes.Element())


def _parsed(directive: ArchitectureDirective, first: int, last: int) -> list[nodes.Node]:
    """Return the lines *first* to *last* (from 1) of the content as nodes."""
    lines: Any = directive.content[first - 1 : last]
    if not any(line.strip() for line in lines):
        return []
    parent = nodes.Element()
    directive.state.nested_parse(lines, directive.content_offset + first - 1, parent)
    return parent.children


def _first_line_of_contents(section: Section, lines: list[str]) -> int:
    """Return the first line (from 1) behind a heading and the line under or over it."""
    after = section.line + 1
    if after <= len(lines):
        under = lines[after - 1].strip()
        if under and len(set(under)) == 1 and not under[0].isalnum():
            return after + 1
    return after
