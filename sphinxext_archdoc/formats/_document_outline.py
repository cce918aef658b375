"""Which template a package's document follows, and what it made of each of its sections."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wcmatch import glob

from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.markup.tree import Document, Section
from sphinxext_archdoc.model import HeadingSpec, Template
from sphinxext_archdoc.vocabulary.sections import role_of, roles, section_name

_GROUPS = frozenset(
    section_name(heading)
    for heading in (
        "Architecture",
        "Architecture Details",
        "Considerations",
        "Cross-Cutting Concerns",
        "Crosscutting Concepts",
        "Design",
        "Details",
        "Implementation",
        "Internals",
        "Non-Functional Requirements",
        "Operations",
        "Operational Concerns",
        "Quality Attributes",
        "System Architecture",
        "System Design",
        "Technical Architecture",
        "Technical Design",
        "Technical Details",
    )
)
"""Headings above sections of a template that say nothing by themselves."""

_DEEPEST = 2
"""Levels below the title at which the sections of a document may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of a document, and what it is."""

    section: Section
    role: str = ""
    """See ``vocabulary.sections``; empty when it is none of those."""
    spec: HeadingSpec | None = None
    """The section of the template that it is."""
    renamed: bool = False
    """Whether it is that by a heading that neither the template nor the configuration has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A document as its template sees it."""

    title: Section | None
    """The section whose heading is the title of the document."""
    template: Template | None
    parts: tuple[Part, ...]
    """In the order of the document; what is below a part belongs to it."""


def outline(document: Document, context: ReadContext) -> Outline:
    """Return the parts of *document* under the template that it follows."""
    template = choose_template(document, context.templates)
    matcher = _Matcher(document, template, context.config.heading_aliases)
    title, sections = _parts(document, document.root)
    return Outline(
        title=title, template=template, parts=tuple(_unique(matcher.collect(sections, _DEEPEST)))
    )


def choose_template(document: Document, templates: Sequence[Template]) -> Template | None:
    """Return the template that *document* follows, None when there are none.

    That is the first whose globs match its path, else the one that its front matter names,
    else the one with which it has the most headings in common, the first of several.
    """
    for template in templates:
        if template.documents and _matches(document.path, template.documents):
            return template
    named = document.front_matter.get("template")
    for template in templates:
        if isinstance(named, str) and template.path and named in _names(template.path):
            return template
    open_to_all = [t for t in templates if not t.documents] or templates
    if len(open_to_all) < 2:
        return open_to_all[0] if open_to_all else None
    headings = {section_name(document.plain(s.title)) for s in document.root.walk()}
    return max(open_to_all, key=lambda t: len(headings & _headings(t).keys()))


def _matches(path: str, globs: Iterable[str]) -> bool:
    flags = glob.GLOBSTAR | glob.BRACE | glob.FORCEUNIX | glob.IGNORECASE
    return glob.globmatch(path, tuple(globs), flags=flags)


def _names(path: str) -> tuple[str, ...]:
    name = posixpath.basename(path)
    return path, name, posixpath.splitext(name)[0]


def _headings(template: Template) -> Mapping[str, HeadingSpec]:
    """Return the sections of *template* by their headings and aliases, as they are compared."""
    found: dict[str, HeadingSpec] = {}
    for spec in template.sections:
        found.setdefault(section_name(spec.heading), spec)
    for spec in template.sections:
        for alias in spec.aliases:
            found.setdefault(section_name(alias), spec)
    return found


def _parts(document: Document, root: Section) -> tuple[Section | None, Sequence[Section]]:
    """Return the section of the document's title, and the sections below it.

    The first heading is the title, unless others of its level follow and it means something.
    """
    tops = root.sections
    if not tops:
        return None, ()
    first = tops[0]
    if len(tops) > 1 and not first.sections and role_of(document.plain(first.title)):
        return None, tops
    return first, (*first.sections, *tops[1:])


class _Matcher:
    """Finds the sections of a template in a document."""

    def __init__(
        self,
        document: Document,
        template: Template | None,
        aliases: Mapping[str, Iterable[str]],
    ) -> None:
        self._document = document
        self._headings = _headings(template) if template else {}
        self._roles: dict[str, HeadingSpec] = {}
        for spec in template.sections if template else ():
            self._roles.setdefault(spec.role, spec)
        self._aliases = _aliased_roles(aliases)

    def collect(self, sections: Sequence[Section], depth: int) -> Iterator[Part]:
        """Yield the parts among *sections*, or below them when none of them is known.

        Below a section that is not known nothing is looked for where others are known:
        "Error Handling" below "Examples" is an example.
        """
        found = [self._part(section) for section in sections]
        nothing_known = not any(part.role or part.spec for part in found)
        for part in found:
            below = part.section.sections
            is_group = nothing_known or self._name(part.section) in _GROUPS
            if below and depth and not (part.role or part.spec) and is_group:
                inner = list(self.collect(below, depth - 1))
                if any(p.role or p.spec for p in inner):
                    yield from inner
                    continue
            yield part

    def _part(self, section: Section) -> Part:
        name = self._name(section)
        if spec := self._headings.get(name):
            return Part(section=section, spec=spec, role=spec.role)
        role = self._aliases.get(name) or role_of(self._document.plain(section.title))
        spec = self._roles.get(role) if role else None
        return Part(section=section, spec=spec, role=role, renamed=spec is not None)

    def _name(self, section: Section) -> str:
        return section_name(self._document.plain(section.title))


def _aliased_roles(aliases: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return roles by the headings that the configuration gives them."""
    return {
        section_name(other): role
        for heading, others in aliases.items()
        if (role := heading if heading in roles() else role_of(heading))
        for other in others
    }


def _unique(parts: Iterable[Part]) -> Iterator[Part]:
    """Give each section of the template to one part: the first under its own heading.

    The others keep their role.
    """
    parts = list(parts)
    best: dict[str, Part] = {}
    for part in parts:
        if part.spec and (part.spec.name not in best or _is_better(part, best[part.spec.name])):
            best[part.spec.name] = part
    for part in parts:
        if part.spec and best[part.spec.name] is not part:
            part = Part(section=part.section, role=part.role)
        yield part


def _is_better(part: Part, other: Part) -> bool:
    return other.renamed and not part.renamed
