"""The bytes of a source file, and what they declare."""

from __future__ import annotations

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.languages import Language, Reading
from sphinxext_archdoc.markup.source import decode

_LOOKED_AT = 8192
"""How much of a file tells whether it is text, in bytes."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def reading_of(
    data: bytes, path: str, language: Language, suffix: str
) -> tuple[str | None, Reading, list[Diagnostic]]:
    """Return the text that *data* is, what it declares, and what is wrong with it.

    Nothing is declared by a file that is binary, which has no text. Raises ImportError when
    the grammar of *language* is not installed.
    """
    if b"\0" in data[:_LOOKED_AT] and not data.startswith(_UTF_16):
        message = "The file is binary; nothing is read from it."
        return None, Reading(), [Diagnostic(code=Code.ENCODING, message=message, path=path)]
    text, diagnostics = decode(data, path)
    reading = language.declarations(text, suffix)
    if line := reading.error_line:
        message = "The code does not parse from here on; what can be read of it is."
        diagnostics.append(Diagnostic(code=Code.CODE, message=message, path=path, line=line))
    return text, reading, diagnostics
