"""What of a template asks to be filled in, and what of that fills itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sphinxext_archdoc.markup.flowchart import read_flowchart
from sphinxext_archdoc.markup.tree import Block, CodeBlock, Document, Item, ListBlock
from sphinxext_archdoc.model import ROOT_PACKAGE, Package
from sphinxext_archdoc.vocabulary.placeholders import (
    are_example_nodes,
    holds_placeholder,
    is_example_code,
    is_example_name,
)

_OF_PACKAGES = re.compile(
    r"(?<!\])(?:\[(?P<square>package[ _-](?:name|path|folder|description))\](?![\[(:])"
    r"|\{\{?[ ]?(?P<curly>package(?:[ _-](?:name|path|folder|description))?)[ ]?\}\}?"
    r"|<(?P<angle>package[ _-](?:name|path|folder|description))>)",
    re.IGNORECASE,
)
_DECLARED = re.compile(r"\b(?:interface|class|type|trait|protocol|struct|enum)\s+(\w+)")
_MOST_CODE = 4000
"""Characters of a code block that are looked at."""


def values_of(package: Package) -> Mapping[str, str]:
    """Return what placeholders for facts about *package* stand for, by the names of the facts.

    The repository itself has no name that is the same wherever it is checked out.
    """
    name = "" if package.name == ROOT_PACKAGE else package.name
    found = {
        "package": name,
        "package name": name,
        "package path": package.path,
        "package folder": package.path,
        "package description": package.description,
    }
    return {fact: " ".join(value.split()) for fact, value in found.items() if value.strip()}


def filled(line: str, values: Mapping[str, str]) -> str:
    """Return *line* with the facts that *values* knows in the place of their placeholders.

    >>> filled("# Architecture - [PACKAGE_NAME]", {"package name": "core"})
    '# Architecture - core'
    """

    def value(match: re.Match[str]) -> str:
        fact = match["square"] or match["curly"] or match["angle"]
        return values.get(re.sub(r"[ _-]", " ", fact.casefold()), match[0])

    return _OF_PACKAGES.sub(value, line)


def holds_fact(lines: Sequence[str]) -> bool:
    """Return whether a placeholder for a fact about the package is left in *lines*."""
    return any(_OF_PACKAGES.search(line) for line in lines)


class Guidance:
    """The lines of templates that ask to be filled in."""

    def __init__(self, templates: Sequence[Document]) -> None:
        self._examples = frozenset(
            line.rstrip() for template in templates for line in _example_lines(template)
        )

    def asks(self, line: str) -> bool:
        """Return whether *line* asks: it holds a placeholder, or is a line of example code."""
        return line.rstrip() in self._examples or holds_placeholder(line)


def _example_lines(template: Document) -> Iterator[str]:
    """Yield the lines of code that only shows how a section is to be written, and its fences."""
    for section in template.root.walk():
        for block in _code(section.blocks):
            if _is_example(block):
                yield from template.lines[block.line - 1 : block.end_line]


def _code(blocks: Sequence[Block]) -> Iterator[CodeBlock]:
    for block in blocks:
        if isinstance(block, CodeBlock):
            yield block
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _code(item.blocks)
        elif isinstance(block, Item):
            yield from _code(block.blocks)


def _is_example(block: CodeBlock) -> bool:
    if block.language == "mermaid":
        return are_example_nodes(read_flowchart(block.text).nodes.values())
    names = _DECLARED.findall(block.text[:_MOST_CODE])
    return is_example_code(block.text) or (bool(names) and all(map(is_example_name, names)))
