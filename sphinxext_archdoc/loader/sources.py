"""Declarations out of source files: read, chosen by name, cut down to some members."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from sphinxext_archdoc.catalog.visibility import public_members
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.languages import language_of_path, languages
from sphinxext_archdoc.loader.files import Files
from sphinxext_archdoc.loader.readings import reading_of
from sphinxext_archdoc.model import Declaration, Interface, Location, Member

_MOST_COMPARED = 1000
"""How many names are compared at the most to find those that are near a wrong one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """What a source file declares."""

    path: str
    """POSIX, relative to the root."""
    language: str = ""
    """Name of its language; empty for one that cannot be read."""
    text: str = ""
    """With LF line ends."""
    declarations: tuple[Declaration, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_source(files: Files, path: str) -> SourceFile:
    """Return what the file at *path* declares, and what is wrong with it.

    A file that is not there, that leads out of the repository, that is binary, in no language
    that can be read or in one whose grammar is not installed, declares nothing.
    """
    known = language_of_path(path)
    if known is None:
        names = ", ".join(language.NAME for language in languages())
        return _refused(path, Code.CODE, f"The file is in no language that can be read ({names}).")
    language, suffix = known
    data = files.read(path)
    if isinstance(data, Diagnostic):
        return SourceFile(path=path, diagnostics=(data,))
    try:
        text, reading, diagnostics = reading_of(data, path, language, suffix)
    except ImportError:
        message = f"{language.NAME} is not read; install sphinxext-archdoc[{language.EXTRA}]."
        return _refused(path, Code.MISSING_EXTRA, message)
    if text is None:
        return SourceFile(path=path, diagnostics=tuple(diagnostics))
    return SourceFile(
        path=path,
        language=language.NAME,
        text=text,
        declarations=reading.declarations,
        diagnostics=tuple(diagnostics),
    )


def _refused(path: str, code: Code, message: str) -> SourceFile:
    return SourceFile(path=path, diagnostics=(Diagnostic(code=code, message=message, path=path),))


def chosen(
    declarations: Iterable[Declaration], names: Sequence[str], *, private: bool = False
) -> tuple[list[Declaration], list[str]]:
    """Return the declarations that *names* mean, in the order of these, and those that mean none.

    A name is a declaration's own or the one qualified by its namespaces; with ``*``, ``?`` or
    ``[`` it is a pattern, which means what is exported (everything with *private*, or where
    nothing is). Without any names everything is meant that is exported.
    """
    known = list(declarations)
    public = known if private else [d for d in known if d.exported] or known
    found: dict[int, Declaration] = {}
    missing = []
    for name in names or ("*",):
        is_pattern = any(mark in name for mark in "*?[")
        hits = [d for d in (public if is_pattern else known) if _is_called(d, name)]
        found.update((id(d), d) for d in hits)
        if not hits:
            missing.append(name)
    return list(found.values()), missing


def _is_called(declaration: Declaration, pattern: str) -> bool:
    names = (declaration.name, declaration.qualified)
    return pattern in names or any(fnmatchcase(name, pattern) for name in names)


def nearest(name: str, declarations: Iterable[Declaration], most: int = 3) -> list[str]:
    """Return names of *declarations* that are spelt nearly like *name*, the nearest first."""
    names = {d.qualified.casefold(): d.qualified for d in list(declarations)[:_MOST_COMPARED]}
    near = difflib.get_close_matches(name.casefold()[:200], names, n=most, cutoff=0.4)
    return [names[found] for found in near] or list(names.values())[:most]


def no_such_name(name: str, file: SourceFile) -> str:
    """Return what to say when *file* declares nothing of that *name*."""
    near = nearest(name, file.declarations)
    hint = f"near are {', '.join(near)}" if near else "it declares nothing that is read"
    return f"There is no {name!r} in {file.path}; {hint}."


def interface_of(file: SourceFile, declaration: Declaration, package: str) -> Interface:
    """Return the record of what *file* declares; it belongs to *package*."""
    return Interface(
        package=package,
        local=declaration.qualified,
        title=declaration.name,
        location=Location(
            path=file.path,
            line=declaration.line,
            end_line=max(declaration.line, declaration.end_line),
        ),
        language=file.language,
        declaration=declaration,
    )


def with_members(
    declaration: Declaration,
    *,
    only: Sequence[str] = (),
    exclude: Sequence[str] = (),
    private: bool = False,
    language: str = "",
) -> Declaration:
    """Return *declaration*, in *language*, with the members that two lists leave.

    *only* and *exclude* hold names and patterns.

    Without *only* that is all members, without *private* those that others can use.
    """
    known = declaration.members
    if not only and not private:
        known = public_members(declaration, language)
    members = [m for m in known if not _matches(m, exclude)]
    if only:
        members = [m for m in members if _matches(m, only)]
    return replace(declaration, members=tuple(members))


def unmatched(members: Sequence[Member], patterns: Iterable[str]) -> list[str]:
    """Return those of *patterns* that none of *members* is called."""
    return [p for p in patterns if not any(_matches(m, (p,)) for m in members)]


def _matches(member: Member, patterns: Iterable[str]) -> bool:
    return any(member.name == p or fnmatchcase(member.name, p) for p in patterns)
