"""Templates and documents as texts, and what carrying one to the other makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sphinxext_archdoc.cli._sync_request import Shared, Transition
from sphinxext_archdoc.config import Config
from sphinxext_archdoc.loader.writing import SourceFile
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.model import Package
from sphinxext_archdoc.templates.changes import Plan
from sphinxext_archdoc.templates.reading import read_template
from sphinxext_archdoc.templates.syncing import plan
from sphinxext_archdoc.templates.versions import read_version, version_of

PACKAGE = Package(name="core", path="packages/core", description="Prices.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What became of a document."""

    plan: Plan
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()

    @property
    def actions(self) -> list[tuple[str, str]]:
        return [(change.action.value, change.heading) for change in self.plan.changes]


def carry(
    document: str | bytes,
    new: str,
    base: str | None,
    *,
    suffix: str = ".md",
    aliases: Mapping[str, Sequence[str]] | None = None,
    package: Package = PACKAGE,
    known: Sequence[str] = (),
) -> Carried:
    """Carry the template *new*, which was *base* when *document* last saw it, to *document*."""
    source = SourceFile(document.encode() if isinstance(document, str) else document)
    template = parse(f"template{suffix}", new)
    read = read_template(template)
    given = aliases or {}
    sections = [replace(spec, aliases=tuple(given.get(spec.heading, ()))) for spec in read.sections]
    shared = Shared(template=replace(read, sections=tuple(sections)), version=version_of(template))
    before = None if base is None else read_version(f"template{suffix}", base)
    text = parse(f"packages/core/DOCUMENT{suffix}", source.text)
    transition = Transition(shared=shared, base=before)
    request = transition.request(text, config=Config(), package=package)
    found = plan(replace(request, known=frozenset(known)))
    return Carried(plan=found, data=source.edited(found.edits))
