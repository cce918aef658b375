"""Directives that show what a source file declares: ``{interface}`` with ``:source:``."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from sphinxext_archdoc.catalog import SourceRequest
from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._directives import directives_in, of_page
from sphinxext_archdoc.markup.tree import Document

_NO = frozenset({"false", "no", "off", "0"})


def source_requests(document: Document, context: ReadContext) -> Iterator[SourceRequest]:
    """Yield what the directives in *document* show of source files, in its order."""
    if not any("source:" in line for line in document.lines):
        return
    context = of_page(document, context)
    for section in document.root.walk():
        for block in directives_in(section.blocks, document, 0):
            options = {name.lower(): value for name, value in block.options.items()}
            source = options.get("source", "").strip()
            if block.name.removeprefix("arch:") != "interface" or block.body or not source:
                continue
            packages = context.packages_called(options.get("package", "").strip())
            yield SourceRequest(
                line=block.line,
                path=posixpath.normpath(source.replace("\\", "/").lstrip("/")),
                names=tuple(block.argument.replace(",", " ").split()),
                members=_words(options.get("members", "")),
                exclude_members=_words(options.get("exclude-members", "")),
                private=options.get("private", "no").strip().lower() not in _NO,
                package=packages[0] if len(packages) == 1 else "",
            )


def _words(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[,\n]", value) if part.strip())
