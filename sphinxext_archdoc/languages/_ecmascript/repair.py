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
_OUTDATED = (
    re.compile(rb"import\([^()\n]*+\)(?:\.[\w$]+)+[<\[]"),
    re.compile(rb"<(?:const\s)?(?:in|out)\s"),
    re.compile(rb"export type \*"),
    re.compile(rb"\n[ \t]*+<[A-Z](?<=[\w$>)\]]\n[ \t]{2}<[A-Z])"),
)


def repaired(code: bytes, jsx: bool) -> bytes:
    """Return *code* in a form that the grammar knows: as long, with the same line breaks."""
    code = b"".join(_plain(code, _TOKEN_OF_JSX if jsx else _TOKEN_OF_CODE))
    for pattern, rewrite in _REWRITES:
        code = pattern.sub(rewrite, code)
    if jsx:
        code = _AMPERSAND.sub(lambda match: match[0].replace(b"&", b"_"), code)
    return _with_semicolons(code)


def outdated(code: bytes) -> bool:
    """Return whether *code* has, as it seems, something that the grammar does not know."""
    return any(pattern.search(code) for pattern in _OUTDATED)


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


def end_before(code: bytes, position: int) -> int:
    """Return the end of what stands before *position* and the gap there; 0 for nothing."""
    while position > 0:
        window = code[max(0, position - _WINDOW) : position]
        if kept := len(window.rstrip()):
            return position - len(window) + kept
        position -= len(window)
    return 0


def _follows(match: re.Match[bytes], characters: bytes) -> bool:
    """Return whether one of *characters* stands before the match and the gap there."""
    end = end_before(match.string, match.start())
    return end > 0 and match.string[end - 1] in characters


def _blanked(match: re.Match[bytes]) -> bytes:
    return blank(match[0])


def _renamed(match: re.Match[bytes]) -> bytes:
    """Turn a keyword into a name."""
    return b"_" + match[0][1:]


def _without_variance(match: re.Match[bytes]) -> bytes:
    return blank(match[0]) if _follows(match, b"<,") else match[0]


def _named_pattern(match: re.Match[bytes]) -> bytes:
    """Replace a pattern by a name where it is a parameter."""
    return b"_" + blank(match[0][1:]) if _follows(match, b"(,") else match[0]


def _named_default(match: re.Match[bytes]) -> bytes:
    """Give a name to what is exported by default without one, in place of that word."""
    text = match[0]
    if b"\n" in text:
        return text
    words = b" ".join(text.removeprefix(b"default")[:-1].split())
    return (words + b" _" + text[-1:]).rjust(len(text))


_WINDOW = 256
_TYPE_WORDS = (b"any", b"string", b"number", b"boolean", b"symbol", b"object", b"unknown", b"never")


def _compiled(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.VERBOSE)


def _rewrites() -> Iterator[tuple[re.Pattern[bytes], Rewrite]]:
    """Yield what is rewritten. Patterns begin with a literal: that makes them fast."""
    # interface Box<in out T>, function box<const in T>
    variance = rb"(?=\s+[\w$]++\s*+(?:extends\b|[,=>]))"
    yield _compiled(rb"const (?<=[<,\s]const) (?=\s+(?:in|out)\s+[\w$])"), _without_variance
    yield _compiled(rb"in (?<=[<,\s]in) \s+out" + variance), _without_variance
    yield _compiled(rb"in (?<=[<,\s]in)" + variance), _without_variance
    yield _compiled(rb"out (?<=[<,\s]out)" + variance), _without_variance
    # export type * from "x"
    yield _compiled(rb"type (?<=\bexport\stype) (?=\s*\*)"), _blanked
    # import("x").Type<T>, import("x", { with: {…} })
    yield (
        _compiled(
            rb"""import (?<=\bimport) (\s*+\(\s*+ (?:"[^"\n]*+"|'[^'\n]*+') \s*+
            (?:,\s*+\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)?\}\s*+)? ,?\s*+\))"""
        ),
        lambda match: b"_mport" + blank(match[1]),
    )
    # using as a name; using x = …; await using x = …; for (using x of …)
    yield _compiled(rb"using (?<=\busing) (?=\s*[?:,)=])"), _renamed
    yield _compiled(rb"await (?<=\bawait) (?=\s+using\s+[\w$])"), _blanked
    yield _compiled(rb"using (?<=\busing) (?=\s+[\w$])"), lambda match: b"const"
    # Map<<T>(x: T) => T>
    yield (
        _compiled(rb"<< (?<=[\w$]<<) [^<>()]*+ (?:<[^<>()]*+>[^<>()]*+)*+ > (?=\s*\()"),
        lambda match: b"<" + blank(match[0][1:]),
    )
    # global { … } in a module: a bare block
    yield _compiled(rb"global (?<=\bglobal) (?<!declare\sglobal) (?=\s*\{)"), _blanked
    # ({ a: { b } }: Options) => void, ([a, b]?: Pair) => void
    yield (
        _compiled(rb"\{[^{}]*+ (?:\{[^{}]*+\}[^{}]*+)*+ \} (?=\s*+\??:)"),
        _named_pattern,
    )
    yield (
        _compiled(rb"\( (\s*+) (\[[^\[\]]*+\]) (?=\s*+\?:)"),
        lambda match: b"(" + match[1] + b"_" + blank(match[2][1:]),
    )
    # type as a name: Fee<type extends …>, type.Part, { type }
    yield _compiled(rb"type (?<=[<,(\s]type) (?=\s+extends\b|\.\w)"), _renamed
    yield _compiled(rb"type (?<=[{,\s]type) (?=\s*+[,}]|\s+as\s+\w+\s*+[,}])"), _renamed
    yield _compiled(rb"as (?<=\b(?:let|var)\sas) (?=\s*+[=:;])"), _renamed
    yield _compiled(rb"undefined (?<=typeof\sundefined)"), _renamed
    # other keywords as names: [symbol: string], (any) => void, string.Part, { in: string }
    for word in _TYPE_WORDS:
        after = rb"(?=\.\w | \s*+(?:\?\s*+)?: | \s*+\)\s*+=>)"
        yield _compiled(word + rb"(?<=[(\[{,:<|&\s]" + word + b")" + after), _renamed
    for word in (b"in", b"instanceof"):
        yield _compiled(word + rb"(?<=[{;,\s]" + word + rb")(?=\s*+\??:)"), _renamed
    for word in (b"abstract", b"accessor", b"declare"):
        yield _compiled(word + rb"(?<=[{;,\s]" + word + rb")(?=\s*+\??[:(<=;])"), _renamed
    yield _compiled(rb"satisfies (?<=[\s,(]satisfies) (?=\s*+[:=;,)])"), _renamed
    # { -readonly [string in Keys]-?: … }
    yield (
        _compiled(rb"\[ (\s*+) [a-z] ([a-z]++) (?=\s+in\b)"),
        lambda match: b"[" + match[1] + b"_" + match[2],
    )
    # [old: A, new: B]
    yield _compiled(rb"new (?<=[\[,\s]new) (?=\s*+\??:)"), _renamed
    # keyof readonly any[]; modifiers in an order of their own: abstract override readonly x
    yield _compiled(rb"readonly (?<=\bkeyof\sreadonly)"), _blanked
    yield _compiled(rb"override (?<=\boverride) (?=\s+[\w$\#\[\"'*])"), _blanked
    # static accessor x
    yield _compiled(rb"accessor (?<=\baccessor) (?=\s+[\w$\#\[])"), _blanked
    # export default function (), export default abstract class {
    yield _compiled(rb"default\s+(?:async\s+)?function\s*\("), _named_default
    yield _compiled(rb"default\s+abstract\s+class\s*\{"), _named_default


_REWRITES = tuple(_rewrites())
# text & text between JSX tags
_AMPERSAND = _compiled(rb"[>}][^<>{}&]*+&[^<>{}]*+(?=</\w)")
# To the grammar, a line that begins with a name such as in_2 goes on with an operator.
_LINE = re.compile(rb"\n\s*+([<(\[]|in(?=[_$\d]))?")
_ENDS = re.compile(rb"[\w$)\]}\"'>`]$")
_GOES_ON = re.compile(
    rb"(?:=>|\b(?:abstract|accessor|as|asserts|async|await|case|declare|extends|implements|in"
    rb"|infer|is|keyof|new|of|override|private|protected|public|readonly|return|satisfies|static"
    rb"|throw|typeof|unique|yield))$"
)


def _with_semicolons(code: bytes) -> bytes:
    """Separate members that only a line break separates, where the grammar would go on.

    A blank between them becomes a semicolon; none where the line before goes on.
    """
    result = bytearray(code)
    for match in _LINE.finditer(code):
        if match[1] is None:
            continue
        end = end_before(code, match.start())
        line = code[max(0, end - _WINDOW) : end]
        if not _ENDS.search(line) or _GOES_ON.search(line):
            continue
        for place in range(end, match.start(1)):
            if code[place] not in _BREAKS:
                result[place] = ord(";")
                break
    return bytes(result)
