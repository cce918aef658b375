"""Documentation that is written in tags, of HTML or XML, as Markdown with tags of JSDoc.

Javadoc is HTML with ``@param`` and ``{@code …}``; the comments of C# are XML, in which
``<param name="…">`` says the same. Tags that say nothing of the text are left out.
"""

from __future__ import annotations

import html
import re

_NAMED = (
    "a|b|blockquote|br|c|code|description|div|dd|dl|dt|em|example|exception|h[1-6]|hr|i|inheritdoc"
    "|item|li|list|listheader|ol|p|para|param|paramref|permission|pre|remarks|returns|see|seealso"
    "|span|strong|sub|summary|sup|table|tbody|td|term|th|thead|tr|tt|typeparam|typeparamref|ul"
    "|value"
)
_TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>{_NAMED})\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>"
)
"""In small letters, as anybody writes them; in capitals they are types."""
_TYPE_PARAMETER = re.compile(r"^([ \t]*@)param[ \t]+<(\w+)>", re.MULTILINE)
_ATTRIBUTE = re.compile(r"([A-Za-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CODE = r"\{@(?:code|literal)\s++[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}"
_CODE_TAG = re.compile(r"\{@\w+(.*)\}", re.DOTALL)
_PIECE = re.compile(rf"({_CODE}|```\n.*?\n```)", re.DOTALL)
_PRE = re.compile(r"<(pre|code)\b[^<>]*>")
_EMPTY_LINES = re.compile(r"\n\n\n+")
_AROUND = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "tt": "`",
    "c": "`",
    "code": "`",
}
_PARAGRAPHS = frozenset("p para ul ol dl list table tr dd".split())
_SECTIONS = {
    "param": "param",
    "typeparam": "typeParam",
    "returns": "returns",
    "exception": "throws",
    "example": "example",
    "remarks": "remarks",
    "seealso": "see",
}
_NAMES = ("name", "cref", "langword", "href")


def markdown_of(text: str) -> str:
    """Return a text with tags as Markdown.

    >>> markdown_of('Gets <c>it</c>, see <see cref="T:Store"/>.')
    'Gets `it`, see `Store`.'
    >>> markdown_of('<param name="key">Which one.</param>')
    '@param key - Which one.'
    """
    if "<" not in text and "&" not in text and "{@" not in text:
        return text
    pieces = []
    text = _TYPE_PARAMETER.sub(r"\1typeParam \2 -", text)
    for number, part in enumerate(_PIECE.split(_with_fences(text))):
        pieces.append(_code(part) if number % 2 else _prose(part))
    lines = [line.rstrip() for line in "".join(pieces).split("\n")]
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def _code(text: str) -> str:
    match = _CODE_TAG.fullmatch(text)
    return f"`{match[1].strip()}`" if match else text


def _prose(text: str) -> str:
    pieces, position, link = [], 0, ""
    for match in _TAG.finditer(text):
        pieces.append(_plain(text[position : match.start()]))
        name = match["name"]
        if name == "a":
            address = dict(_attributes(match["attributes"])).get("href", "")
            pieces.append(f"]({link})" if match["close"] and link else "[" if address else "")
            link = address
        else:
            markdown = _markdown(match, name)
            if markdown.startswith("\n@"):
                while pieces and not pieces[-1].strip():
                    pieces.pop()
                pieces[-1:] = [piece.rstrip() for piece in pieces[-1:]]
            pieces.append(markdown)
        position = match.end()
    pieces.append(_plain(text[position:]))
    return "".join(pieces)


def _plain(text: str) -> str:
    return html.unescape(text)


def _with_fences(text: str) -> str:
    """Return *text* with code on several lines in fences."""
    pieces, position = [], 0
    for match in _PRE.finditer(text):
        if match.start() < position:
            continue
        mark = f"</{match[1]}>"
        end = text.find(mark, match.end())
        if end < 0:
            break
        code = text[match.end() : end]
        if "\n" in code:
            pieces += [text[position : match.start()], _fence(code)]
            position = end + len(mark)
    return "".join([*pieces, text[position:]])


def _fence(code: str) -> str:
    code = code.strip()
    if code.startswith("{@code"):
        code = code.removeprefix("{@code").removesuffix("}").strip("\n")
    else:
        code = html.unescape(_TAG.sub("", code)).strip("\n")
    return f"\n```\n{code}\n```\n"


def _attributes(text: str) -> list[tuple[str, str]]:
    return [
        (name.lower(), html.unescape(double or single))
        for name, double, single in _ATTRIBUTE.findall(text)
    ]


def _markdown(tag: re.Match[str], name: str) -> str:
    attributes = dict(_attributes(tag["attributes"]))
    about = next((attributes[key] for key in _NAMES if key in attributes), "")
    about = re.sub(r"^[A-Z]:", "", about)
    if name in _AROUND:
        return _AROUND[name]
    if name in ("li", "item"):
        return "" if tag["close"] else "\n- "
    if name in ("see", "paramref", "typeparamref"):
        return f"`{about}`" if about and not tag["close"] else ""
    if name in _SECTIONS:
        if tag["close"]:
            return "\n" if name == "example" else ""
        said = f" {about} - " if name in ("param", "typeparam") else f" {about} " if about else " "
        return f"\n@{_SECTIONS[name]}{said}"
    return "\n\n" if name in _PARAGRAPHS and not tag["close"] else ""
