"""Finding the decisions of a document: headings, paragraphs, items and rows that are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sphinxext_archdoc.formats._document_blocks import is_silent
from sphinxext_archdoc.formats._document_decisions import Candidate, candidate_of, is_decision_text
from sphinxext_archdoc.formats._document_fields import is_known
from sphinxext_archdoc.formats._document_headings import read_decision_heading
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_rows import decisions_in_blocks, is_pointer, leads_to_page
from sphinxext_archdoc.formats._document_text import split_label
from sphinxext_archdoc.markup.tree import Block, ListBlock, Paragraph, Section
from sphinxext_archdoc.vocabulary.sections import is_label, role_of


def decisions_in_log(section: Section, reading: Reading) -> Iterator[Candidate]:
    """Yield the decisions of a section about decisions.

    Each sub-heading is one, but for those that gather others and those that are no title.
    Without sub-headings, bold lines with a number are taken for headings; else the items and
    rows that give a decision and its reason.
    """
    own, pseudo = _bold_headings(section, reading)
    yield from decisions_in_blocks(own, reading)
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
        if is_known(section.title, reading) or _is_no_title(heading.title, reading):
            return
        if _gathers(section, reading):
            yield from decisions_in_log(section, reading)
            return
    elif _gathers(section, reading) and _all_say_decision(section, reading):
        yield from decisions_in_log(section, reading)
        return
    own, inner = _apart(section, reading)
    if not _points_elsewhere(own, reading):
        yield candidate_of(own, reading)
    for below in inner:
        yield from _of_heading(below, reading)


def _is_no_title(title: str, reading: Reading) -> bool:
    """Return whether a heading among decisions is about them, or about what was not decided."""
    first = title.split()[0] if title.split() else ""
    about_others = reading.vocabulary.field(first) in ("alternatives", "pros-and-cons")
    return is_label("no-decision", title) or role_of(title) == "decisions" or about_others


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
        and all(is_silent(b) for b in section.blocks)
        and not any(is_known(s.title, reading) for s in section.sections)
    )


def _points_elsewhere(section: Section, reading: Reading) -> bool:
    """Return whether a decision has a file of its own, to which its heading or text leads."""
    if leads_to_page(section.title, reading):
        return True
    texts = list(_texts(section.blocks))
    return (
        bool(texts)
        and not section.sections
        and all(text is not None and is_pointer(text, reading) for text in texts)
    )


def _texts(blocks: Sequence[Block]) -> Iterator[str | None]:
    """Yield the raw texts in *blocks*, None for what is no text."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, ListBlock):
            yield from (item.text if len(item.blocks) == 1 else None for item in block.items)
        elif not is_silent(block):
            yield None


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


def decisions_elsewhere(section: Section, reading: Reading) -> Iterator[Candidate]:
    """Yield the decisions below *section*, which is about something else: headings that say so."""
    for inner in _with_fields_below(section.sections, reading):
        heading = read_decision_heading(inner.title, reading)
        if heading.says_decision and not is_known(inner.title, reading):
            own, below = _apart(inner, reading)
            candidate = candidate_of(own, reading)
            sure = heading.number is not None or is_decision_text(candidate, reading)
            if sure and not _points_elsewhere(own, reading):
                yield candidate
                for one in below:
                    yield from _of_heading(one, reading)
                continue
        yield from decisions_elsewhere(inner, reading)
