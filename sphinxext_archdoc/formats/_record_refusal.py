"""What lies in decision logs and is no record: templates, indexes, texts about the log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinxext_archdoc.formats._record_survey import Survey
from sphinxext_archdoc.formats._record_text import lines_in
from sphinxext_archdoc.markup.tree import (
    Block,
    CodeBlock,
    DirectiveBlock,
    ListBlock,
    OtherBlock,
    Paragraph,
    Table,
)
from sphinxext_archdoc.model import Status
from sphinxext_archdoc.vocabulary import normal_name, read_date
from sphinxext_archdoc.vocabulary.sections import begins_with_label, holds_label, is_label


def is_record(survey: Survey) -> bool:
    """Return whether the document can be a record at all, whatever its dialect."""
    return not refusal(survey)


def refusal(survey: Survey) -> str:
    """Return what the document is when it is no record, empty when it may be one."""
    if _is_empty(survey):
        return "empty"
    if _is_template(survey):
        return "a template"
    return "a text about records" if _is_index(survey) else ""


def _is_empty(survey: Survey) -> bool:
    if survey.heading is not None or survey.parts or survey.entries:
        return False
    blocks = survey.intro
    return not blocks or all(isinstance(b, OtherBlock) for b in blocks)


_BRACKETED = re.compile(
    r"^[\W_]*(?:\[[^\[\]]+\](?!\()|\{\{?[^{}]+\}?\}|<[^<>@/]+>|%[^%]+%)[\W_]*$", re.DOTALL
)
_TITLES = frozenset(
    re.split(
        r"\|\s*",
        """title|adr title|adr title here|decision title|short title|title here|
        title of the decision|title of decision|title of the decision record|title of the adr|
        name|name of the decision|short title of solved problem and solution|number title|
        adr nnnn title|the title|short descriptive title|descriptive title|short noun phrase|
        your title here|insert title here|decision name|title goes here|
        titel|titre|titulo|标题|タイトル|baslik""",
    )
)
"""What a template has for a title, as names are compared."""
_DATE_FORM = re.compile(r"^\W*(?:y{4}\W?m{2}\W?d{2}|d{2}\W?m{2}\W?y{4}|date|when)\b", re.IGNORECASE)


def _is_template(survey: Survey) -> bool:
    """Return whether the document is to be filled in.

    The title and one more of status, date and sections hold a placeholder; or, where the
    title is real or missing, the status, the date and the sections all do; or nothing at all
    says what was decided. A record whose title alone, or whose sections alone, were left as
    the template has them is a record.
    """
    title = _title_is_placeholder(survey)
    status = _status_is_placeholder(survey)
    date = _date_is_placeholder(survey)
    says_template = survey.heading is not None and holds_label("template", survey.name.title)
    unnamed = survey.is_unnamed and not (survey.intro or survey.file.number)
    if not (title or status or date or says_template or unnamed):
        return False
    filled, left = _sections(survey)
    sections = left > filled
    if unnamed and not (filled or _has_real_status(survey)):
        return True
    if title:
        return status or date or sections or (filled == 0 and not survey.intro)
    if says_template and sections and not survey.file.number:
        # One of the statuses to choose from may be set off.
        return True
    if _has_real_status(survey):
        return False
    if says_template:
        return status or date or sections
    return (status and sections) or (left > 0 and filled == 0)


def _title_is_placeholder(survey: Survey) -> bool:
    return survey.name.is_placeholder or _is_placeholder_title(survey.name.title)


def _is_placeholder_title(title: str) -> bool:
    return bool(_BRACKETED.match(title)) or normal_name(title) in _TITLES


def _values(survey: Survey, field: str) -> Iterator[str]:
    for entry in survey.labelled(field):
        yield entry.text
    for part in survey.parts:
        if part.field == field:
            yield from (line.text for line in lines_in(part.section.blocks))


def _status_is_placeholder(survey: Survey) -> bool:
    texts = [text for text in _values(survey, "status") if text.strip()]
    readings = [survey.vocabulary.status(text) for text in texts]
    if any(r.value is not Status.UNKNOWN for r in readings):
        return False
    listed = any(r.enumeration for r in readings)
    return listed or any(_BRACKETED.match(text) or text.strip() == "STATUS" for text in texts)


def _has_real_status(survey: Survey) -> bool:
    readings = (survey.vocabulary.status(text) for text in _values(survey, "status"))
    return any(r.value is not Status.UNKNOWN for r in readings)


def _date_is_placeholder(survey: Survey) -> bool:
    texts = [text for text in _values(survey, "date") if text.strip()]
    return any(
        read_date(text) is None
        and (_DATE_FORM.match(text.strip("*_`\"' ")) or _BRACKETED.match(text))
        for text in texts
    )


def _sections(survey: Survey) -> tuple[int, int]:
    """Return how many sections say something, and how many hold a prompt and nothing else."""
    filled = left = 0
    for part in survey.parts:
        if part.is_metadata or part.section.sections:
            continue
        lines = [line.text for line in lines_in(part.section.blocks) if line.text]
        if lines and all(map(_is_prompt, lines)):
            left += 1
        elif lines or any(isinstance(b, CodeBlock) for b in part.section.blocks):
            filled += 1
    return filled, left


def _is_prompt(text: str) -> bool:
    bare = re.sub(r"^\W*(?:(?:good|bad|neutral),? because\b)?", "", text, flags=re.IGNORECASE)
    if _BRACKETED.match(text) or _BRACKETED.match(bare) or begins_with_label("prompt", bare):
        return True
    if not bare.strip(" .…*_"):
        return True
    outside = re.sub(r"\{[^{}]*\}|\[[^\[\]]*\](?!\()|<[^<>]*>", "", text)
    return len(re.findall(r"\w+", outside)) * 2 < len(re.findall(r"\w+", text)) and "](" not in text


_LOG = (
    r"(?:(?:any|architecture|architectural|design|technical|key|project)\s+)*"
    r"(?:adrs?|madrs?|decisions?(?:\s+(?:records?|logs?))?)(?:\s+\(adrs?\))?"
)
_ABOUT = (
    r"(?:index|logs?|list|overview|process|guide|guidelines?|readme|templates?|workflow|how\s+to|"
    r"howto|documentation|catalog(?:ue)?|summary|table\s+of\s+contents|creation|lifecycle|records?|"
    r"archive|backlog|conventions?|faq|format|glossary|inventory|legend|naming|numbering|"
    r"policy|register|registry|rules|standards?|status(?:es)?|taxonomy)"
)
_ABOUT_LOG = re.compile(
    rf"(?:(?:{_ABOUT}\s+(?:of|for|to)\s+)?(?:(?:all|our|the)\s+)*{_LOG}(?:\s+{_ABOUT})*"
    rf"|(?:about|using|writing|creating|working\s+with|what\s+(?:is|are)(?:\s+an?)?)\s+{_LOG}\??)",
    re.IGNORECASE,
)
"""Titles of texts about a log."""


def _is_index(survey: Survey) -> bool:
    """Return whether the document is about the log: a list of its records, or how to use it."""
    if any(survey.part(f) for f in ("decision", "consequences", "rationale")):
        return False
    if survey.file.number is not None or survey.file.date is not None:
        return False
    if _is_nameless(survey) or _is_of_meeting(survey):
        return True
    blocks = [*survey.intro, *(b for part in survey.parts for b in part.section.blocks)]
    if any(isinstance(b, DirectiveBlock) and b.name == "toctree" for b in blocks):
        return True
    if survey.name.number is None and _is_about_log(survey.name.title):
        return not _has_real_status(survey)
    links, others = _links_to_records(survey, blocks)
    return links > max(2, others) and not _has_real_status(survey)


def _is_about_log(title: str) -> bool:
    return _ABOUT_LOG.fullmatch(title) is not None or is_label("log", title)


def _is_nameless(survey: Survey) -> bool:
    """Return whether nothing names the document, and nothing in it is of a record."""
    named = survey.heading is not None or survey.name.title or survey.has_metadata
    return not (named or survey.is_madr or survey.is_nygard)


def _is_of_meeting(survey: Survey) -> bool:
    """Return whether the title begins or ends, but for a date, with a word for a meeting."""
    if survey.has_metadata:
        return False
    title = re.sub(r"[\W\d_]+$", "", survey.name.title)
    last = title.rpartition(" ")[2]
    return begins_with_label("meeting", title) or is_label("meeting", last)


_RECORD_LINK = re.compile(r"(?<!/)(?:[\w.-]+/)*[\w.%-]+\.(?:md|rst|adoc|html)(?:#.*)?$|^[\w.-]+/$")


def _links_to_records(survey: Survey, blocks: Sequence[Block]) -> tuple[int, int]:
    """Return how many items and rows link to a file beside the document, and how many do not."""
    links = others = 0
    for block in blocks:
        for line in lines_in([block]) if isinstance(block, ListBlock | Table) else ():
            if not line.is_item:
                continue
            targets = [link.destination for link in survey.document.links(line.text)]
            local = any("://" not in t and _RECORD_LINK.search(t) for t in targets)
            links, others = links + local, others + (not local)
        others += isinstance(block, Paragraph) and len(block.text) > 400
    return links, others
