"""A new decision as a file of its own, in the manner of the log that it goes into."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

from sphinxext_archdoc.catalog import Workspace
from sphinxext_archdoc.editing import RefusedError
from sphinxext_archdoc.editing.draft import (
    ARCHDOC,
    MADR,
    NYGARD,
    Manner,
    heading_like,
    record_text,
    template_like,
)
from sphinxext_archdoc.editing.draft_facts import Draft
from sphinxext_archdoc.editing.files import FileChange
from sphinxext_archdoc.editing.homes import LogHome
from sphinxext_archdoc.editing.naming import DATE, NUMBER, SLUG
from sphinxext_archdoc.editing.successors import Successor
from sphinxext_archdoc.editing.wording import Wanted
from sphinxext_archdoc.loader import Reader
from sphinxext_archdoc.loader.writing import SourceFile
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import Decision

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*$")


def new_record(
    reader: Reader,
    workspace: Workspace,
    home: LogHome,
    *,
    title: str,
    wanted: Wanted,
    date: str,
    taken: set[int],
    template: str | None = None,
    supersedes: Sequence[Successor] = (),
) -> tuple[FileChange, Decision]:
    """Return the file of a new decision, and the decision as it is read from it.

    *taken* are numbers that it may not have, *date* is ISO, *template* one of
    ``draft.TEMPLATES`` or None for that of the log. Raises RefusedError when the text would
    not be read as a record of that title, number, status and date.
    """
    style = home.style
    numbered = style.kind == NUMBER or _are_numbered(home)
    number = max(taken | home.numbers(), default=0) + 1 if numbered else None
    name = style.name(title, number, date)
    path = posixpath.normpath(posixpath.join(home.folder, _category(home), name))
    draft = Draft(
        title=title,
        number=number,
        status=wanted.status,
        word=wanted.word,
        date=date,
        supersedes=supersedes,
        path=path,
        local=f"ADR-{number or 0:0{style.width if style.kind != SLUG else 1}}",
    )
    manner = _manner(reader, home, path, template)
    text = record_text(draft, manner)
    if source := _example(reader, home):
        text = text.replace("\n", source.newline)
    read = Reader(reader.settings, home.workspace_with(workspace, path)).read(path, text)
    decision = next((r for r in read.records if isinstance(r, Decision)), None)
    if not read.is_record or decision is None or not _is_it(decision, draft):
        message = f"A record called {title!r} would not be read as one; choose another title."
        raise RefusedError(message)
    return FileChange(path=path, before=None, after=text.encode()), decision


def _is_it(decision: Decision, draft: Draft) -> bool:
    return (
        decision.title == draft.title
        and decision.number == draft.number
        and decision.status.value is draft.status
        and decision.date.value == draft.date
    )


def _are_numbered(home: LogHome) -> bool:
    """Return whether records have numbers though the names of their files have none."""
    if home.style.kind == DATE:
        return False
    return bool(home.latest and home.latest.number is not None)


def _category(home: LogHome) -> str:
    """Return the folder in the log that its records lie in, where it is one alone."""
    if not home.documents or home.style.page:
        return ""
    folders = {
        posixpath.relpath(posixpath.dirname(d.path) or ".", home.folder) for d in home.documents
    }
    return folders.pop() if len(folders) == 1 else ""


def _example(reader: Reader, home: LogHome) -> SourceFile | None:
    if home.latest is None:
        return None
    data = reader.files.read(home.latest.location.path)
    try:
        return SourceFile(data) if isinstance(data, bytes) else None
    except UnicodeDecodeError:
        return None


def _manner(reader: Reader, home: LogHome, path: str, template: str | None) -> Manner:
    """Return how the record is to be written: like the latest one of its form."""
    latest = home.latest
    own = template_like(home.dialect) if home.dialect else NYGARD
    chosen = template or own
    markup = "restructuredtext" if path.endswith(".rst") else "markdown"
    dialect = home.dialect if chosen == own else ""
    default = None if chosen == MADR else ("", 1, ". ")
    if latest is None:
        return Manner(template=chosen, markup=markup, heading=default)
    text = reader.text(latest.location.path)
    document = parse(latest.location.path, text)
    marks, is_overlined = _adornments(document)
    return Manner(
        template=chosen,
        dialect=dialect,
        markup=markup,
        heading=heading_like(document, latest) if chosen in (own, ARCHDOC) else default,
        bullet=_bullet(document),
        adornments=marks,
        is_overlined=is_overlined,
    )


def _bullet(document: Document) -> str:
    found = re.search(r"(?m)^([*-]) \w[\w ]*:", "\n".join(document.lines[:20]))
    return found[1] if found else "*"


def _adornments(document: Document) -> tuple[str, bool]:
    """Return the characters below headings of the first two levels, and whether above too."""
    marks: dict[int, str] = {}
    over = False
    if document.markup == "restructuredtext":
        for section in document.root.walk():
            below = document.lines[section.line] if section.line < len(document.lines) else ""
            if section.level and _ADORNMENT.match(below):
                marks.setdefault(section.level, below[0])
                above = document.lines[section.line - 2] if section.line > 1 else ""
                over = over or (section.level == 1 and above.strip() == below.strip())
    first = marks.get(1, "=")
    second = marks.get(2, "-" if first != "-" else "~")
    return first + second, over
