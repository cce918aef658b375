"""Whether what a document has of a template is as the template had it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinxext_archdoc.templates.guidance import Guidance, filled
from sphinxext_archdoc.templates.layout import Layout, Node, Span


def significant(lines: Iterable[str]) -> list[str]:
    """Return *lines* without empty ones and without white space at their ends."""
    return [stripped for line in lines if (stripped := line.rstrip())]


def is_same(base: Layout, old: Node, new: Layout, node: Node) -> bool:
    """Return whether a section of a template says what it said."""
    before = base.lines[old.heading.first - 1 : old.end]
    return significant(before) == significant(new.lines[node.heading.first - 1 : node.end])


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Compares sections of a document with those of one version of its template."""

    document: Layout
    template: Layout
    values: Mapping[str, str]

    def is_untouched(self, theirs: Node, node: Node) -> bool:
        """Return whether *node* and all below it are as the template has them."""
        return (
            node.plain in (theirs.plain, filled(theirs.plain, self.values))
            and len(theirs.children) == len(node.children)
            and self.is_same_text(theirs.own, node.own)
            and all(map(self.is_untouched, theirs.children, node.children))
        )

    def is_same_text(self, theirs: Span, ours: Span) -> bool:
        """Return whether two texts are the same but for white space and filled placeholders."""
        lines = significant(self.template.of(theirs))
        return significant(self.document.of(ours)) in (lines, self.filled(lines))

    def says_nothing(self, theirs: Node, node: Node, guidance: Guidance) -> bool:
        """Return whether nothing stands below *node* but what the template asks there."""
        asked = {
            form.rstrip()
            for line in self.template.lines[theirs.heading.end : theirs.end]
            if guidance.asks(line)
            for form in (line, filled(line, self.values))
        }
        lines = significant(self.document.lines[node.heading.end : node.end])
        return not node.children and asked.issuperset(lines)

    def filled(self, lines: Iterable[str]) -> list[str]:
        """Return *lines* with the facts about the package filled in."""
        return [filled(line, self.values) for line in lines]
