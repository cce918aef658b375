"""Puts all of a record's page into one section that has the record's title.

Some records have their title in the front matter and no heading for it; in others, mostly in
reStructuredText, the title is a heading like those of the parts. Sphinx would call the first
after its first part, and list the parts of both beside the other pages.
"""

from __future__ import annotations

import re

from docutils import nodes

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.model import Decision
from sphinxext_archdoc.sphinx_ext.marking import Places

_BEFORE = (nodes.docinfo, nodes.comment, nodes.meta, nodes.substitution_definition)
"""What may stand above the section of the page."""


def gather(document: nodes.document, places: Places, record: Decision, config: Config) -> bool:
    """Make the page of *record*, which is a file, one section; whether that changed it."""
    tops = [node for node in document.children if isinstance(node, nodes.section)]
    own = _heading(places, record, tops, config)
    if own is None:
        _put_below_title(document, record)
        return True
    if own not in tops:
        return False
    others = tops[tops.index(own) + 1 :]
    for section in others:
        place = document.index(section)
        # With what stands right before it: anchors and comments.
        first = document.index(own) + 1
        own.extend(document[first : place + 1])
        del document[first : place + 1]
    return bool(others)


def _heading(
    places: Places, record: Decision, tops: list[nodes.section], config: Config
) -> nodes.section | None:
    """Return the section whose heading is the title of *record*."""
    line = record.location.line
    node = places.at(record.location.path, line)
    if isinstance(node, nodes.section) and (line > 1 or not _is_part(node, record, config)):
        return node
    return next((section for section in tops if _has(section, record.title)), None)


def _is_part(section: nodes.section, record: Decision, config: Config) -> bool:
    from sphinxext_archdoc.vocabulary import vocabulary

    words = vocabulary(config)
    text = _title(section)
    return not _has(section, record.title) and bool(words.field(text) or words.role(text))


def _has(section: nodes.section, title: str) -> bool:
    return bool(_letters(title)) and _letters(title) in _letters(_title(section))


def _title(section: nodes.section) -> str:
    first = section.children[0] if section.children else None
    return first.astext() if isinstance(first, nodes.title) else ""


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _put_below_title(document: nodes.document, record: Decision) -> None:
    section = nodes.section(names=[nodes.fully_normalize_name(record.title)])
    section.source = document.get("source", "")
    # Docutils gives a section of reStructuredText the line below its title.
    section.line = record.location.line + record.location.path.endswith(".rst")
    section += nodes.title(record.title, "", nodes.Text(record.title))
    first = next(
        (i for i, node in enumerate(document.children) if not isinstance(node, _BEFORE)),
        len(document.children),
    )
    section.extend(document[first:])
    del document[first:]
    document += section
    document.note_implicit_target(section, section)
