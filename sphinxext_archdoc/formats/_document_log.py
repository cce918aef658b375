"""Finding the decisions of a document: headings, paragraphs, items and rows that are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sphinxext_archdoc.formats._document_decisions import (
    Candidate,
    candidate_of,
    is_decision_text,
)
from sphinxext_archdoc.formats._document_fields import Segment, is_known, segments
from sphinxext_archdoc.formats._document_headings import (
    DecisionHeading,
    read_decision_heading,
)
from sphinxext_archdoc.formats._document_text import (
    Reading,
    first_sentence,
    is_name,
    split_label,
)
from sphinxext_archdoc.markup.tree import (
    Block,
    Item,
    ListBlock,
    OtherBlock,
    Paragraph,
    Section,
    Table,
)
from sphinxext_archdoc.model import Origin, slugify
from sphinxext_archdoc.vocabulary.sections import is_label, role_of

_REASONS = frozenset({"rationale", "context", "consequences", "alternatives", "drivers"})
_FEWEST_WORDS = 3
"""Words of a reason."""


def decisions_in_log(section: Section, reading: Reading) -> Iterator[Candidate]:
    """Yield the decisions of a section about decisions.

    Each sub-heading is one, but for those that gather others and those that are no title.
    Without sub-headings, bold lines with a number are taken for headings; else the items and
    rows that give a decision and its reason.
    """
    own, pseudo = _bold_headings(section, reading)
    yield from _in_blocks(own, reading)
    inner = sorted((*pseudo, *section.sections), key=lambda s: s.line)
    for below in _with_fields_below(inner, reading):
        yield from _of_heading(below, reading)


def _with_fields_below(sections: Iterable[Section], reading: Reading) -> list[Section]:
    """Put headings of fields that follow a decision on its own level below it."""
    found: list[Section] = []
    for section in sections:
        if found and is_known(section.title, reading) and not is_known(found[-1].title, reading):
            inner = (*found[-1].sections, section)
            found[-1] = replace(found[-1], sections=inner, end_line=section.end_line)
        else:
            found.append(section)
    return found


def _of_heading(section: Section, reading: Reading) -> Iterator[Candidate]:
    heading = read_decision_heading(section.title, reading)
    if not heading.says_decision:
        if is_known(section.title, reading) or _is_no_title(heading.title):
            return
        if _gathers(section, reading):
            yield from decisions_in_log(section, reading)
            return
    elif _gathers(section, reading) and _all_say_decision(section, reading):
        yield from decisions_in_log(section, reading)
        return
    own, inner = _apart(section, reading)
    if not _only_points_elsewhere(own, reading):
        yield candidate_of(own, reading)
    for below in inner:
        yield from _of_heading(below, reading)


def _is_no_title(title: str) -> bool:
    return is_label("no-decision", title) or role_of(title) == "decisions"


def _apart(section: Section, reading: Reading) -> tuple[Section, Sequence[Section]]:
    """Part a section from decisions below it, which are none of its fields.

    What follows such a decision on the same level belongs to that.
    """
    places = [i for i, s in enumerate(section.sections) if _says_decision(s, reading)]
    if not places:
        return section, ()
    first = places[0]
    end_line = section.sections[first].line - 1
    own = replace(section, sections=section.sections[:first], end_line=end_line)
    return own, _with_fields_below(section.sections[first:], reading)


def _says_decision(section: Section, reading: Reading) -> bool:
    return read_decision_heading(section.title, reading).says_decision and not is_known(
        section.title, reading
    )


def _all_say_decision(section: Section, reading: Reading) -> bool:
    return all(_says_decision(s, reading) for s in section.sections)


def _gathers(section: Section, reading: Reading) -> bool:
    """Return whether a heading only gathers decisions: it has no text or fields of its own."""
    return (
        bool(section.sections)
        and all(_is_silent(b) for b in section.blocks)
        and not any(is_known(s.title, reading) for s in section.sections)
    )


def _is_silent(block: Block) -> bool:
    return isinstance(block, OtherBlock) and block.kind in ("comment", "rule", "target", "break")


def _only_points_elsewhere(section: Section, reading: Reading) -> bool:
    """Return whether there is nothing below a heading but a link to the decision's own file."""
    blocks = [b for b in section.blocks if not _is_silent(b)]
    if len(blocks) != 1 or section.sections or not isinstance(blocks[0], Paragraph):
        return False
    text = blocks[0].text
    links = reading.document.links(text)
    pages = [x for x in links if x.destination.split("#")[0].endswith((".md", ".rst", ".adoc"))]
    return (
        bool(pages)
        and "\n" not in text
        and len(text) - sum(len(x.text) + len(x.destination) for x in links) < _POINTER
    )


_POINTER = 40
"""Characters beside the link in a line that only points to a file."""


def _bold_headings(section: Section, reading: Reading) -> tuple[Sequence[Block], list[Section]]:
    """Part the blocks of a section at paragraphs that are a decision's title in bold."""
    starts = [i for i, b in enumerate(section.blocks) if _bold_title(b, reading)]
    if not starts:
        return section.blocks, []
    ends = [*starts[1:], len(section.blocks)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        block = section.blocks[start]
        last = section.blocks[end - 1]
        found.append(
            Section(
                level=min(6, section.level + 1),
                title=_bold_title(block, reading),
                line=block.line,
                end_line=last.end_line,
                blocks=section.blocks[start + 1 : end],
            )
        )
    return section.blocks[: starts[0]], found


def _bold_title(block: Block, reading: Reading) -> str:
    if not isinstance(block, Paragraph) or "\n" in block.text:
        return ""
    label = split_label(block.text)
    if label is None or label.style != "strong" or label.rest:
        return ""
    heading = read_decision_heading(label.name, reading)
    numbered = heading.says_decision or heading.number is not None
    return label.name if numbered and not is_known(label.name, reading) else ""


def _in_blocks(blocks: Sequence[Block], reading: Reading) -> Iterator[Candidate]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield from _in_list(block, reading)
        elif isinstance(block, Table):
            yield from _in_table(block, reading)


def _in_list(block: ListBlock, reading: Reading) -> Iterator[Candidate]:
    """Yield a decision for each item, where all of them have a bold title and a reason."""
    found = [_of_item(item, reading) for item in block.items]
    if all(found):
        for place, candidate in enumerate(c for c in found if c):
            if block.ordered and candidate.heading.number is None:
                number = block.start + place
                heading = replace(candidate.heading, number=number, local=str(number))
                candidate = replace(candidate, heading=heading)
            yield candidate


def _of_item(item: Item, reading: Reading) -> Candidate | None:
    label = split_label(item.text)
    if label is None or label.style != "strong" or not label.separated:
        return None
    if is_known(label.name, reading):
        return None
    reason = label.rest if label.rest.strip() else ""
    inner = segments(
        Section(level=6, title="", line=item.line, end_line=item.end_line, blocks=item.blocks[1:]),
        reading,
    )
    if len(reading.plain(reason).split()) < _FEWEST_WORDS and not inner:
        return None
    own = (
        [Segment(label="", field="rationale", text=reason, line=item.line, origin=Origin.BULLET)]
        if reason
        else []
    )
    heading = read_decision_heading(label.name, reading)
    if heading.says_decision and heading.number is not None and _NUMBER_ALONE(heading) and reason:
        heading = replace(heading, title=first_sentence(reading.plain(reason)))
    return Candidate(
        heading=heading, segments=[*own, *inner], line=item.line, end_line=item.end_line
    )


def _NUMBER_ALONE(heading: DecisionHeading) -> bool:  # noqa: N802
    return not any(
        c.isalpha() for c in heading.title.casefold().replace("decision", "").replace("adr", "")
    )


def _in_table(table: Table, reading: Reading) -> Iterator[Candidate]:
    """Yield a decision for each row of a table that gives decisions and reasons."""
    header = [reading.plain(cell) for cell in table.header]
    fields = [reading.vocabulary.field(cell) for cell in header]
    title = next((i for i, f in enumerate(fields) if f in ("decision", "title")), None)
    if title is None or not _REASONS.intersection(f for f in fields if f):
        return
    for line, row in zip(table.row_lines, table.rows, strict=True):
        cells = dict(enumerate(row))
        if reading.is_written(cells.get(title, "")):
            yield _of_row(cells, header, fields, title, line, reading)


def _of_row(
    cells: Mapping[int, str],
    header: Sequence[str],
    fields: Sequence[str | None],
    title: int,
    line: int,
    reading: Reading,
) -> Candidate:
    heading = read_decision_heading(cells[title], reading)
    text = first_sentence(heading.title)
    topics = [i for i, cell in enumerate(header) if is_label("topic", cell) and i != title]
    if topics and is_name(text, words=4) and cells.get(topics[0], "").strip():
        text = f"{reading.plain(cells[topics[0]])}: {text}"
    number = heading.number
    local = heading.local if number is not None else slugify(text) or "decision"
    ids = [i for i, f in enumerate(fields) if f == "number"]
    if ids and number is None:
        own = read_decision_heading(cells.get(ids[0], ""), reading)
        number, local = own.number, own.local if own.number is not None else local
    used = {*ids, *topics}
    if fields[title] == "title" or reading.plain(cells[title]) == heading.title:
        used.add(title)
    found = [
        Segment(label=header[i], text=text_of.strip(), line=line, origin=Origin.TABLE)
        for i, text_of in cells.items()
        if i < len(header) and i not in used and text_of.strip()
    ]
    return Candidate(
        heading=replace(heading, title=text, number=number, local=local),
        segments=found,
        line=line,
        end_line=line,
    )


def decisions_elsewhere(section: Section, reading: Reading) -> Iterator[Candidate]:
    """Yield the decisions below *section*, which is about something else: headings that say so."""
    for inner in _with_fields_below(section.sections, reading):
        heading = read_decision_heading(inner.title, reading)
        if heading.says_decision and not is_known(inner.title, reading):
            own, below = _apart(inner, reading)
            candidate = candidate_of(own, reading)
            sure = heading.number is not None or is_decision_text(candidate, reading)
            if sure and not _only_points_elsewhere(own, reading):
                yield candidate
                for one in below:
                    yield from _of_heading(one, reading)
                continue
        yield from decisions_elsewhere(inner, reading)
