"""What a document made of each section of its template."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sphinxext_archdoc.formats._document_blocks import is_silent
from sphinxext_archdoc.formats._document_diagrams import is_example
from sphinxext_archdoc.formats._document_outline import Outline, Part
from sphinxext_archdoc.markup.flowchart import read_flowchart
from sphinxext_archdoc.markup.tree import Block, CodeBlock, Document, Section
from sphinxext_archdoc.model import HeadingSpec, SectionState, TemplateSection, slugify
from sphinxext_archdoc.vocabulary.placeholders import (
    EXAMPLE_VALUES,
    holds_placeholder,
    is_example_code,
    is_example_name,
    is_guidance,
    is_label_alone,
    is_placeholder,
    normal_line,
)

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


@dataclass(slots=True)
class Contents:
    """The lines of one part, by what they are."""

    written: list[int] = field(default_factory=list)
    placeholders: list[int] = field(default_factory=list)
    """Lines that are placeholders, or hold one."""
    template: list[int] = field(default_factory=list)
    """Lines that the template has too, and that are no placeholders."""
    has_guidance: bool = False

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is there but what the template says."""
        return not self.written and bool(self.placeholders or self.template)


def contents_of(part: Part, document: Document) -> Contents:
    """Sort the lines of *part*."""
    spec = part.spec
    prose = spec.prose | EXAMPLE_VALUES if spec else EXAMPLE_VALUES
    # Marks of lists and emphasis make a line longer than its normal form.
    longest = max(map(len, prose)) + 40
    found = Contents()
    template: list[int] = []
    for number, line, is_code in _lines(part.section, document):
        waits = not is_code and is_placeholder(line) and not document.links(line)
        if not waits and not _LETTER_OR_DIGIT.search(line):
            continue
        found.has_guidance = found.has_guidance or (waits and is_guidance(line))
        if waits:
            found.placeholders.append(number)
        elif len(line) <= longest and normal_line(line) in prose:
            template.append(number)
        elif not is_label_alone(line):
            found.written.append(number)
            if not is_code and holds_placeholder(line) and not document.links(line):
                found.placeholders.append(number)
    # Where the guidance was taken away, what is left of the template is meant.
    if found.has_guidance or not _has_guidance(spec):
        found.template = template
    else:
        found.written += template
    return found


def _has_guidance(spec: HeadingSpec | None) -> bool:
    return spec is None or any(is_guidance(line) for line in spec.prose)


def template_lines(part: Part, contents: Contents) -> frozenset[str]:
    """Return the lines that are text of the template as long as its guidance stands there."""
    if not contents.has_guidance:
        return frozenset()
    return part.spec.prose | EXAMPLE_VALUES if part.spec else EXAMPLE_VALUES


Line = tuple[int, str, bool]
"""Number, raw text, whether it is a line of code."""


def _lines(section: Section, document: Document) -> Iterator[Line]:
    """Yield the lines of a section that may say something."""
    for inner in section.walk():
        if inner is not section:
            yield inner.line, document.plain(inner.title), False
        for block in inner.blocks:
            yield from _lines_of(block, document)


def _lines_of(block: Block, document: Document) -> Iterator[Line]:
    if is_silent(block):
        return
    if not isinstance(block, CodeBlock):
        for number in range(block.line, block.end_line + 1):
            yield number, document.lines[number - 1], False
    elif _is_example(block):
        yield block.line, EXAMPLE, False
    else:
        for place, line in enumerate(block.text.split("\n")):
            yield block.text_line + place, line, True


EXAMPLE = "[An example of the template]"
"""What stands for code that only shows how a section is to be written."""


def _is_example(block: CodeBlock) -> bool:
    """Return whether code is what a template shows: its diagram, its interface, its handler."""
    if block.language == "mermaid":
        return is_example(read_flowchart(block.text))
    if is_example_code(block.text):
        return True
    names = _declared_names(block.text)
    return bool(names) and all(map(is_example_name, names))


def _declared_names(code: str) -> list[str]:
    words = code[:4000].replace("{", " ").split()
    keywords = ("interface", "class", "type", "trait", "protocol")
    return [b.rstrip(":(<=") for a, b in pairwise(words) if a in keywords]


def section_states(
    outline: Outline,
    contents: Sequence[Contents],
    recorded: Iterable[int],
    document: Document,
) -> tuple[TemplateSection, ...]:
    """Return a state for each section of the template, then the document's own sections.

    *contents* are those of the parts, *recorded* the lines on which records begin: a section
    that gives a record is written.
    """
    lines = sorted(recorded)
    by_name: dict[str, TemplateSection] = {}
    extra: list[TemplateSection] = []
    for part, content in zip(outline.parts, contents, strict=True):
        state = _state(part, content, _any_within(lines, part.section))
        heading = document.plain(part.section.title)
        made = TemplateSection(
            name=part.spec.name if part.spec else slugify(heading),
            heading=heading,
            state=state,
            line=part.section.line,
            end_line=part.section.end_line,
            placeholders=tuple(content.placeholders),
        )
        if part.spec:
            by_name[part.spec.name] = made
        else:
            extra.append(made)
    specs = outline.template.sections if outline.template else ()
    asked = [by_name.get(spec.name) or _missing(spec) for spec in specs]
    return (*asked, *extra)


def _any_within(lines: Sequence[int], section: Section) -> bool:
    place = bisect_left(lines, section.line)
    return place < len(lines) and lines[place] <= section.end_line


def _state(part: Part, content: Contents, gives_records: bool) -> SectionState:
    if part.spec is None:
        return SectionState.EXTRA
    if not gives_records and content.is_untouched:
        return SectionState.PLACEHOLDER
    if not gives_records and not content.written:
        return SectionState.EMPTY
    return SectionState.RENAMED if part.renamed else SectionState.WRITTEN


def _missing(spec: HeadingSpec) -> TemplateSection:
    return TemplateSection(name=spec.name, heading=spec.heading, state=SectionState.MISSING)
