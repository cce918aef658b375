"""Random templates, documents and changes of both, compared with a model that knows them.

The model is told what was done to which section and block; it merges these, not texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.loader.writing import SourceFile
from sphinxext_archdoc.markup import parse

from .conftest import Carried, carry

NAMES = ["Amber", "Birch", "Cedar", "Daisy", "Elder", "Fennel", "Ginger"]
MARK = "no longer has this section"


@dataclass
class Block:
    """A paragraph of a template, and what became of it on both sides."""

    text: str
    new: str | None
    ours: list[str]
    new_after: list[str] = field(default_factory=list)
    ours_after: list[str] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        return asks(self.text)

    def merged(self) -> list[str] | None:
        """Return the blocks in its place, None for a conflict."""
        new = [] if self.new is None else [self.new]
        if new == [self.text] or new == self.ours:
            own: list[str] = self.ours
        elif self.ours == [self.text]:
            own = new
        elif self.asks and all(map(asks, new)) and new and not any(map(asks, self.ours)):
            own = self.ours
        else:
            return None
        if not (self.new_after and self.ours_after):
            return [*own, *self.new_after, *self.ours_after]
        return [*own, *self.ours_after] if all(map(asks, self.new_after)) else None


def asks(text: str) -> bool:
    return text.startswith("[")


@dataclass
class Section:
    """A section of the template: as it was, as it is, and in the document."""

    heading: str
    blocks: list[Block]
    fate: str = "kept"
    """Of the template: kept, renamed, removed."""
    here: bool = True
    """Whether the document has it."""
    extra: str = ""
    """Heading of a section of the document's own behind it."""
    inserted: list[str] = field(default_factory=list)
    """Headings of sections that the template has behind it now."""

    @property
    def renamed(self) -> str:
        return f"{self.heading} Renamed" if self.fate == "renamed" else self.heading

    def is_untouched(self) -> bool:
        return all(b.ours == [b.text] and not b.ours_after for b in self.blocks)

    def says_nothing(self) -> bool:
        asked = {b.text for b in self.blocks if b.asks}
        return all(asked.issuperset(b.ours) and not b.ours_after for b in self.blocks)


Text = list[tuple[str, list[str]]]
"""Headings, each with its blocks."""


@dataclass
class Case:
    """A template with all that was done to it and to its document."""

    sections: list[Section]
    first: list[str]
    """Headings of sections that the template has before all others now."""

    def base(self) -> Text:
        return [(s.heading, [b.text for b in s.blocks]) for s in self.sections]

    def new(self) -> Text:
        found = [(heading, body(heading)) for heading in self.first]
        for section in self.sections:
            if section.fate != "removed":
                blocks = []
                for block in section.blocks:
                    blocks += [] if block.new is None else [block.new]
                    blocks += block.new_after
                found.append((section.renamed, blocks))
            found += [(heading, body(heading)) for heading in section.inserted]
        return found

    def ours(self) -> Text:
        found: Text = []
        for section in self.sections:
            if section.here:
                blocks = [t for b in section.blocks for t in (*b.ours, *b.ours_after)]
                found.append((section.heading, blocks))
            if section.extra:
                found.append((section.extra, [f"Own words on {section.extra}."]))
        return found

    def expected(self) -> tuple[Text, bool]:
        """Return the merge, and whether there is a conflict in it."""
        found: Text = []
        conflict = False
        for section in self.sections:
            if section.here and section.fate != "removed":
                merged = [block.merged() for block in section.blocks]
                conflict = conflict or None in merged
                found.append((section.renamed, [t for m in merged for t in m or []]))
            elif section.here and not (section.is_untouched() or section.says_nothing()):
                blocks = [t for b in section.blocks for t in (*b.ours, *b.ours_after)]
                found.append((section.heading, [MARK, *blocks]))
            if section.extra:
                found.append((section.extra, [f"Own words on {section.extra}."]))
        self.insert(found)
        return found, conflict

    def insert(self, found: Text) -> None:
        """Put what is new in the template behind the section before it that is there."""
        both = {s.renamed for s in self.sections if s.here and s.fate != "removed"}
        ordered = [heading for heading, _blocks in self.new()]
        before = ""
        for number, heading in enumerate(ordered):
            if heading in both:
                before = heading
            elif heading.startswith("New"):
                names = [heading for heading, _blocks in found]
                following = [h for h in ordered[number:] if h in both]
                if before:
                    place = names.index(before) + 1
                else:
                    place = names.index(following[0]) if following else len(found)
                found.insert(place, (heading, body(heading)))
                before = heading


def body(heading: str) -> list[str]:
    return [f"[Describe the part called {heading}.]", f"The part {heading} is shared."]


@st.composite
def blocks(draw: st.DrawFn, heading: str, *, plain: bool) -> list[Block]:
    """Draw the paragraphs of a section, with changes of both sides.

    When they are *plain*, neither side does two things next to each other that cannot be told
    from a single one when only its text is known.
    """
    found = []
    for number in range(draw(st.integers(0, 3))):
        where = f"{heading} {number}"
        guidance = draw(st.booleans())
        text = f"[Describe what {where} is about.]" if guidance else f"Note on {where} by all."
        reworded = f"[Explain what {where} is about.]" if guidance else f"Note of {where} for all."
        new = draw(st.sampled_from([text, text, reworded, None]))
        # Nothing like the lines of the template: else it may be one of them in other words.
        mine = [f"Quizzical {heading[0]}{number} jumps.", f"Wizards {heading[0]}{number} vex."]
        ours = draw(st.sampled_from([[text], [text], mine[:1], mine, []]))
        new_after = draw(
            st.sampled_from([[], [], [f"[Tell more of what {where} is.]"], [f"Added to {where}."]])
        )
        ours_after = draw(st.sampled_from([[], [], [f"Appended to {where}."]]))
        if plain:
            before = found[-1] if found else Block("", "", [""])
            new = text if before.new_after else new
            is_next = before.ours != [before.text] and not len(before.ours) == len(ours) == 1
            ours = [text] if before.ours_after or is_next else ours
            new_after = [] if new != text or not ours else new_after
            ours_after = [] if ours != [text] or new is None or new_after else ours_after
        found.append(Block(text, new, ours, new_after, ours_after))
    return found


@st.composite
def cases(draw: st.DrawFn, *, plain: bool = False) -> Case:
    """Draw a template and what became of it."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    sections = [
        Section(
            heading=name,
            blocks=draw(blocks(name, plain=plain)),
            fate=draw(st.sampled_from(["kept", "kept", "kept", "renamed", "removed"])),
            here=draw(st.sampled_from([True, True, True, False])),
            extra=draw(st.sampled_from(["", "", f"Own {name}"])),
            inserted=draw(
                st.sampled_from([[], [], [f"New {name}"], [f"New {name}", f"Newer {name}"]])
            ),
        )
        for name in names
    ]
    return Case(sections, draw(st.sampled_from([[], [], ["New First"]])))


def markdown(text: Text, title: str) -> str:
    lines = [f"# {title}", ""]
    for heading, paragraphs in text:
        lines += [f"## {heading}", ""]
        for paragraph in paragraphs:
            lines += [paragraph, ""]
    return "\n".join(lines[:-1]) + "\n"


def rst(text: Text, title: str) -> str:
    lines = ["=" * len(title), title, "=" * len(title), ""]
    for heading, paragraphs in text:
        lines += [heading, "-" * len(heading), ""]
        for paragraph in paragraphs:
            lines += [paragraph, ""]
    return "\n".join(lines[:-1]) + "\n"


WRITERS = {".md": markdown, ".rst": rst}


def read(text: str, suffix: str) -> Text:
    """Read a text back into headings and paragraphs."""
    document = parse(f"x{suffix}", text)
    (title,) = document.root.sections
    assert title.level == 1
    found: Text = []
    for section in title.sections:
        lines = document.lines[section.line : section.end_line]
        paragraphs = [line for line in lines if line and not re.fullmatch("-+", line)]
        found.append((section.title, [MARK if MARK in p else p for p in paragraphs]))
    return found


def run(case: Case, suffix: str, document: bytes) -> Carried:
    write = WRITERS[suffix]
    aliases = {s.renamed: [s.heading] for s in case.sections if s.fate == "renamed"}
    return carry(
        document,
        write(case.new(), "Parts of [PACKAGE_NAME]"),
        write(case.base(), "Parts of [PACKAGE_NAME]"),
        suffix=suffix,
        aliases=aliases,
    )


suffixes = st.sampled_from([".md", ".rst"])


@settings(max_examples=100, deadline=None)
@given(cases(plain=True), suffixes)
def test_merge_is_what_the_model_says(case: Case, suffix: str) -> None:
    document = WRITERS[suffix](case.ours(), "Parts of core")
    carried = run(case, suffix, document.encode())
    expected, conflict = case.expected()
    assert bool(carried.plan.conflicts) is conflict
    if not conflict:
        assert read(carried.text, suffix) == expected
        assert "\n\n\n" not in carried.text


@settings(max_examples=100, deadline=None)
@given(cases(), suffixes, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.integers(0, 2))
def test_no_line_of_a_person_is_lost(
    case: Case, suffix: str, newline: str, bom: bool, ends: int
) -> None:
    text = WRITERS[suffix](case.ours(), "Parts of core").rstrip("\n") + "\n" * ends
    data = ("\ufeff" * bom + text.replace("\n", newline)).encode()
    carried = run(case, suffix, data)
    before, after = data.decode().split(newline), carried.text.split(newline)
    given = set(WRITERS[suffix](case.base(), "Parts of core").split("\n"))
    own = [line for line in before if line.strip("\ufeff-=") and line.strip("\ufeff") not in given]
    assert [line for line in after if line in set(own)] == own
    assert carried.data.startswith(b"\xef\xbb\xbf") is bom
    assert len(carried.text) - len(carried.text.rstrip("\r\n")) == ends * len(newline)
    if newline in data.decode():
        assert set(re.findall("\r\n|\r|\n", carried.text)) <= {newline}


@settings(max_examples=100, deadline=None)
@given(cases(), suffixes)
def test_second_time_changes_nothing(case: Case, suffix: str) -> None:
    document = WRITERS[suffix](case.ours(), "Parts of core").encode()
    first = run(case, suffix, document)
    new = WRITERS[suffix](case.new(), "Parts of [PACKAGE_NAME]")
    second = carry(first.data, new, new, suffix=suffix)
    assert second.data == first.data
    assert second.actions == []


@settings(max_examples=100, deadline=None)
@given(cases(), suffixes)
def test_without_a_base_sections_are_only_inserted(case: Case, suffix: str) -> None:
    write = WRITERS[suffix]
    document = write(case.ours(), "Parts of core")
    new = write(case.new(), "Parts of [PACKAGE_NAME]")
    carried = carry(document, new, None, suffix=suffix)
    assert {action for action, _heading in carried.actions} <= {"inserted", "differs"}
    after = carried.text.split("\n")
    here = iter(after)
    assert all(line in here for line in document.split("\n")), "lines were moved or lost"
    headings = [heading for heading, _blocks in read(carried.text, suffix)]
    assert {heading for heading, _blocks in case.new()} <= set(headings)
    assert len(headings) == len(set(headings))


@given(st.text(alphabet="ab \t#=-\r\n\ufeff", max_size=40))
def test_without_edits_files_stay_as_they_are(text: str) -> None:
    data = text.encode()
    assert SourceFile(data).edited(()) == data
