"""Title and summary of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinxext_archdoc.formats._document_outline import Outline, Part
from sphinxext_archdoc.formats._document_text import Reading, paragraphs_of
from sphinxext_archdoc.markup.tree import Block, Quote, Section
from sphinxext_archdoc.vocabulary.sections import section_name

_WORD = r"architecture|architektur|arquitectura|arquitetura|mimarisi|アーキテクチャ|架构|架構"
_KIND = (
    rf"(?:(?:system|software)\s+)?(?:{_WORD})(?:\s+(?:document(?:ation)?|overview|guide|notes))?"
)
_BEFORE = re.compile(
    rf"^{_KIND}(?:\s*[-–—:：|]+\s*|\s+(?:of|for|von|de|do|da|du)\s+(?:the\s+)?)", re.IGNORECASE
)
_BEHIND = re.compile(rf"(?:\s*[-–—:：|]+)?\s*(?:の|的)?{_KIND}\s*$", re.IGNORECASE)
_PATH = re.compile(r"\s*\(\s*`?[\w@.-]+(?:/[\w@.-]+)+/?`?\s*\)\s*$")
_METADATA = re.compile(
    r"^(?:\*\*|__|_|\*)?(?:last updated|updated|date|status|version|author|authors|owner|owners"
    r"|maintainers?|package|location|path|source)\b(?:\*\*|__)?\s*[:：]",
    re.IGNORECASE,
)
_ABOUT_DOCUMENT = re.compile(
    r"^(?:this|the following) (?:document|file|page|section|readme|guide|architecture)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^\W*(?:note|warning|tip|important|todo|hint|caution)\b\W", re.IGNORECASE)
_LONGEST = 600
"""Characters of a summary; a longer one is cut behind a sentence."""
_FIRST_CHOICES = frozenset({"system overview", "overview", "introduction"})


def title_of(outline: Outline, reading: Reading) -> str:
    """Return the document's title without "Architecture"; that of the package for a placeholder.

    Empty when the document has none.
    """
    front = reading.document.front_matter.get("title")
    raw = outline.title.title if outline.title else front if isinstance(front, str) else ""
    plain = reading.plain(_PATH.sub("", raw))
    if not plain:
        return ""
    bare = _BEHIND.sub("", _BEFORE.sub("", plain)).strip(" -–—:：|")
    if not bare or reading.is_placeholder(_BEFORE.sub("", raw)) or reading.is_placeholder(bare):
        return reading.context.package if reading.context.package != "." else plain
    return bare


def summary_of(outline: Outline, reading: Reading) -> str:
    """Return the first paragraph that says what the package is, plain.

    That of the overview, else the one under the title. A paragraph that only announces a
    list or speaks of the document itself is taken when there is no other.
    """
    found = list(_paragraphs(outline, reading))
    best = next((text for text in found if _is_good(text)), next(iter(found), ""))
    return _cut(best)


def _paragraphs(outline: Outline, reading: Reading) -> Iterator[str]:
    overviews = [part for part in outline.parts if part.role == "overview"]
    overviews.sort(key=lambda part: _rank(part, reading))
    first = [part for part in overviews if _rank(part, reading) == 0]
    for part in first:
        yield from _in_section(part.section, reading)
    top = outline.title
    yield from _in_blocks(reading.document.root.blocks, reading)
    if top is not None:
        yield from _in_blocks(top.blocks, reading)
    for part in overviews:
        if part not in first:
            yield from _in_section(part.section, reading)


def _rank(part: Part, reading: Reading) -> int:
    return (
        0
        if section_name(reading.plain(part.section.title)) in _FIRST_CHOICES
        or (part.spec and not part.renamed)
        else 1
    )


def _in_section(section: Section, reading: Reading) -> Iterator[str]:
    for inner in section.walk():
        yield from _in_blocks(inner.blocks, reading)


def _in_blocks(blocks: Sequence[Block], reading: Reading) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Quote):
            yield from _in_blocks(block.blocks, reading)
    for paragraph in paragraphs_of(blocks):
        plain = reading.plain(paragraph.text)
        if reading.is_written(paragraph.text) and _is_prose(paragraph.text, plain):
            yield plain


def _is_prose(raw: str, plain: str) -> bool:
    return (len(plain.split()) > 2 or len(plain) > 20) and not (
        _METADATA.match(raw) or _NOTE.match(raw)
    )


def _is_good(plain: str) -> bool:
    return not (plain.endswith((":", "：")) or _ABOUT_DOCUMENT.match(plain))


def _cut(plain: str) -> str:
    if len(plain) <= _LONGEST:
        return plain
    end = max(plain.rfind(mark, 0, _LONGEST) for mark in (". ", "! ", "? ", "。"))
    if end > 0:
        return plain[: end + 1]
    return plain[:_LONGEST].rpartition(" ")[0] + "…"
