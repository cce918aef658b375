"""The decisions of a site for sphinx-needs, see ``exporting.needs``."""

from __future__ import annotations

from sphinxext_archdoc.exporting.needs import Need
from sphinxext_archdoc.exporting.needs import needs_text as text_of
from sphinxext_archdoc.sphinx_ext.register import Register


def needs_text(register: Register, project: str, version: str) -> str:
    """Return all decisions of *register*."""
    decisions = sorted(register.of_type("decision"), key=lambda t: (t.key, t.path, t.line))
    places = {id(target): place for place, target in enumerate(decisions)}
    needs = [
        Need(
            key=target.key,
            title=target.title,
            status=target.facts.status,
            tags=target.facts.tags,
            docname=target.docname,
            line=target.line,
            links=tuple(
                places[id(r.target)] for r in register.relations(target) if r.target is not None
            ),
        )
        for target in decisions
    ]
    return text_of(needs, project, version)
