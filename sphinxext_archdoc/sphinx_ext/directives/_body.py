"""What stands in a directive, as nodes: headings become labels, fields a list.

Sections cannot stand inside of a directive, so headings are taken out of what is parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes
from mdit_py_plugins.field_list import fieldlist_plugin

if TYPE_CHECKING:
    from sphinxext_archdoc.markup.tree import Section
    from sphinxext_archdoc.sphinx_ext.directives._base import ArchitectureDirective


def heading_node(directive: ArchitectureDirective, title: str, line: int) -> nodes.rubric:
    """Return *title* as a heading; HTML in it is text, as in titles of sections."""
    # MyST takes the line for the one before the text, docutils for that of the text.
    before = line if directive.is_restructuredtext else line - 1
    text, messages = directive.state.inline_text(" ".join(title.split()), before)
    heading = nodes.rubric(title, "", *text, *messages)
    heading.source, heading.line = directive.state_machine.get_source_and_line(line)
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
    ends = [*(heading.line - 1 for heading in headings), len(lines)]
    starts = [1, *(_first_line_of_contents(heading, lines) for heading in headings)]
    before = directive.content_offset
    # MyST counts from the line of the directive, docutils from the top.
    before += 0 if directive.is_restructuredtext else directive.lineno
    with _field_lists(directive):
        parts = _Parts(directive, list(zip(starts, ends, strict=True)))
        found = parts.parsed(0)
        for number, section in enumerate(headings, 1):
            label = heading_node(directive, section.title, before + section.line)
            label["classes"].append("arch-label")
            found += [label, *parts.parsed(number)]
    return found


class _Parts:
    """The content of a directive between its headings, by first and last line (from 1)."""

    def __init__(self, directive: ArchitectureDirective, ranges: list[tuple[int, int]]) -> None:
        self._directive = directive
        self._ranges = ranges
        renderer = _myst(directive)
        if renderer is None or len(ranges) == 1 or not any("]:" in x for x in directive.content):
            self._definitions: list[dict[str, Any]] = []
        else:
            self._known = renderer.md_env.setdefault("references", {})
            self._definitions = [self._defined(renderer, *part) for part in ranges]

    def _defined(self, renderer: Any, first: int, last: int) -> dict[str, Any]:
        environment: dict[str, Any] = {}
        renderer.md.parse("\n".join(self._directive.content[first - 1 : last]), environment)
        found: dict[str, Any] = environment.get("references", {})
        return found

    def parsed(self, number: int) -> list[nodes.Node]:
        """Return one part as nodes."""
        directive = self._directive
        first, last = self._ranges[number]
        lines: Any = directive.content[first - 1 : last]
        if not any(line.strip() for line in lines):
            return []
        parent = nodes.Element()
        with self._with_addresses_of_others(number):
            directive.state.nested_parse(lines, directive.content_offset + first - 1, parent)
        return parent.children

    @contextmanager
    def _with_addresses_of_others(self, number: int) -> Iterator[None]:
        """Let links of a part find the addresses that other parts give to their names."""
        borrowed = {
            name: address
            for other, definitions in enumerate(self._definitions)
            for name, address in definitions.items()
            if other != number and name not in self._known
        }
        for name in self._definitions[number] if borrowed else ():
            borrowed.pop(name, None)
        if not borrowed:
            yield
            return
        self._known.update(borrowed)
        yield
        for name in borrowed:
            self._known.pop(name, None)


def _myst(directive: ArchitectureDirective) -> Any:
    """Return the renderer of MyST, None in reStructuredText."""
    return getattr(directive.state, "_renderer", None)


@contextmanager
def _field_lists(directive: ArchitectureDirective) -> Iterator[None]:
    """Let MyST read field lists inside, as docutils does, also where they are not enabled."""
    renderer = _myst(directive)
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


def _first_line_of_contents(section: Section, lines: list[str]) -> int:
    """Return the first line (from 1) behind a heading and the line under or over it."""
    after = section.line + 1
    if after <= len(lines):
        under = lines[after - 1].strip()
        if under and len(set(under)) == 1 and not under[0].isalnum():
            return after + 1
    return after
