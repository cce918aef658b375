"""From the bytes of a file to text that parsers can rely on."""

from __future__ import annotations

import codecs

from sphinxext_archdoc.diagnostics import Code, Diagnostic

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def decode(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """Turn the bytes of a file into text with LF line ends, and say what was wrong with them.

    A byte order mark is dropped. Bytes that are no UTF-8 and NUL bytes become U+FFFD, and
    cost one diagnostic each kind, at the first such line. *path* is named in diagnostics.
    """
    diagnostics: list[Diagnostic] = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data, diagnostics = _from_utf16(data, path)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", errors="replace")
        line = normalise(data[: error.start].decode("utf-8")).count("\n") + 1
        message = "The file is not UTF-8; bytes that cannot be read are shown as U+FFFD."
        diagnostics.append(_finding(message, path, line))
    text = normalise(text)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = "The file holds NUL bytes, which are shown as U+FFFD; remove them."
        diagnostics.append(_finding(message, path, line))
        text = text.replace("\0", REPLACEMENT)
    return text, diagnostics


def normalise(text: str) -> str:
    """Return *text* without byte order mark, with LF for every CRLF and CR."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def split_lines(text: str) -> tuple[str, ...]:
    """Split *text* at LF alone, so that lines count as they do in editors; at least one."""
    lines = text.split("\n")
    return tuple(lines[:-1] if len(lines) > 1 and not lines[-1] else lines)


def _from_utf16(data: bytes, path: str) -> tuple[bytes, list[Diagnostic]]:
    text = data.decode("utf-16", errors="replace")
    message = "The file is UTF-16; save it as UTF-8."
    return text.encode("utf-8", errors="replace"), [_finding(message, path, 1)]


def _finding(message: str, path: str, line: int) -> Diagnostic:
    return Diagnostic(code=Code.ENCODING, message=message, path=path, line=line)
