"""What the plan for a document needs to know, from the readers that know it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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


def request_for(
    document: Document, shared: Shared, base: Version | None, *, config: Config, package: Package
) -> Request:
    """Return what there is to know of *document*, a file of *package*, and its template.

    *base* is the template as the document last saw it.
    """
    found = outline_of(document, _with_old_sections(shared.template, base), config)
    layout = layout_of(document)
    versions = [shared.version, *([base] if base else [])]
    return Request(
        document=layout,
        title=layout.by_line[found.title.line] if found.title else None,
        found={
            part.spec.name: layout.by_line[part.section.line] for part in found.parts if part.spec
        },
        versions=Versions(
            base=base.layout if base else None,
            new=shared.version.layout,
            aliases=aliases_of(shared.template),
        ),
        guidance=Guidance([version.document for version in versions]),
        values=values_of(package),
        labels=Labels(
            document=document.path,
            base=f"template before ({base.hash if base else ''})",
            template=f"template now ({shared.version.hash})",
        ),
    )


def _with_old_sections(template: Template, base: Version | None) -> Template:
    """Return *template* with the sections that it had before behind those that it has."""
    if base is None:
        return template
    names = {spec.name for spec in template.sections}
    old = [spec for spec in read_template(base.document).sections if spec.name not in names]
    return replace(template, sections=(*template.sections, *old))


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
