"""Carrying a shared template to a document: three-way, section by section.

The three texts are the template as the document last saw it (the *base*), the template as
it is, and the document.

- A section that is new in the template is inserted behind the one before it.
- One that has another heading now is renamed, if the document has the old heading as it was.
- One that is gone is removed while it is untouched, else marked by a comment.
- What stands between a heading and the next one is merged line by line (``three_way``).
- Sections stay where they are. One that somebody took out of the document stays out.
- A section whose heading is a placeholder (``Decision 1: [Title]``) is an example: it is
  only added where nothing was written yet.

Without a base only sections that are missing are inserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sphinxext_archdoc.templates.bodies import Body, Labels, merge_body
from sphinxext_archdoc.templates.changes import Action, Change, Plan
from sphinxext_archdoc.templates.comparing import Comparison, is_same, significant
from sphinxext_archdoc.templates.finding import below
from sphinxext_archdoc.templates.guidance import Guidance, filled, holds_fact
from sphinxext_archdoc.templates.headings import Headings, Renderer, without_attributes
from sphinxext_archdoc.templates.layout import Layout, Node, Span
from sphinxext_archdoc.templates.line_edits import LineEdit, settled
from sphinxext_archdoc.templates.pairing import Pair, Versions, pairs
from sphinxext_archdoc.templates.versions import sections_of

DROPPED = "archdoc: the template no longer has this section; move or delete what it says."
"""What marks a section that the template has no more."""

Found = Mapping[Pair, Node]


@dataclass(frozen=True, kw_only=True)
class Request:
    """A document, and the two versions of its template."""

    document: Layout
    title: Node | None
    """The heading of the document as a whole."""
    found: Mapping[str, Node]
    """Sections of the document by the names of the sections of the template, as it is and as
    it was, that they are."""
    versions: Versions
    guidance: Guidance
    values: Mapping[str, str]
    """See ``guidance.values_of``."""
    known: frozenset[str] = frozenset()
    """Names of the sections that the document was given by a template whose text is lost."""
    labels: Labels


def plan(request: Request) -> Plan:
    """Return what is to be done to bring a document in step with its template."""
    planner = _Planner(request)
    planner.everything()
    return Plan(
        changes=tuple(sorted(planner.changes, key=lambda change: change.line)),
        edits=settled(planner.edits, request.document.lines),
    )


@dataclass
class _Planner:
    request: Request
    changes: list[Change] = field(default_factory=list)
    edits: list[LineEdit] = field(default_factory=list)

    def everything(self) -> None:
        """Go through the parts of the template in order."""
        versions, title = self.request.versions, self.request.title
        new = sections_of(versions.new)
        base = sections_of(versions.base) if versions.base else None
        if base:
            self.merge("", base.layout.top, new.layout.top, self.document.top)
            if title and base.title and new.title:
                self.rename(base.title, new.title, title)
                self.merge(title.plain, base.title.own, new.title.own, title.own)
        paired = pairs(base.sections if base else (), new.sections, versions)
        found = {pair: node for pair in paired if (node := self.of_document(pair))}
        self.level(paired, found, title)
        self.order(found)

    @cached_property
    def document(self) -> Layout:
        """The document."""
        return self.request.document

    @cached_property
    def comparison(self) -> Comparison:
        """Compares with the base, or with the template as it is where there is none."""
        versions = self.request.versions
        return Comparison(
            document=self.document,
            template=versions.base or versions.new,
            values=self.request.values,
        )

    @cached_property
    def renderer(self) -> Renderer:
        """Writes sections of the template."""
        new = self.request.versions.new
        headings = Headings(self.document, new)
        return Renderer(template=new, headings=headings, values=self.request.values)

    def of_document(self, pair: Pair) -> Node | None:
        """Return the section of the document that *pair* is."""
        names = [node.name for node in (pair.new, pair.base) if node]
        return next((self.request.found[n] for n in names if n in self.request.found), None)

    def level(self, paired: Sequence[Pair], found: Found, parent: Node | None) -> None:
        """Do what is to be done to the sections of one parent."""
        before: Node | None = None
        for place, pair in enumerate(paired):
            node = found.get(pair)
            if node is not None:
                self.section(pair, node)
                before = node if pair.new else before
            elif pair.new and pair.base is None:
                if self.is_wanted(pair.new, found, parent):
                    after = (found[p] for p in paired[place + 1 :] if p.new and p in found)
                    self.insert(pair.new, before, next(after, None), parent)
            elif pair.new and pair.base and not self.is_same(pair.base, pair.new):
                line = before.end if before else 0
                self.note(Action.KEPT, pair.new.plain, line, "the document does not have it")

    def is_wanted(self, new: Node, found: Found, parent: Node | None) -> bool:
        """Return whether a section that only the template has is inserted: examples rarely."""
        if new.name in self.request.known:
            return False
        if not new.is_example:
            return True
        if self.request.versions.base is None or parent is None:
            return False
        examples = {p: node for p, node in found.items() if p.base and p.base.is_example}
        return (
            bool(examples)
            and len(parent.children) == len(found)
            and all(self.comparison.is_untouched(p.base, n) for p, n in examples.items() if p.base)
        )

    def section(self, pair: Pair, node: Node) -> None:
        """Do what is to be done to a section that the document has."""
        if pair.new is None:
            self.drop(pair, node)
            return
        if pair.base is not None:
            self.rename(pair.base, pair.new, node)
            self.merge(node.plain, pair.base.own, pair.new.own, node.own)
        elif self.request.versions.base is None:
            self.compare(pair.new, node)
        inner = dict(below(pair.children, node, self.request.versions.aliases, self.request.values))
        self.level(pair.children, inner, node)

    def compare(self, new: Node, node: Node) -> None:
        """Say that a section differs where there is no base to tell who changed it."""
        if not self.comparison.is_same_text(new.own, node.own):
            self.note(Action.DIFFERS, node.plain, node.heading.first)

    def rename(self, base: Node, new: Node, node: Node) -> None:
        """Give *node* the new heading, if it has the old one as it was."""
        values = self.request.values
        was = (base.plain, filled(base.plain, values))
        title = new.plain if node.plain == was[0] != was[1] else filled(new.plain, values)
        if base.plain == new.plain or node.plain == title:
            return
        raw = without_attributes(new.title).replace("\n", " ")
        raw = raw if title == new.plain else filled(raw, values)
        lines = self.renderer.headings.renamed(node, raw, self.document)
        if node.plain in was and lines is not None:
            self.edits.append(LineEdit(node.heading.first, node.heading.end, lines))
            self.note(Action.RENAMED, node.plain, node.heading.first, title)
        elif node is not self.request.title:
            note = f"the template calls it {title} now"
            self.note(Action.KEPT, node.plain, node.heading.first, note)

    def drop(self, pair: Pair, node: Node) -> None:
        """Remove a section that the template has no more, or mark it."""
        assert pair.base
        line = node.heading.first
        if self.comparison.is_untouched(pair.base, node) or self.comparison.says_nothing(
            pair.base, node, self.request.guidance
        ):
            self.edits.append(LineEdit(line, node.end))
            self.note(Action.REMOVED, node.plain, line)
        elif not (pair.base.is_example or self.is_marked(node)):
            mark = f"<!-- {DROPPED} -->" if self.document.is_markdown else f".. {DROPPED}"
            place = node.heading.end + 1
            self.edits.append(LineEdit(place, place - 1, [mark], apart=True))
            self.note(Action.MARKED, node.plain, line)

    def is_marked(self, node: Node) -> bool:
        """Return whether a section was marked before."""
        return any(DROPPED in line for line in self.document.of(node.own))

    def insert(
        self, new: Node, before: Node | None, after: Node | None, parent: Node | None
    ) -> None:
        """Insert a section of the template as a whole, behind *before* if there is one."""
        if before is not None:
            line, level = before.end + 1, before.level
        elif after is not None:
            line, level = after.heading.first, after.level
        elif parent is not None:
            line, level = parent.end + 1, parent.level + 1
        else:
            line, level = len(self.document.lines) + 1, new.level
        lines = list(self.renderer.section(new, level))
        self.edits.append(LineEdit(line, line - 1, lines, apart=True))
        self.note(Action.INSERTED, filled(new.plain, self.request.values), line)

    def merge(self, heading: str, base: Span, new: Span, ours: Span) -> None:
        """Merge what stands between a heading and the next one."""
        versions = self.request.versions
        assert versions.base is not None
        old, now = versions.base.of(base), versions.new.of(new)
        if significant(old) == significant(now):
            return
        if not holds_fact(self.document.of(ours)):
            old, now = self.filled(old), self.filled(now)
        body = Body(base=old, new=now, ours=ours)
        merged = merge_body(self.document, body, self.request.labels, self.request.guidance.asks)
        self.edits += merged.edits
        if merged.action:
            note = "what changed is filled in here" if merged.action is Action.KEPT else ""
            self.note(merged.action, heading, merged.line, note)

    def order(self, found: Found) -> None:
        """Say that the template moved sections that the document has in the old order."""
        both = [(pair.base, node) for pair, node in found.items() if pair.base and pair.new]
        was = [base.heading.first for base, _node in both]
        here = [node.heading.first for _base, node in both]
        if was != sorted(was) and here != sorted(here):
            self.note(Action.ORDER, "", 0, "the template has its sections in another order now")

    def is_same(self, base: Node, new: Node) -> bool:
        """Return whether a section of the template says what it said."""
        versions = self.request.versions
        return versions.base is not None and is_same(versions.base, base, versions.new, new)

    def filled(self, lines: Iterable[str]) -> tuple[str, ...]:
        """Return *lines* with the facts about the package filled in."""
        return tuple(filled(line, self.request.values) for line in lines)

    def note(self, action: Action, heading: str, line: int, note: str = "") -> None:
        """Keep what was done."""
        self.changes.append(Change(action=action, heading=heading, line=line, note=note))
