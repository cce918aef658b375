"""Records that directives define.

What a directive says is read here for both markups and both ways in: for a document of a
package that is read in place, and for a page of a Sphinx project. A wrong option costs one
diagnostic; the rest is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._document_blocks import code_blocks, defining_name
from sphinxext_archdoc.formats._document_decisions import Candidate, decision_of
from sphinxext_archdoc.formats._document_fields import segments
from sphinxext_archdoc.formats._document_headings import read_decision_heading
from sphinxext_archdoc.formats._document_reading import Reading
from sphinxext_archdoc.formats._document_text import local_of
from sphinxext_archdoc.formats._record_entries import Entry, EntryReader
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.directives import option_places
from sphinxext_archdoc.markup.tree import (
    Block,
    DirectiveBlock,
    Document,
    FieldList,
    Item,
    ListBlock,
    Quote,
)
from sphinxext_archdoc.model import (
    Component,
    Declaration,
    Improvement,
    Interface,
    Location,
    Origin,
    Record,
    Status,
    Technology,
    slugify,
)
from sphinxext_archdoc.vocabulary import read_date, references

_ID = re.compile(r"(?P<series>[A-Za-z]+[-_]?)?0*(?P<number>\d{1,6})")
_NAME = re.compile(r"[\w][\w.-]*")
_YES = frozenset({"", "true", "yes", "on", "1"})
_NO = frozenset({"false", "no", "off", "0"})
_PLAIN_OPTIONS = frozenset({"id", "package", "class", "name", "as"})
"""Options that every directive takes, and that are no value of the record."""
_OPTIONS: Mapping[str, frozenset[str]] = {
    "interface": frozenset({"language"}),
    "component": frozenset(),
    "technology": frozenset({"category"}),
    "improvement": frozenset({"done"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveSource:
    """A directive as it is written."""

    name: str
    """Without the prefix of the domain."""
    title: str
    """Its argument, raw."""
    options: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    """Raw, without options."""
    path: str = ""
    is_restructuredtext: bool = False
    """The markup of title and body, which is not always that of the file."""
    line: int = 1
    end_line: int = 1
    body_line: int = 1
    """Line of the first line of the body."""
    option_lines: Mapping[str, int] = field(default_factory=dict)
    """Lines of the options; those of the directive where they are not known."""

    def line_of(self, option: str) -> int:
        """Return the line of an *option*."""
        return self.option_lines.get(option, self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """What a directive defines."""

    record: Record | None = None
    """None when nobody has filled in what a template asks for."""
    diagnostics: tuple[Diagnostic, ...] = ()


def record_from_directive(source: DirectiveSource, context: ReadContext) -> Defined:
    """Return the record that a directive with a body defines, and what is wrong with it."""
    context, problems = _in_its_package(source, context)
    suffix = ".rst" if source.is_restructuredtext else ".md"
    path = PurePosixPath(source.path or "page").with_suffix(suffix)
    document = parse(path.as_posix(), source.body, field_lists=True)
    reading = Reading(document, context, offset=source.body_line - 1)
    maker = _MAKERS.get(source.name)
    if maker is None:
        return Defined()
    defined = maker(source, reading)
    return replace(defined, diagnostics=(*problems, *defined.diagnostics))


def _in_its_package(
    source: DirectiveSource, context: ReadContext
) -> tuple[ReadContext, list[Diagnostic]]:
    """Return *context* with the package that the options of a directive name."""
    name = source.options.get("package", "").strip()
    if not name:
        return context, []
    found = context.packages_called(name)
    if len(found) == 1:
        return replace(context, package=found[0]), []
    which = "no package" if not found else "more than one package"
    message = f"The option package is {name!r}, which is {which}; it is left out."
    return context, [_problem(source, "package", message)]


def definitions(document: Document, context: ReadContext) -> Iterator[Defined]:
    """Yield what the directives with a body in *document* define.

    The package that the page itself names, in its front matter or its first field list, is
    theirs.
    """
    context = of_page(document, context)
    for section in document.root.walk():
        for block in directives_in(section.blocks, document, 0):
            if name := defining_name(block):
                yield record_from_directive(_source(name, block, document), context)


def of_page(document: Document, context: ReadContext) -> ReadContext:
    """Return *context* with the package that the page itself names, if it does."""
    name = document.front_matter.get("package")
    first = next((b for b in document.root.blocks if isinstance(b, FieldList)), None)
    for entry in first.entries if first else ():
        name = entry.text if entry.name == "package" else name
    found = context.packages_called(name) if isinstance(name, str) else ()
    return replace(context, package=found[0]) if len(found) == 1 else context


def directives_in(
    blocks: Sequence[Block], document: Document, before: int
) -> Iterator[DirectiveBlock]:
    """Yield the directives among *blocks* and in them; *before* is added to their lines."""
    for block in blocks:
        if isinstance(block, DirectiveBlock):
            yield replace(
                block,
                line=block.line + before,
                end_line=block.end_line + before,
                body_line=block.body_line + before,
            )
            if block.name not in _VERBATIM and _MARKS.search(block.body):
                inner = parse(document.path, block.body)
                for section in inner.root.walk():
                    yield from directives_in(section.blocks, inner, block.body_line - 1 + before)
        elif isinstance(block, Item | Quote):
            yield from directives_in(block.blocks, document, before)
        elif isinstance(block, ListBlock) and _may_holddirectives_in(block, document):
            yield from directives_in(block.items, document, before)


def _may_holddirectives_in(block: Block, document: Document) -> bool:
    return any(_MARKS.search(line) for line in document.lines[block.line - 1 : block.end_line])


_MARKS = re.compile(r"\{[a-z]|::")
"""What every directive has, in either markup."""
_VERBATIM = frozenset(
    "raw parsed-literal math csv-table include literalinclude eval-rst only ifconfig".split()
)
"""Directives whose content is not what the page itself says, or not in its markup."""


def _source(name: str, block: DirectiveBlock, document: Document) -> DirectiveSource:
    places = option_places(block.text.split("\n"), block.options)
    option_lines = {option.lower(): block.line + place for option, place in places.items()}
    return DirectiveSource(
        name=name,
        title=block.argument,
        options={option.lower(): value for option, value in block.options.items()},
        body=block.body,
        path=document.path,
        is_restructuredtext=document.markup == "restructuredtext",
        line=block.line,
        end_line=block.end_line,
        body_line=block.body_line,
        option_lines=option_lines,
    )


def decision_from_directive(source: DirectiveSource, reading: Reading) -> Defined:
    """Return the decision of an ``architecture-decision`` directive.

    The fields are bold paragraphs, a field list, a table or headings in the body; options
    win over what the body says.
    """
    reader = EntryReader(reading.document, reading.vocabulary)
    entries: list[Entry] = []
    problems: list[Diagnostic] = []
    for option, value in source.options.items():
        if option in _PLAIN_OPTIONS:
            continue
        entry = reader.entry(option, value.strip(), Origin.OPTION, source.line_of(option))
        if not entry.is_known:
            problems.append(_unknown(source, option))
            continue
        entries.append(entry)
        if (allowed := _allowed(entry, reading)) is not None:
            problems.append(_bad(source, option, allowed))
    heading = read_decision_heading(source.title, reading)
    if (key := _id(source, problems)) is not None:
        found = _ID.fullmatch(key)
        number = int(found["number"]) if found else None
        local = f"{(found['series'] or '').upper()}{number}" if found else key
        heading = replace(heading, number=number, local=local)
    candidate = Candidate(
        heading=heading, segments=segments(reading.document.root, reading), line=1, end_line=1
    )
    result = decision_of(candidate, reading, entries)
    if result is None:
        return Defined(diagnostics=tuple(problems))
    decision, diagnostics = result
    return _defined(replace(decision, location=_location(source)), [*problems, *diagnostics])


def _allowed(entry: Entry, reading: Reading) -> str | None:
    """Return what is allowed where the value of an option is not; None when it is."""
    if entry.field == "status":
        found = reading.vocabulary.status(entry.text)
        words = ", ".join(s.value for s in Status if s is not Status.UNKNOWN)
        return words if found.value is Status.UNKNOWN and not found.relations else None
    if entry.field in ("date", "created", "updated"):
        return None if read_date(entry.text) else "a date as YYYY-MM-DD"
    if entry.relation is not None:
        return None if references(entry.text) else "keys, numbers or links of decisions"
    return None


def _interface(source: DirectiveSource, reading: Reading) -> Defined:
    title = reading.plain(source.title)
    language = source.options.get("language", "").strip()
    if language:
        codes = [(language, source.body + "\n")]
    else:
        blocks = (b for s in reading.document.root.walk() for b in code_blocks(s.blocks))
        codes = [(b.language, b.text) for b in blocks]
    declared = [(word, d) for word, text in codes for d in reading.context.declarations(word, text)]
    own = [(word, d) for word, d in declared if title in (d.name, d.qualified, "")]
    word, declaration = next(
        iter(own), (codes[0][0] if codes else "", Declaration(name=title, qualified=title))
    )
    if not declaration.name:
        return Defined(diagnostics=tuple(_checked(source)))
    problems = _checked(source)
    record = Interface(
        **_base(source, reading),
        local=_id(source, problems) or local_of(declaration.qualified),
        title=declaration.name,
        language=word,
        declaration=declaration,
    )
    return _defined(record, problems)


def _component(source: DirectiveSource, reading: Reading) -> Defined:
    return _named(source, reading, lambda base: Component(**base, description=source.body))


def _technology(source: DirectiveSource, reading: Reading) -> Defined:
    category = reading.plain(source.options.get("category", ""))
    return _named(source, reading, lambda base: Technology(**base, category=category))


def _improvement(source: DirectiveSource, reading: Reading) -> Defined:
    written = source.options.get("done")
    word = (written or "").strip().lower()
    problems: list[Diagnostic] = []
    if written is not None and word not in _YES | _NO:
        problems.append(_bad(source, "done", "nothing, true or false"))
    done = written is not None and word in _YES
    defined = _named(
        source, reading, lambda base: Improvement(**base, done=done, text=source.body), slugify
    )
    return replace(defined, diagnostics=(*problems, *defined.diagnostics))


RecordType = TypeVar("RecordType", bound=Record)


def _named(
    source: DirectiveSource,
    reading: Reading,
    make: Callable[[dict[str, Any]], RecordType],
    key: Callable[[str], str] = local_of,
) -> Defined:
    """Return the record that is called as the directive's argument says."""
    problems = _checked(source)
    title = reading.plain(source.title)
    local = _id(source, problems) or key(title)
    if not local or reading.is_placeholder(source.title):
        return Defined(diagnostics=tuple(problems))
    return _defined(make({**_base(source, reading), "local": local, "title": title}), problems)


def _base(source: DirectiveSource, reading: Reading) -> dict[str, Any]:
    return {**reading.base(1, 1), "location": _location(source)}


def _location(source: DirectiveSource) -> Location:
    last = max(source.line, source.end_line)
    return Location(path=source.path, line=source.line, end_line=last)


def _defined(record: Record, diagnostics: list[Diagnostic]) -> Defined:
    return Defined(record=record, diagnostics=tuple(diagnostics))


def _checked(source: DirectiveSource) -> list[Diagnostic]:
    known = _PLAIN_OPTIONS | _OPTIONS.get(source.name, frozenset())
    return [_unknown(source, option) for option in source.options if option not in known]


def _id(source: DirectiveSource, problems: list[Diagnostic]) -> str | None:
    """Return the key that the options give, None when they give none that is allowed."""
    written = source.options.get("id", "").strip()
    if "id" not in source.options:
        return None
    if _NAME.fullmatch(written):
        return written
    problems.append(_bad(source, "id", "a number or one word of letters, digits, . _ and -"))
    return None


def _bad(source: DirectiveSource, option: str, allowed: str) -> Diagnostic:
    value = " ".join(source.options[option].split())[:60]
    return _problem(source, option, f"The option {option} is {value!r}; allowed is {allowed}.")


def _unknown(source: DirectiveSource, option: str) -> Diagnostic:
    message = f"The directive {source.name} has no option {option!r}; remove it."
    return _problem(source, option, message)


def _problem(source: DirectiveSource, option: str, message: str) -> Diagnostic:
    return Diagnostic(
        code=Code.DIRECTIVE_OPTION,
        message=message,
        path=source.path,
        line=source.line_of(option),
    )


_MAKERS: Mapping[str, Callable[[DirectiveSource, Reading], Defined]] = {
    "architecture-decision": decision_from_directive,
    "decision": decision_from_directive,
    "interface": _interface,
    "component": _component,
    "technology": _technology,
    "improvement": _improvement,
}
"""What reads each of ``DEFINING_DIRECTIVES``."""
