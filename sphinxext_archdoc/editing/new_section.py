"""A new decision as a section of a package's document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile

from sphinxext_archdoc.catalog import Edit
from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.editing import RefusedError
from sphinxext_archdoc.editing.draft import heading_like
from sphinxext_archdoc.editing.draft_facts import Draft
from sphinxext_archdoc.editing.files import FileChange
from sphinxext_archdoc.editing.homes import DocumentHome
from sphinxext_archdoc.editing.records import same_records
from sphinxext_archdoc.editing.successors import Successor
from sphinxext_archdoc.editing.wording import Wanted
from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._document_outline import Part, choose_template, outline
from sphinxext_archdoc.loader import Reader
from sphinxext_archdoc.loader.writing import SourceFile
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.tree import Document, Section
from sphinxext_archdoc.model import Decision
from sphinxext_archdoc.templates.guidance import Guidance
from sphinxext_archdoc.templates.reading import shared_templates
from sphinxext_archdoc.vocabulary import vocabulary
from sphinxext_archdoc.vocabulary.placeholders import is_placeholder
from sphinxext_archdoc.vocabulary.sections import role_of

_ROLE = "decisions"
_LABEL = re.compile(r"\s*(?:[-*+]\s+)?(?:\*\*|__)(?P<label>[^*_:]+)(?::?(?:\*\*|__):?)")
_MADE_AT_ONCE = frozenset({"status", "date"})


def new_section(
    reader: Reader,
    home: DocumentHome,
    *,
    title: str,
    wanted: Wanted,
    date: str,
    taken: set[int],
    supersedes: Sequence[Successor] = (),
) -> tuple[FileChange, Decision]:
    """Return the document with a new decision in it, and the decision as it is read from it.

    It is written as the shared template shows a decision, behind the last one, or in the
    place of an example of the template that nobody has touched. Raises RefusedError when the
    document has no section for decisions, or would be read otherwise than meant.
    """
    path = home.document.path
    data = reader.files.read(path)
    if isinstance(data, Diagnostic):
        raise RefusedError(f"{path}: {data.message}")
    try:
        source = SourceFile(data)
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8, so it is not edited; save it as UTF-8 first."
        raise RefusedError(message) from error
    number = max(taken | home.numbers(), default=0) + 1
    draft = Draft(
        title=title,
        number=number,
        status=wanted.status,
        word=wanted.word,
        date=date,
        supersedes=supersedes,
        path=path,
    )
    place = _Place(reader, home, parse(path, source.text))
    edit = place.edit(draft)
    after = source.edited([edit])
    read = reader.read(path, SourceFile(after).text)
    made = [r for r in read.records if isinstance(r, Decision)]
    new = next((d for d in made if d.number == number and d.title == title), None)
    others = tuple(r for r in read.records if r is not new)
    is_kept = same_records(others, home.document.records)
    if new is None or new.status.value is not wanted.status or not is_kept:
        message = (
            f"{path}: a decision called {title!r} cannot be added without changing something "
            f"else; write it by hand, or as a file."
        )
        raise RefusedError(message)
    return FileChange(path=path, before=data, after=after), new


class _Place:
    """The section for decisions of one document."""

    def __init__(self, reader: Reader, home: DocumentHome, document: Document) -> None:
        self.reader = reader
        self.home = home
        self.document = document
        found, _diagnostics = shared_templates(reader.settings)
        context = ReadContext(
            package=home.package.name,
            config=reader.settings.config,
            templates=tuple(template for template, _ in found),
        )
        self.part = self._part(context)
        chosen = choose_template(document, context.templates)
        self.template = next(d for t, d in found if chosen is None or t == chosen)
        self.guidance = Guidance([self.template])

    def _part(self, context: ReadContext) -> Section:
        parts = outline(self.document, context).parts
        section = next((p.section for p in parts if _is_for_decisions(p)), None)
        if section is None:
            path = self.document.path
            message = f"{path} has no section for decisions; add one, or write a file (--file)."
            raise RefusedError(message)
        return section

    def edit(self, draft: Draft) -> Edit:
        """Return what puts the decision where it belongs."""
        own = [
            d for d in self.home.decisions if self.part.line < d.location.line <= self.part.end_line
        ]
        latest = max(own, key=lambda d: d.location.line) if own else None
        example = None if own else self._example()
        if example is not None:
            lines = self._text(draft, latest, example.title, example.level)
            end = self._end(example.end_line)
            return _lines(example.line, end + 1, [*lines, *self._blank_behind(end)])
        sections = self.part.sections
        level = sections[-1].level if sections else self.part.level + 1
        end = self._end(self.part.end_line)
        lines = self._text(draft, latest, "", level)
        return _lines(end + 1, end + 1, ["", *lines])

    def _blank_behind(self, end: int) -> list[str]:
        lines = self.document.lines
        return [] if end >= len(lines) or not lines[end].strip() else [""]

    def _end(self, line: int) -> int:
        while line > self.part.line and not self.document.lines[line - 1].strip():
            line -= 1
        return line

    def _example(self) -> Section | None:
        """Return the section that only shows how a decision is written, if it is untouched."""
        for section in self.part.sections:
            if is_placeholder(self.document.plain(section.title)):
                lines = self.document.lines[section.line : section.end_line]
                if all(not line.strip() or self.guidance.asks(line) for line in lines):
                    return section
        return None

    def _text(self, draft: Draft, latest: Decision | None, example: str, level: int) -> list[str]:
        """Return the lines of the decision, with its heading."""
        heading = self._heading(draft, latest, example)
        lines = [*self._drawn(heading, latest, level), ""]
        lines += [f"**Status**: {draft.said}", "", f"**Date**: {draft.date}", ""]
        for old in draft.supersedes:
            target, label = old.target(draft.path), old.label(old.decision)
            is_markdown = self.document.markup == "markdown"
            link = f"[{label}]({target})" if is_markdown else f"`{label} <{target}>`_"
            lines += [f"**Supersedes**: {link}", ""]
        lines += dropwhile(lambda line: not line.strip(), self._skeleton())
        while not lines[-1].strip():
            lines.pop()
        return lines

    def _heading(self, draft: Draft, latest: Decision | None, example: str) -> str:
        found = heading_like(self.document, latest) if latest is not None else None
        if found is None and example:
            match = re.match(r"(?P<before>\D*)(?P<digits>\d+)(?P<behind>\W+)", example)
            found = (match["before"], len(match["digits"]), ": ") if match else None
        before, width, behind = found or ("Decision ", 1, ": ")
        return f"{before}{draft.number:0{width}}{behind}{draft.title}"

    def _drawn(self, heading: str, latest: Decision | None, level: int) -> list[str]:
        lines = self.document.lines
        if self.document.markup == "markdown":
            return [f"{'#' * min(level, 6)} {heading}"]
        near = latest.location.line if latest is not None else 0
        below = lines[near].strip() if 0 < near < len(lines) else ""
        if not below or len(set(below)) > 1 or below[0].isalnum():
            path = self.document.path
            message = f"{path} shows no decision to write one like; write it by hand (--file)."
            raise RefusedError(message)
        return [heading, below[0] * (len(heading) + 4)]

    def _skeleton(self) -> Iterator[str]:
        """Yield what the template asks of a decision, without what is written at once."""
        parts = _decision_sections(self.template)
        example = next(parts, None)
        if example is None or self.template.markup != self.document.markup:
            yield from _FIELDS
            return
        words = vocabulary(self.reader.settings.config)
        for line in self.template.lines[example.line : example.end_line]:
            match = _LABEL.match(line)
            if match is None or words.field(match["label"]) not in _MADE_AT_ONCE:
                yield line


_FIELDS = (
    "**Context**: [Which problem or force made a decision necessary?]",
    "",
    "**Decision**: [What was chosen, in one or two sentences?]",
    "",
    "**Rationale**: [Why this, and why not the alternatives?]",
    "",
    "**Consequences**: [What becomes easier, what becomes harder, what has to be watched?]",
)


def _is_for_decisions(part: Part) -> bool:
    return _ROLE in (part.role, part.spec.role if part.spec else "")


def _decision_sections(template: Document) -> Iterator[Section]:
    for section in template.root.walk():
        if role_of(template.plain(section.title)) == _ROLE:
            yield from section.sections


def _lines(first: int, behind: int, lines: Sequence[str]) -> Edit:
    """Return an edit that puts *lines* in the place of those from *first* to before *behind*."""
    text = "".join(f"{line}\n" for line in lines)
    return Edit(line=first, column=1, end_line=behind, end_column=1, text=text)
