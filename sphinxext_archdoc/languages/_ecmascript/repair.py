"""Source code rewritten so that the grammar understands it, every byte and line in its place.

The grammar is some years behind the language. What it lacks is rewritten to something of the
same length that means the same to a reader of declarations. Names and types are never taken
from here but from the text itself, at the places where they were found here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Rewrite = Callable[["re.Match[bytes]"], bytes]

_BREAKS = b"\r\n"
_BLANKS = bytes(byte if byte in _BREAKS else ord(" ") for byte in range(256))
_LINES = bytes(byte if byte in _BREAKS else ord("_") for byte in range(256))
_TOKEN = rb"""
    (?P<comment> %(before)s//[^\n]* | /\*.*?(?:\*/|\Z) )
  | (?P<string> "(?:[^"\\\n%(not)s]|\\.)*+"? | '(?:[^'\\\n%(not)s]|\\.)*+'? )
  | (?P<template> ` )
  | (?<=[(,=:\[!&|?{;\n]) [ \t]*+
    (?P<regex> /(?![/*>]) (?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,200}+\]){1,400}+ /)
    (?=[\s;,.):?\]}a-z])
"""
_FLAGS = re.VERBOSE | re.DOTALL
_TOKEN_OF_CODE = re.compile(_TOKEN % {b"before": b"", b"not": b""}, _FLAGS)
# The text between JSX tags has apostrophes and addresses, which begin no string and no comment.
_TOKEN_OF_JSX = re.compile(_TOKEN % {b"before": b"(?<!:)", b"not": b"<{"}, _FLAGS)
_TEMPLATE_TEXT = re.compile(rb"(?:[^`\\$]|\\.|\$(?!\{))*+(`|\$\{)?", re.DOTALL)
_SUBSTITUTION = re.compile(
    rb"""(?:[^`{}"']|"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?)*+([`{}])?""", re.DOTALL
)
_TEXT = -1


def repaired(code: bytes, jsx: bool) -> bytes:
    """Return *code* in a form that the grammar knows: as long, with the same line breaks."""
    code = b"".join(_plain(code, _TOKEN_OF_JSX if jsx else _TOKEN_OF_CODE))
    for pattern, rewrite in _REWRITES:
        code = pattern.sub(rewrite, code)
    return code


def blank(text: bytes) -> bytes:
    """Return blanks in place of *text*, its line breaks kept."""
    return text.translate(_BLANKS)


def _plain(code: bytes, token: re.Pattern[bytes]) -> Iterator[bytes]:
    """Yield *code* with blanks for comments and nothing meaningful in literals."""
    position, templates = 0, True
    while match := token.search(code, position):
        start, end = match.span(match.lastgroup or 0)
        yield code[position:start]
        text = match[match.lastgroup or 0]
        if match.lastgroup == "comment":
            yield blank(text)
        elif match.lastgroup != "template":
            closed = len(text) > 1 and text[-1] == text[0]
            yield _hollow(text) if closed else text
        else:
            close = _template_end(code, end) if templates else 0
            templates = templates and close > 0
            end = close or end
            yield _template(code[start:end], code[start - 1 : start])
        position = end
    yield code[position:]


def _hollow(literal: bytes) -> bytes:
    return literal[:1] + literal[1:-1].translate(_LINES) + literal[-1:]


def _template(literal: bytes, before: bytes) -> bytes:
    """Return a template literal; as a call where type arguments stand before it."""
    if len(literal) == 1:
        return literal
    return b"(" + blank(literal[1:-1]) + b")" if before == b">" else _hollow(literal)


def _template_end(code: bytes, position: int) -> int:
    """Return where the template ends whose text begins at *position*; 0 if it never does."""
    open_parts = [_TEXT]  # text of a template, or how many braces are open in a substitution
    while open_parts:
        pattern = _TEMPLATE_TEXT if open_parts[-1] == _TEXT else _SUBSTITUTION
        match = pattern.match(code, position)
        if match is None or match[1] is None:
            return 0
        position, mark = match.end(), match[1]
        if mark == b"`":
            open_parts.pop() if open_parts[-1] == _TEXT else open_parts.append(_TEXT)
        elif mark == b"${":
            open_parts.append(0)
        elif mark == b"{":
            open_parts[-1] += 1
        elif open_parts[-1]:
            open_parts[-1] -= 1
        else:
            open_parts.pop()
    return position


def _blanked(match: re.Match[bytes]) -> bytes:
    return blank(match[0])


def _renamed(match: re.Match[bytes]) -> bytes:
    """Turn a keyword, the second group, into a name."""
    return match[1] + b"_" + match[2][1:]


def _named_default(match: re.Match[bytes]) -> bytes:
    """Give a name to what is exported by default without one, in place of that word."""
    text = match[0]
    if b"\n" in text:
        return text
    words = b" ".join(text.removeprefix(b"default")[:-1].split())
    return (words + b" _" + text[-1:]).rjust(len(text))


def _with_semicolon(match: re.Match[bytes]) -> bytes:
    """Separate members that only a line break separates, where the next begins with a bracket.

    A blank in the gap becomes the semicolon; nothing happens where the line before goes on.
    """
    gap = match[0]
    line = match.string[max(0, match.start() - _WINDOW) : match.start()].rstrip()
    if not _ENDS.search(line) or _GOES_ON.search(line):
        return gap
    place = next((i for i, byte in enumerate(gap) if byte not in _BREAKS), -1)
    return gap if place < 0 else gap[:place] + b";" + gap[place + 1 :]


_WINDOW = 200  # enough for the end of a line and a blanked comment after it
_ENDS = re.compile(rb"[\w$)\]}\"'>`]$")
_GOES_ON = re.compile(
    rb"(?:=>|\b(?:abstract|accessor|as|asserts|async|await|case|declare|extends|implements|in"
    rb"|infer|is|keyof|new|of|override|private|protected|public|readonly|return|satisfies|static"
    rb"|throw|typeof|unique|yield))$"
)
_TYPE_WORDS = b"(any|string|number|boolean|symbol|object|unknown|never)"


def _rewrites() -> Iterator[tuple[re.Pattern[bytes], Rewrite]]:
    """Yield what is rewritten. Patterns begin with a literal where they can: these are fast."""

    def compiled(pattern: bytes) -> re.Pattern[bytes]:
        return re.compile(pattern, re.VERBOSE)

    # interface Box<in out T>
    yield (
        compiled(rb"([<,]\s*+) (in\s+out|in|out) (?=\s+[\w$]++\s*+(?:extends\b|[,=>]))"),
        lambda match: match[1] + blank(match[2]),
    )
    # export type * from "x"
    yield compiled(rb"type (?<=\bexport\stype) (?=\s*\*)"), _blanked
    # import("x").Type<T>, import("x", { with: {…} })
    yield (
        compiled(
            rb"""import (?<=\bimport) (\s*+\(\s*+ (?:"[^"\n]*+"|'[^'\n]*+') \s*+
            (?:,\s*+\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)?\}\s*+)? ,?\s*+\))"""
        ),
        lambda match: b"_mport" + blank(match[1]),
    )
    # using as a name; using x = …; await using x = …; for (using x of …)
    yield compiled(rb"()(using) (?<=\busing) (?=\s*[?:,)=])"), _renamed
    yield compiled(rb"await (?<=\bawait) (?=\s+using\s+[\w$])"), _blanked
    yield compiled(rb"using (?<=\busing) (?=\s+[\w$])"), lambda match: b"const"
    # Map<<T>(x: T) => T>
    yield (
        compiled(rb"<< (?<=[\w$]<<) [^<>()]*+ (?:<[^<>()]*+>[^<>()]*+)*+ > (?=\s*\()"),
        lambda match: b"<" + blank(match[0][1:]),
    )
    # global { … } in a module: a bare block
    yield compiled(rb"global (?<=\bglobal) (?<!declare\sglobal) (?=\s*\{)"), _blanked
    # ({ a: { b } }: Options) => void, ([a, b]?: Pair) => void
    yield (
        compiled(rb"([(,]\s*+) (\{[^{}]*+ (?:\{[^{}]*+\}[^{}]*+)*+\}) (?=\s*+\??:)"),
        lambda match: match[1] + b"_" + blank(match[2][1:]),
    )
    yield (
        compiled(rb"(\(\s*+) (\[[^\[\]]*+\]) (?=\s*+\?:)"),
        lambda match: match[1] + b"_" + blank(match[2][1:]),
    )
    # keywords as names: Fee<type extends …>, type.Part, [symbol: string], (any) => void, { type }
    yield compiled(rb"()(type) (?<=[<,(\s]type) (?=\s+extends\b|\.\w)"), _renamed
    yield compiled(rb"([{,]\s*+)(type)(?=\s*+[,}])"), _renamed
    yield compiled(rb"(typeof\s++)(null|undefined)\b"), _renamed
    yield compiled(rb"([:<,|&(\s])" + _TYPE_WORDS + rb"(?=\.\w)"), _renamed
    yield compiled(rb"([(\[,]\s*+)" + _TYPE_WORDS + rb"(?=\s*+(?:\?\s*+)?:)"), _renamed
    yield compiled(rb"(\(\s*+)" + _TYPE_WORDS + rb"(?=\s*+\)\s*+=>)"), _renamed
    # keywords as names of members: abstract: boolean, and on a line of its own in: string
    yield compiled(rb"([{;,\n]\s*+)(abstract|accessor|declare|in|instanceof)(?=\s*+\??:)"), _renamed
    # static accessor x
    yield compiled(rb"accessor (?<=\baccessor) (?=\s+[\w$\#\[])"), _blanked
    # text & text between JSX tags
    yield compiled(rb"[>}][^<>{}&]*+&[^<>{}]*+(?=</\w)"), lambda m: m[0].replace(b"&", b"_")
    # export default function (), export default abstract class {
    yield compiled(rb"default\s+(?:async\s+)?function\s*\("), _named_default
    yield compiled(rb"default\s+abstract\s+class\s*\{"), _named_default
    # a line break where the grammar wants a semicolon
    yield compiled(rb"\n\s*+(?=[<(\[])"), _with_semicolon


_REWRITES = tuple(_rewrites())
