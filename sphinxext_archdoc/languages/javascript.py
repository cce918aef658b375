"""JavaScript and JSX: classes and functions, and the types that JSDoc comments define.

A class takes what its comment says of it (``@abstract``, ``@implements {Type}``, ``@template T``),
a member ``@readonly``. ``@typedef`` with ``@property`` tags is an object type, other typedefs and
``@callback`` are aliases. Exported is what ``export`` or ``module.exports`` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.languages._cache import cached
from sphinxext_archdoc.languages._ecmascript.reading import read
from sphinxext_archdoc.languages._text import C_LIKE, block_comment_text
from sphinxext_archdoc.model import Declaration, Member

NAME = "javascript"
FENCES = ("javascript", "js", "jsx", "mjs", "cjs")
SUFFIXES = (".js", ".jsx", ".mjs", ".cjs")
EXTRA = ""

LONGEST_LINE = 500_000
"""Characters on one line of code that is read."""
_COMMENT = re.compile(r"/\*\*(?!/).*?\*/", re.DOTALL)
_DEFINITION = re.compile(r"^@(typedef|callback)\b[ \t]*(.*)$", re.MULTILINE)
_PROPERTY = re.compile(r"^@prop(?:erty)?\b[ \t]*(.*)$", re.MULTILINE)
_TAG = re.compile(r"^@", re.MULTILINE)
_TEMPLATE = re.compile(
    r"^@template\b[ \t]*(?:\{[^{}\n]*\})?[ \t]*([\w$, \t]+?)(?:[ \t]+-.*)?$", re.MULTILINE
)
_IMPLEMENTS = re.compile(r"^@implements\b[ \t]*(\{.*)$", re.MULTILINE)
_EXPORTED = re.compile(
    r"""^[ \t]*(?:module\.)?exports
    (?: [ \t]*=\s*\{(?P<list>[^{}]*)
      | (?:\.[\w$]+)?[ \t]*=[ \t]*(?P<name>[\w$]+)[ \t]*;?[ \t]*$ )""",
    re.VERBOSE | re.MULTILINE,
)
_LISTED = re.compile(r"(?:^|,)\s*(?:[\w$]+\s*:\s*)?([\w$]+)\s*(?=,|$)")
"""``Name`` and ``other: Name`` in an object literal."""


@cached(NAME)
def declarations(text: str, suffix: str = "") -> Reading:
    """Return what *text* declares; with a *suffix*, errors in function bodies may go unseen.

    What a program has written on one line is not read: it declares nothing that somebody would
    look up, and can keep the parser busy for minutes.
    """
    if line := _generated_line(text):
        return Reading(error_line=line)
    reading = read(text, jsx=True, bodies=not suffix)
    exported = set(_exported(text))
    found = [_described(declaration, exported) for declaration in reading.declarations]
    found += _definitions(text) if "@typedef" in text or "@callback" in text else []
    found.sort(key=lambda declaration: declaration.line)
    return replace(reading, declarations=tuple(found))


def _generated_line(text: str) -> int:
    """Return the first line (1-based) that is too long for a person's; 0 when none is."""
    if len(text) <= LONGEST_LINE:
        return 0
    lines = enumerate(text.split("\n"), start=1)
    return next((number for number, line in lines if len(line) > LONGEST_LINE), 0)


def _exported(text: str) -> Iterator[str]:
    for match in _EXPORTED.finditer(text):
        if match["name"]:
            yield match["name"]
        else:
            yield from _LISTED.findall(C_LIKE.plain(match["list"]))


def _described(declaration: Declaration, exported: set[str]) -> Declaration:
    """Return *declaration* with what its comments say of it and its members."""
    doc, kind = declaration.doc, declaration.kind
    if kind == "class" and re.search(r"^@abstract\b", doc, re.MULTILINE):
        kind = "abstract-class"
    template = tuple(
        name.strip() for match in _TEMPLATE.finditer(doc) for name in match[1].split(",")
    )
    implements = tuple(_braced(match[1])[0] for match in _IMPLEMENTS.finditer(doc))
    return replace(
        declaration,
        kind=kind,
        exported=declaration.exported or declaration.name in exported,
        type_parameters=declaration.type_parameters or template,
        implements=declaration.implements + implements,
        members=tuple(_described_member(member) for member in declaration.members),
    )


def _described_member(member: Member) -> Member:
    if "@readonly" in member.doc and re.search(r"^@readonly\b", member.doc, re.MULTILINE):
        return replace(member, readonly=True)
    return member


def _definitions(text: str) -> list[Declaration]:
    """Return the types that comments in *text* define."""
    found, line, position = [], 1, 0
    for comment in _COMMENT.finditer(text):
        line += text.count("\n", position, comment.start())
        position = comment.start()
        doc = block_comment_text(comment[0])
        definition = _DEFINITION.search(doc)
        if definition is not None:
            place = comment[0].find("@" + definition[1])
            at = line + comment[0].count("\n", 0, place)
            end = line + comment[0].count("\n")
            found.append(_definition(doc, definition, at, end))
    return found


def _definition(doc: str, tag: re.Match[str], line: int, end_line: int) -> Declaration:
    type_, name = _braced(tag[2])
    name = name.partition(" ")[0]
    members = tuple(
        _property(match[1], doc, match.end(), line) for match in _PROPERTY.finditer(doc)
    )
    is_object = tag[1] == "typedef" and (members or type_.lower() in ("", "object"))
    before = doc[: tag.start()].strip()
    after = "" if members else doc[tag.end() :].strip()
    return Declaration(
        name=name,
        qualified=name,
        kind="type" if is_object else "alias",
        line=line,
        end_line=end_line,
        exported=True,
        members=members,
        signature=" ".join(["@" + tag[1], *([f"{{{type_}}}"] if type_ else []), name]),
        doc="\n".join(part for part in (before, after) if part),
    )


def _property(text: str, doc: str, end: int, line: int) -> Member:
    """Return the member that a tag ``{type} [name=default] - description`` defines."""
    type_, rest = _braced(text)
    optional = rest.startswith("[")
    if optional:
        name, _, description = rest[1:].partition("]")
        name = name.partition("=")[0].strip()
    else:
        name, _, description = rest.partition(" ")
    following = _TAG.split(doc[end:], maxsplit=1)[0]
    return Member(
        name=name,
        kind="property",
        signature=f"{name}{'?' if optional else ''}: {type_ or 'any'}",
        optional=optional,
        doc=(description.strip().removeprefix("-").lstrip() + following).strip(),
        line=line,
    )


def _braced(text: str) -> tuple[str, str]:
    """Split ``{type} rest`` at the brace that closes the first; no type when there is none."""
    if not text.startswith("{"):
        return "", text.strip()
    depth = 0
    for match in re.finditer(r"[{}]", text):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return text[1 : match.start()].strip(), text[match.end() :].strip()
    return text[1:].strip(), ""
