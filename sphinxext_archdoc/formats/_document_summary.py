"""Title and summary of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinxext_archdoc.formats._document_blocks import paragraphs_of
from sphinxext_archdoc.formats._document_outline import Outline, Part
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_text import without_ornament
from sphinxext_archdoc.markup.tree import Block, Quote, Section
from sphinxext_archdoc.vocabulary.sections import is_label, section_name

_WORD = r"architecture|architektur|arquitectura|arquitetura|mimarisi|アーキテクチャ|架构|架構"
_KIND = (
    rf"(?:(?:system|software)\s+)?(?:{_WORD})(?:\s+(?:document(?:ation)?|overview|guide|notes))?"
)
_BEFORE = re.compile(
    rf"^{_KIND}(?:\s*[-–—:：|]+\s*|\s+(?:of|for|von|de|do|da|du)\s+(?:the\s+)?)", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"(?:\s*[-–—:：|]+\s*(?:(?:package|module|component)\s+)?|(?:の|的)|(?<!\S)|\s+){_KIND}\s*$",
    re.IGNORECASE,
)
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
_PICTURES = re.compile(r"(?:\[?!\[[^\[\]]*\]\([^()]*\)(?:\]\([^()]*\))?\s*)+")
"""Badges and other images alone."""
_LONGEST = 600
"""Characters of a summary; a longer one is cut behind a sentence."""
_ENDS = (". ", "! ", "? ", "。")
_STOPS = (".", "!", "。")
_OVERVIEWS = frozenset({"system overview", "overview", "introduction", "purpose"})


def title_of(outline: Outline, reading: Reading) -> str:
    """Return the document's title without "Architecture"; that of the package for a placeholder.

    Empty when the document has none.
    """
    front = reading.document.front_matter.get("title")
    raw = outline.title.title if outline.title else front if isinstance(front, str) else ""
    if len(raw) > _LONGEST:
        return reading.plain(raw)
    plain = reading.plain(without_ornament(_PATH.sub("", raw)))
    if not plain:
        return ""
    bare = _BEHIND.sub("", _BEFORE.sub("", plain)).strip(" -–—:：|")
    if not bare or reading.is_placeholder(_BEFORE.sub("", raw)) or reading.is_placeholder(bare):
        return reading.context.package if reading.context.package != "." else plain
    return bare


def summary_of(outline: Outline, reading: Reading) -> str:
    """Return the first paragraph that says what the package is, plain.

    That of the overview, else the one under the title, else that of a section that is an
    overview by a looser name. A paragraph that only announces a list or speaks of the
    document itself is taken when there is no other.
    """
    firsts = [text for blocks in _places(outline, reading) if (text := _first(blocks, reading))]
    best = next((text for text in firsts if _is_good(text)), next(iter(firsts), ""))
    return _cut(best)


def _places(outline: Outline, reading: Reading) -> Iterator[Sequence[Block]]:
    """Yield the runs of blocks that may begin with the summary, the likeliest first."""
    overviews = [part for part in outline.parts if part.role == "overview"]
    sure = [part for part in overviews if _is_overview(part, reading)]
    title = outline.title.blocks if outline.title else ()
    yield from (_first_blocks(part.section) for part in sure)
    yield (*reading.document.root.blocks, *title)
    yield from (_first_blocks(part.section) for part in overviews if part not in sure)
    for part in outline.parts:
        if is_label("tasks", reading.plain(part.section.title)):
            yield _first_blocks(part.section)


def _first_blocks(section: Section) -> Sequence[Block]:
    return next((s.blocks for s in section.walk() if s.blocks), ())


def _first(blocks: Sequence[Block], reading: Reading) -> str:
    """Return the first paragraph among *blocks* that says something, in a quote if need be."""
    for paragraph in paragraphs_of(blocks):
        plain = reading.plain(paragraph.text)
        if reading.is_written(paragraph.text) and _is_prose(paragraph.text, plain):
            return plain
    quotes = [_first(b.blocks, reading) for b in blocks if isinstance(b, Quote)]
    return next((text for text in quotes if text), "")


def _is_overview(part: Part, reading: Reading) -> bool:
    """Return whether a part is the overview by its template or by its plain name."""
    name = section_name(reading.plain(part.section.title))
    return (part.spec is not None and not part.renamed) or name in _OVERVIEWS


def _is_prose(raw: str, plain: str) -> bool:
    is_long_enough = len(plain.split()) > 2 or len(plain) > 20 or plain.endswith(_STOPS)
    return is_long_enough and not (
        _METADATA.match(raw) or _NOTE.match(raw) or _PICTURES.fullmatch(raw.strip())
    )


def _is_good(plain: str) -> bool:
    announces = plain.endswith((":", "：")) and not _without_last_sentence(plain)
    return not (announces or _ABOUT_DOCUMENT.match(plain))


def _without_last_sentence(plain: str) -> str:
    end = max(plain.rfind(mark) for mark in _ENDS)
    return plain[: end + 1] if end > 0 else ""


def _cut(plain: str) -> str:
    if plain.endswith((":", "：")):
        plain = _without_last_sentence(plain) or plain.rstrip(" :：")
    if len(plain) <= _LONGEST:
        return plain
    end = max(plain.rfind(mark, 0, _LONGEST) for mark in _ENDS)
    if end > 0:
        return plain[: end + 1]
    return plain[:_LONGEST].rpartition(" ")[0] + "…"
