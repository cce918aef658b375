"""Steps, considerations and references: the points of a document, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinxext_archdoc.formats._document_blocks import lists_of, paragraphs_of
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_text import first_sentence, split_label, without_number
from sphinxext_archdoc.markup.tree import (
    Block,
    Definition,
    DefinitionList,
    Item,
    ListBlock,
    Paragraph,
    Section,
    Table,
)
from sphinxext_archdoc.model import (
    Consideration,
    ConsiderationKind,
    Reference,
    Step,
    slugify,
)

_STEP = re.compile(
    r"^(?:step|schritt|étape|paso|etapa|passo|步骤|步驟|ステップ|adım)\s*(\d+)\W*\s*", re.IGNORECASE
)
_NUMBER = re.compile(r"^(\d{1,3})[.)]\s+")
_TICKED = ("✅", "✔", "☑", "~~")
_DONE = re.compile(r"\((?:done|completed|shipped)\)$", re.IGNORECASE)
_CITED = re.compile(r"^\s*\[\w{1,12}\]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An item, a paragraph or a row of a section."""

    title: str
    """Plain: its label, else its first sentence."""
    text: str
    """Raw."""
    line: int
    end_line: int
    done: bool = False


def read_steps(section: Section, reading: Reading) -> Iterator[Step]:
    """Yield the steps of a section: the items of its ordered lists.

    Headings that count are steps where they say so ("Step 2"), or where there is no list.
    A list that goes on counting belongs to the one before; of others the keys begin with
    the slug of their heading or their number.
    """
    headings = [s for s in section.walk() if s is not section]
    counted = [s for s in headings if _STEP.match(reading.plain(s.title))]
    if not counted and not any(b.ordered for s in section.walk() for b in lists_of(s.blocks)):
        counted = headings
    if steps := [step for s in counted if (step := _heading_step(s, reading))]:
        yield from steps
        return
    lists, expected, prefix = 0, 1, ""
    for inner in section.walk():
        for block in lists_of(inner.blocks):
            if not block.ordered:
                continue
            if lists and block.start != expected:
                prefix = _prefix(inner, section, lists, reading)
            lists += block.start != expected or not lists
            expected = block.start + len(block.items)
            for number, item in enumerate(block.items, block.start):
                if point := item_point(item, reading):
                    yield _step(reading, number, prefix, point)


def _prefix(inner: Section, section: Section, lists: int, reading: Reading) -> str:
    named = slugify(reading.plain(without_number(inner.title))) if inner is not section else ""
    return f"{named or lists + 1}-"


def _heading_step(section: Section, reading: Reading) -> Step | None:
    title = reading.plain(section.title)
    found = _STEP.match(title) or _NUMBER.match(title)
    rest = title[found.end() :].strip() if found else ""
    if found is None or not rest or reading.is_placeholder(title):
        return None
    paragraphs = paragraphs_of(section.blocks)
    text = reading.written(paragraphs[0].text) if paragraphs else ""
    point = Point(title=rest, text=text, line=section.line, end_line=section.end_line)
    return _step(reading, int(found[1]), "", point)


def _step(reading: Reading, number: int, prefix: str, point: Point) -> Step:
    return Step(
        **reading.base(point.line, point.end_line),
        local=reading.unused("step", f"{prefix}{number}"),
        title=_STEP.sub("", point.title) or point.title,
        number=number,
        description=point.text,
    )


def read_considerations(
    section: Section, kind: ConsiderationKind, reading: Reading
) -> Iterator[Consideration]:
    """Yield a consideration for each item, paragraph and row of a section and those below it."""
    for inner in section.walk():
        for point in _points(inner.blocks, reading):
            count = reading.unused(f"consideration {kind}", kind.value)
            local = f"{kind.value}-1" if count == kind.value else count
            yield Consideration(
                **reading.base(point.line, point.end_line),
                local=local,
                title=point.title,
                kind=kind,
                text=point.text,
            )


def _points(blocks: Sequence[Block], reading: Reading) -> Iterator[Point]:
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            if not _introduces(block, following):
                yield from _written(block.text, block, reading)
        elif isinstance(block, ListBlock):
            for item in block.items:
                if found := item_point(item, reading):
                    yield found
        else:
            yield from _rows(block, reading)


def _introduces(block: Paragraph, following: Block | None) -> bool:
    """Return whether a paragraph only announces the block after it."""
    last = block.text.rstrip().rstrip("*_")[-1:]
    return last in (":", "：") and following is not None and not isinstance(following, Paragraph)


def _rows(block: Block, reading: Reading) -> Iterator[Point]:
    if isinstance(block, Table):
        for line, row in zip(block.row_lines, block.rows, strict=True):
            cells = [cell for cell in row if reading.is_written(cell)]
            if cells and reading.is_written(row[0]):
                yield Point(
                    title=first_sentence(reading.plain(cells[0])),
                    text=" — ".join(cells),
                    line=line,
                    end_line=line,
                )
    elif isinstance(block, DefinitionList):
        yield from (_of_term(term, reading) for term in block.items)


def _of_term(term: Definition, reading: Reading) -> Point:
    texts = [p.text for p in paragraphs_of(term.blocks)]
    return Point(
        title=reading.plain(term.term),
        text="\n\n".join([term.term, *texts]),
        line=term.line,
        end_line=term.end_line,
    )


def _written(text: str, block: Block, reading: Reading, done: bool = False) -> Iterator[Point]:
    """Yield the point that a raw *text* makes, unless nobody has written it."""
    label = split_label(text)
    if not reading.is_written(text):
        return
    if label is not None and label.separated and label.style != "plain":
        if label.rest and not reading.is_written(label.rest):
            return
        title = reading.plain(label.name)
        if reading.is_placeholder(title):
            title = first_sentence(reading.plain(label.rest))
    else:
        title = first_sentence(reading.plain(text))
    if reading.is_placeholder(title):
        return
    if any(c.isalnum() for c in title):
        yield Point(title=title, text=text, line=block.line, end_line=block.end_line, done=done)


def is_done(raw: str) -> bool:
    """Return whether *raw* says that something is done: struck out, ticked or by a word."""
    text = raw.strip()
    if text.startswith(_TICKED) or text.endswith("~~"):
        return True
    return text.endswith(")") and _DONE.search(text) is not None


def item_point(item: Item, reading: Reading) -> Point | None:
    """Return the point that an item makes, None when nobody has written it."""
    done = bool(item.checked) or is_done(item.text)
    found = next(_written(item.text, item, reading, done), None)
    if found is None or len(item.blocks) < 2:
        return found
    return replace(found, text=reading.item_text(item))


def read_references(section: Section, reading: Reading) -> Iterator[Reference]:
    """Yield the entries of a section of references: items, rows, and paragraphs with a link."""
    number = 0
    for inner in section.walk():
        for point in _referred(inner.blocks, reading):
            number += 1
            links = reading.links(point.text)
            yield Reference(
                **reading.base(point.line, point.end_line),
                local=str(number),
                title=point.title,
                text=point.text,
                url=links[0].destination if links else "",
            )


def _referred(blocks: Sequence[Block], reading: Reading) -> Iterator[Point]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield from (p for item in block.items if (p := _entry(item.text, item, reading)))
        elif isinstance(block, Paragraph) and reading.links(block.text):
            for place, line in enumerate(block.text.split("\n")):
                at = Block(line=block.line + place, end_line=block.line + place)
                if reading.links(line) and (point := _entry(line, at, reading)):
                    yield point
        elif isinstance(block, Table):
            yield from _rows(block, reading)


def _entry(text: str, block: Block, reading: Reading) -> Point | None:
    if not reading.is_written(text):
        return None
    links = reading.links(text)
    title = links[0].text if links else first_sentence(reading.plain(text))
    if links and title == links[0].destination:
        before = _CITED.sub("", reading.plain(text[: links[0].offset])).strip(" ,;:–—-(<")
        title = first_sentence(before) or title
    if not title:
        return None
    return Point(title=title, text=text, line=block.line, end_line=block.end_line)
