"""Incremental builds: what has to be read again, what has to be written again.

A page is read again when what was found in the repository would now make another page of
it. A page is written again when something on it that is made from the records of other
pages (views, relations, references) would now show something else.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sphinxext_archdoc.sphinx_ext import facts, navigation, relation_graph
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain, architecture_domain
from sphinxext_archdoc.sphinx_ext.interfaces import drift
from sphinxext_archdoc.sphinx_ext.linking import Link
from sphinxext_archdoc.sphinx_ext.register import Target
from sphinxext_archdoc.sphinx_ext.rows import TARGET_TYPES
from sphinxext_archdoc.sphinx_ext.views import view_named

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def pages_to_read(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> set[str]:
    """Return the pages that are read again though their source is the same."""
    domain = architecture_domain(env)
    known, domain.data["settings"] = domain.data["settings"], domain.site.reading_digest
    if known != domain.data["settings"] and env.all_docs:
        return set(env.found_docs)
    return (
        set(_with_other_lists(domain))
        | set(_with_other_links(domain))
        | set(_with_other_owners(domain))
        | set(_with_other_history(domain))
    )


def _with_other_lists(domain: ArchitectureDomain) -> Iterator[str]:
    for docname, lists in domain.data["toctrees"].items():
        if any(_listed(domain, docname, kind) != entries for kind, entries in lists.items()):
            yield docname


def _listed(domain: ArchitectureDomain, docname: str, kind: str) -> tuple[Any, ...]:
    if kind == "children":
        path = domain.site.relative(domain.env.doc2path(docname)) or ""
        package = domain.site.workspace.package_of(path)
        return tuple(navigation.child_pages(domain, package))
    return tuple(navigation.listed_pages(domain, own_pages=kind == "packages"))


def _with_other_links(domain: ArchitectureDomain) -> Iterator[str]:
    for docname, links in domain.data["links"].items():
        if any(domain.state_of(path) != state for path, state in links.items()):
            yield docname


def _with_other_history(domain: ArchitectureDomain) -> Iterator[str]:
    history = domain.site.history
    if history is not None:
        for docname, digests in domain.data["history"].items():
            if any(history.digest(path) != digest for path, digest in digests.items()):
                yield docname


def _with_other_owners(domain: ArchitectureDomain) -> Iterator[str]:
    site, sources = domain.site, domain.data["sources"]
    recorded = {}
    for docname, parts in sources.items():
        for source in parts:
            if source.kind in ("document", "record"):
                recorded[source.path] = docname
            elif source.kind != "source":
                continue
            if site.workspace.package_of(source.path).name != source.package:
                yield docname
    for path in recorded.keys() ^ site.documents:
        docname = recorded.get(path) or domain.page_of(path)
        if docname is not None:
            yield docname


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something else than when they were written."""
    domain = architecture_domain(env)
    drift.compare(domain)
    before, after = domain.data["digests"], _digests(domain)
    domain.data["digests"] = after
    return sorted(
        name
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name) and name in env.all_docs
    )


def _digests(domain: ArchitectureDomain) -> dict[str, int]:
    shown: dict[str, list[Any]] = {}
    for docname, views in domain.data["views"].items():
        for name, options in views:
            content = view_named(name).content(domain, docname, options)
            shown.setdefault(docname, []).append(content)
    for docname, references in domain.data["references"].items():
        resolved = [_resolved(domain, *reference) for reference in references]
        shown.setdefault(docname, []).append(resolved)
    for docname, pulls in domain.data["pulls"].items():
        resolved = [_pulled(domain, *pull) for pull in pulls]
        shown.setdefault(docname, []).append(resolved)
    for target in domain.register.of_type("interface"):
        if links := _type_links(domain, target):
            shown.setdefault(target.docname, []).append(links)
    for (docname, anchor), comparison in sorted(domain.comparisons.items()):
        shown.setdefault(docname, []).append((anchor, comparison))
    for target in domain.register.of_type("decision"):
        if relations := facts.relation_contents(domain.register, target):
            graph = relation_graph.map_of(domain.register, target)
            shown.setdefault(target.docname, []).append((relations, graph))
    return {docname: zlib.crc32(repr(parts).encode()) for docname, parts in shown.items()}


def _resolved(domain: ArchitectureDomain, object_type: str, target: str, package: str) -> Any:
    if object_type == "package":
        page = domain.register.package_page(target)
        return page and (page.docname, page.package.name)
    for candidate in TARGET_TYPES if object_type == "any" else (object_type,):
        if found := domain.lookup(target, candidate, package):
            return facts.link_to(found[0])
    return None


def _pulled(domain: ArchitectureDomain, object_type: str, target: str, package: str) -> Any:
    if not (found := domain.lookup(target, object_type, package)):
        return None
    first = found[0]
    relations = facts.relation_contents(domain.register, first)
    types = _type_links(domain, first)
    comparison = domain.comparisons.get((first.docname, first.row.anchor.partition(".")[0]))
    return facts.link_to(first), first.row.digest, first.facts, relations, types, comparison


def _type_links(domain: ArchitectureDomain, target: Target) -> list[tuple[str, Link]]:
    links = domain.register.types.links_of(target)
    return [(word, facts.link_to(interface)) for word, interface in links]
