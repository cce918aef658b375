"""Declarations out of source files, shown on a page.

The page is read again when the file changes, appears or is gone.
"""

from __future__ import annotations

import posixpath
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.languages import language_of_path
from sphinxext_archdoc.loader import sources
from sphinxext_archdoc.model import Declaration
from sphinxext_archdoc.sphinx_ext.files import FileKind, kind_of
from sphinxext_archdoc.sphinx_ext.interfaces.declaring import wrap
from sphinxext_archdoc.sphinx_ext.log import report_once
from sphinxext_archdoc.sphinx_ext.rows import SourceRows, row_of

if TYPE_CHECKING:
    from sphinxext_archdoc.loader.sources import SourceFile
    from sphinxext_archdoc.sphinx_ext.directives.interface import Directive

_ABOVE = ("//", "/*", "*", "#", "@", "///")
"""What lines begin with that belong to the declaration below them."""


def nodes_from_source(directive: Directive, options: Mapping[str, Any]) -> list[nodes.Node]:
    """Return what *directive* shows of the source file that *options* name."""
    file = _read(directive, options["source"])
    if file is None or not file.language:
        return []
    private = options.get("private", False)
    found, missing = sources.chosen(file.declarations, directive.names(), private=private)
    for name in missing:
        directive.warn(Code.UNKNOWN_KEY, sources.no_such_name(name, file), option="")
    shown: list[nodes.Node] = []
    _warn_of_members(directive, found, options)
    for declaration in found:
        cut = sources.with_members(
            declaration,
            only=options.get("members", ()),
            exclude=options.get("exclude-members", ()),
            private=private,
            language=file.language,
        )
        shown.append(_shown(directive, file, cut))
    return shown


def _read(directive: Directive, written: str) -> SourceFile | None:
    domain, env = directive.domain, directive.env
    path = posixpath.normpath(written.replace("\\", "/").lstrip("/"))
    if not written or path.startswith(".."):
        message = f":source: is {written!r}, which leads out of the repository; it is not read."
        directive.warn(Code.OUTSIDE, message, option="source")
        return None
    domain.note_link(directive.docname, path)
    absolute = domain.site.root / path
    kind = kind_of(absolute)
    if kind is not FileKind.FILE:
        what = "a folder" if kind is FileKind.FOLDER else "not there"
        message = f":source: is {written!r}, which is {what}; name a file from the root on."
        directive.warn(Code.UNREADABLE, message, option="source")
        return None
    file = sources.read_source(domain.site.reader.files, path)
    if not any(d.code is Code.OUTSIDE for d in file.diagnostics):
        env.note_dependency(absolute)
    at_source = [d for d in file.diagnostics if d.line]
    for diagnostic in file.diagnostics:
        if not diagnostic.line:
            message = f"{diagnostic.path}: {diagnostic.message}"
            directive.warn(diagnostic.code, message, option="source")
    report_once(env, at_source, domain.site.root)
    return file


def _warn_of_members(
    directive: Directive, found: Sequence[Declaration], options: Mapping[str, Any]
) -> None:
    members = [member for declaration in found for member in declaration.members]
    for option in ("members", "exclude-members"):
        for name in sources.unmatched(members, options.get(option, ())) if found else ():
            known = ", ".join(list(dict.fromkeys(m.name for m in members))[:20]) or "none"
            message = f"Nothing that is shown has a member {name!r}; there are {known}."
            directive.warn(Code.UNKNOWN_KEY, message, option=option)


def _shown(directive: Directive, file: SourceFile, declaration: Declaration) -> nodes.Node:
    """Return the description of one declaration, and note it."""
    owner = directive.domain.site.workspace.package_of(file.path).name
    package = directive.chosen_package() or owner
    record = sources.interface_of(file, declaration, package)
    first, code = _code(file, declaration)
    # What cannot be lexed was reported already, or is not said here.
    block = nodes.literal_block(code, code, language=_lexer(file.path), force=True)
    directive.set_source_info(block)
    parent = nodes.Element()
    parent += block
    described = replace(
        record,
        declaration=replace(
            declaration,
            line=declaration.line - first + 1,
            end_line=declaration.end_line - first + 1,
        ),
    )
    row = row_of(record, anchor=directive.free_anchor(record))
    (row,) = wrap(directive.state.document, block, [(described, row)])
    kind = "source" if package == owner else "source of another package"
    rows = SourceRows(file.path, package, (row,), kind=kind)
    directive.domain.note_source(directive.docname, rows)
    return parent.children[0]


def _lexer(path: str) -> str:
    known = language_of_path(path)
    return known[0].FENCES[0] if known else "none"


def _code(file: SourceFile, declaration: Declaration) -> tuple[int, str]:
    """Return the code of a declaration with what belongs to it above, and its first line."""
    lines = file.text.split("\n")
    first = declaration.line
    while first > 1 and lines[first - 2].strip().startswith(_ABOVE):
        first -= 1
    text = "\n".join(lines[first - 1 : declaration.end_line])
    return first, textwrap.dedent(text)
