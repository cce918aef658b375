"""The feed of a site: its decisions as the pages show them, see ``exporting.feed``."""

from __future__ import annotations

from sphinxext_archdoc.exporting.feed import FeedEntry, FeedSite
from sphinxext_archdoc.exporting.feed import feed_text as text_of
from sphinxext_archdoc.model import RelationKind
from sphinxext_archdoc.sphinx_ext.facts import link_to
from sphinxext_archdoc.sphinx_ext.labels import package_label, relation_label, status_label
from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.register import Register, Target


def feed_text(register: Register, site: FeedSite, linker: Linker) -> str:
    """Return the feed of the decisions of *register*."""
    return text_of((_entry(register, t, linker) for t in register.of_type("decision")), site)


def _entry(register: Register, target: Target, linker: Linker) -> FeedEntry:
    facts = target.facts
    found = [(r, r.target) for r in register.relations(target) if r.target is not None]
    later = (t.facts.date for r, t in found if r.kind is RelationKind.SUPERSEDED_BY)
    related = (f"{relation_label(r.kind, partial=r.partial)} {t.key}" for r, t in found)
    return FeedEntry(
        key=target.key,
        title=target.title,
        status=facts.status,
        dates=(facts.date, *later),
        address=linker.address(link_to(target)),
        terms=(package_label(target.package), *facts.tags),
        facts=(status_label(facts.status), facts.date, *related),
    )
