"""Python: classes (protocols, abstract ones, dataclasses, typed dictionaries, enums), functions.

Read by the standard library's own parser: it needs no extra, runs nothing of what it reads, and
knows as much of the language as the interpreter does; type parameters (3.12) are read on all. A
class is an interface when it names ``Protocol``, a type when it names ``TypedDict``, abstract
when it names ``ABC`` or has abstract methods. Its attributes are those that its body and the
statements of ``__init__`` assign. Exported is what ``__all__`` lists, else what has a public name.
"""

from __future__ import annotations

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.languages._cache import cached
from sphinxext_archdoc.languages._draft import Drafts
from sphinxext_archdoc.languages._python.source import parse
from sphinxext_archdoc.languages._python.statements import read_statements
from sphinxext_archdoc.languages._text import is_text

NAME = "python"
FENCES = ("python", "py", "python3", "py3", "pyi")
SUFFIXES = (".py", ".pyi")
EXTRA = ""


@cached(NAME)
def declarations(text: str, suffix: str = "") -> Reading:
    """Return what *text* declares; *suffix* makes no difference."""
    if not is_text(text):
        return Reading(error_line=1)
    drafts = Drafts()
    sources, error_line = parse(text)
    read_statements(sources, drafts)
    return Reading(declarations=drafts.finished(), error_line=error_line)
