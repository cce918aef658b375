"""Shared templates, read out of files into the sections that they ask for.

A template is an ordinary document with placeholders. Its first heading is its title; its
sections are those one level below, or the top ones when it has several of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from sphinxext_archdoc.config import Config, Settings
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.source import decode
from sphinxext_archdoc.markup.tree import Document, Section
from sphinxext_archdoc.model import HeadingSpec, Template, slugify
from sphinxext_archdoc.vocabulary.placeholders import normal_line
from sphinxext_archdoc.vocabulary.sections import role_of, section_name

SHIPPED = "ARCHITECTURE.md"
"""File name of the template that ships with the extension, in this folder."""


def configured_templates(settings: Settings) -> tuple[Sequence[Template], Sequence[Diagnostic]]:
    """Return the templates that *settings* name, else the shipped one.

    One that cannot be read costs a diagnostic; when none can, the shipped one is used.
    """
    shared, diagnostics = shared_templates(settings)
    return [template for template, _document in shared], diagnostics


def shared_templates(
    settings: Settings,
) -> tuple[Sequence[tuple[Template, Document]], Sequence[Diagnostic]]:
    """Return the templates of :func:`configured_templates`, each with its text."""
    templates: list[tuple[Template, Document]] = []
    diagnostics: list[Diagnostic] = []
    for entry in settings.config.templates:
        document, found = _load(settings.root, str(entry["path"]))
        diagnostics += found
        if document is not None:
            templates.append((_configured(document, entry, settings.config), document))
    if not templates:
        template = _aliased(shipped_template(), settings.config.heading_aliases)
        templates.append((template, _shipped_document()))
    return templates, diagnostics


def shipped_text() -> str:
    """Return the text of the template that ships with the extension."""
    return files(__package__).joinpath(SHIPPED).read_text(encoding="utf-8")


@cache
def shipped_template() -> Template:
    """Return the template that ships with the extension; its path is empty."""
    return replace(read_template(_shipped_document()), path="")


@cache
def _shipped_document() -> Document:
    return parse(SHIPPED, shipped_text())


def read_template(document: Document) -> Template:
    """Return the sections that a template asks for.

    A section of the same name as one before it is left out.
    """
    title, sections = _parts(document.root)
    specs: dict[str, HeadingSpec] = {}
    for section in sections:
        spec = _spec(document, section)
        if spec.name:
            specs.setdefault(spec.name, spec)
    return Template(path=document.path, title=document.plain(title), sections=tuple(specs.values()))


def _parts(root: Section) -> tuple[str, Sequence[Section]]:
    """Return the title of a template and its sections.

    A first heading that means a section is no title.
    """
    tops = root.sections
    if tops and (len(tops) == 1 or not role_of(tops[0].title)):
        return tops[0].title, [*tops[0].sections, *tops[1:]]
    return "", tops


def _spec(document: Document, section: Section) -> HeadingSpec:
    heading = document.plain(section.title)
    return HeadingSpec(
        name=slugify(heading),
        heading=heading,
        level=section.level,
        role=role_of(heading),
        prose=frozenset(_prose(document, section)),
    )


def _prose(document: Document, section: Section) -> Iterator[str]:
    for line in document.lines[section.line : section.end_line]:
        if normal := normal_line(line):
            yield normal


def _configured(document: Document, entry: Mapping[str, Any], config: Config) -> Template:
    template = replace(read_template(document), documents=tuple(entry.get("documents", ())))
    return _aliased(template, entry.get("aliases", {}), config.heading_aliases)


def _aliased(template: Template, *tables: Mapping[str, Iterable[str]]) -> Template:
    """Give sections their other headings; a table names a section by heading, name or role."""
    sections = []
    for spec in template.sections:
        names = {section_name(spec.heading), spec.name, spec.role}
        aliases = [
            alias
            for table in tables
            for heading, others in table.items()
            if heading in names or section_name(heading) in names
            for alias in others
        ]
        sections.append(replace(spec, aliases=(*spec.aliases, *aliases)))
    return replace(template, sections=tuple(sections))


def _load(root: Path, path: str) -> tuple[Document | None, Sequence[Diagnostic]]:
    """Read the template at *path*; the text is None when it lies outside or is not there."""
    real, base = os.path.realpath(root / path), os.path.realpath(root)
    try:
        if os.path.commonpath([real, base]) != base:
            message = f"The template {path} leads out of the repository; it is not used."
            return None, [Diagnostic(code=Code.OUTSIDE, message=message, path=path)]
        data = Path(real).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        message = f"The template {path} cannot be read ({reason}); correct templates.path."
        return None, [Diagnostic(code=Code.CONFIG, message=message, path=path)]
    text, diagnostics = decode(data, path)
    return parse(path, text), diagnostics
