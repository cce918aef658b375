"""What the plan for a document needs to know, from the readers that know it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._document_outline import Outline, outline
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import Package, SectionState, Template, TemplateSection
from sphinxext_archdoc.templates.bodies import Labels
from sphinxext_archdoc.templates.guidance import Guidance, values_of
from sphinxext_archdoc.templates.layout import layout_of
from sphinxext_archdoc.templates.pairing import Versions, aliases_of
from sphinxext_archdoc.templates.reading import read_template
from sphinxext_archdoc.templates.syncing import Request
from sphinxext_archdoc.templates.versions import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A shared template as it is."""

    template: Template
    version: Version

    @property
    def shown(self) -> str:
        """What it is called in messages."""
        return self.template.path or "the template of sphinxext-archdoc"


def outline_of(document: Document, template: Template, config: Config) -> Outline:
    """Return *document* as *template* sees it."""
    return outline(document, ReadContext(package="", config=config, templates=(template,)))


@dataclass(frozen=True, kw_only=True)
class Transition:
    """A shared template as documents last saw it, and as it is."""

    shared: Shared
    base: Version | None

    @cached_property
    def template(self) -> Template:
        """The template with the sections that it had before behind those that it has."""
        template = self.shared.template
        if self.base is None:
            return template
        names = {spec.name for spec in template.sections}
        old = [s for s in read_template(self.base.document).sections if s.name not in names]
        return replace(template, sections=(*template.sections, *old))

    @cached_property
    def guidance(self) -> Guidance:
        """What both versions ask."""
        versions = [self.shared.version, *([self.base] if self.base else [])]
        return Guidance([version.document for version in versions])

    @cached_property
    def versions(self) -> Versions:
        """Both versions."""
        return Versions(
            base=self.base.layout if self.base else None,
            new=self.shared.version.layout,
            aliases=aliases_of(self.shared.template),
        )

    def request(self, document: Document, *, config: Config, package: Package) -> Request:
        """Return what there is to know of *document*, a file of *package*, and its template."""
        found = outline_of(document, self.template, config)
        layout = layout_of(document)
        known = [(part.spec.name, part.section.line) for part in found.parts if part.spec]
        return Request(
            document=layout,
            title=layout.by_line[found.title.line] if found.title else None,
            found={name: layout.by_line[line] for name, line in known},
            versions=self.versions,
            guidance=self.guidance,
            values=values_of(package),
            labels=Labels(
                document=document.path,
                base=f"template before ({self.base.hash if self.base else ''})",
                template=f"template now ({self.shared.version.hash})",
            ),
        )


def section_states(found: Outline, document: Document) -> Sequence[TemplateSection]:
    """Return the sections of a document in the form in which they are judged."""
    states = [
        TemplateSection(
            name=part.spec.name if part.spec else "",
            heading=document.plain(part.section.title),
            state=SectionState.WRITTEN if part.spec else SectionState.EXTRA,
            line=part.section.line,
        )
        for part in found.parts
    ]
    present = {state.name for state in states}
    asked = found.template.sections if found.template else ()
    missing = SectionState.MISSING
    return [
        *states,
        *(
            TemplateSection(name=spec.name, heading=spec.heading, state=missing)
            for spec in asked
            if spec.name not in present
        ),
    ]
