"""TypeScript and TSX: interfaces, object types, classes, enums and functions.

Read are the statements of a file and of the namespaces, ``declare module`` and ``declare global``
blocks in it; what function bodies declare is not. Declarations of one qualified name and kind are
one record, overloads are one member. Names, merging and ``exported`` are as the TypeScript
compiler's parser and binder have them. Aliases of other types (functions, unions, …) have the
kind ``alias``.
"""

from __future__ import annotations

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.languages._cache import cached
from sphinxext_archdoc.languages._ecmascript.reading import read

NAME = "typescript"
FENCES = ("typescript", "ts", "tsx", "mts", "cts")
SUFFIXES = (".ts", ".tsx", ".mts", ".cts")
EXTRA = ""


@cached(NAME)
def declarations(text: str, suffix: str = "") -> Reading:
    """Return what *text* declares.

    *suffix* is all of its file's name from the first dot on (``.d.ts``): it tells declaration
    files and JSX. Without one, JSX is tried where the text does not parse otherwise.
    """
    jsx = suffix.endswith("x") if suffix else None
    ambient = suffix.endswith((".d.mts", ".d.cts")) or (suffix.endswith(".ts") and ".d." in suffix)
    return read(text, jsx=jsx, ambient=ambient, bodies=not suffix)
