"""Incremental builds: what has to be read again, what has to be written again.

A page is read again when what was found in the repository would now make another page of
it. A page is written again when something on it that is made from the records of other
pages (views, relations, references) would now show something else.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING, Any

from sphinxext_archdoc.sphinx_ext import diagrams, facts, navigation, relation_graph
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
        | set(_with_other_packages(domain))
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


def _with_other_packages(domain: ArchitectureDomain) -> Iterator[str]:
    for docname, packages in domain.data["packages"].items():
        if any(domain.package_for(*asked) != found for asked, found in packages.items()):
            yield docname


def _with_other_owners(domain: ArchitectureDomain) -> Iterator[str]:
    site, sources = domain.site, domain.data["sources"]
    recorded = {}
    for docname in sources.keys() & domain.env.found_docs:
        for source in sources[docname]:
            if source.kind in ("document", "record"):
                recorded[source.path] = docname
            elif source.kind != "source":
                continue
            if site.workspace.package_of(source.path).name != source.package:
                yield docname
    for path in recorded.keys() | site.documents:
        page = domain.page_of(path)
        # A file that is no page is recorded where it is included.
        if (path in recorded) != (path in site.documents) or page not in (None, recorded[path]):
            yield from filter(None, (page, recorded.get(path)))


def pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that show something else than when they were written."""
    domain = architecture_domain(env)
    if _nothing_happened(domain):
        return []
    drift.compare(domain)
    before, after = domain.data["digests"], _digests(domain)
    domain.data["digests"] = after
    domain.data["surroundings"] = _surroundings(domain)
    known, domain.data["shown"] = domain.data["shown"], domain.site.writing_digest
    if known != domain.data["shown"]:
        return sorted(env.all_docs)
    changed = {n for n in before.keys() | after.keys() if before.get(n) != after.get(n)}
    found = (changed | _that_show(domain, changed | domain.read_now)) & env.all_docs.keys()
    if not found and not domain.read_now and domain.gone:
        # Indices and inventory are written when a page is.
        found = {env.config.root_doc}
    return sorted(found)


def _nothing_happened(domain: ArchitectureDomain) -> bool:
    """Return whether everything that views show is what it was in the last build.

    It is made of what was read, of the packages there are, the settings and the day. Source
    code is not read into records; where it is compared, that is done in every build.
    """
    if domain.read_now or domain.gone or domain.site.config.drift:
        return False
    if domain.data["shown"] != domain.site.writing_digest:
        return False
    _packages, day = domain.data["surroundings"]
    if day:
        # Only views that ask for it need the day, which may take a call of Git.
        _ = domain.site.today
    return bool(domain.data["surroundings"] == _surroundings(domain))


def _surroundings(domain: ArchitectureDomain) -> tuple[int, str]:
    """Return a checksum of the packages, and the day if a view has asked for it."""
    packages = zlib.crc32(repr(domain.site.workspace.packages).encode("utf-8", "surrogatepass"))
    return packages, str(domain.site.today) if domain.site.knows_today else ""


def note_pages(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Remember which pages are read (``env-before-read-docs``)."""
    architecture_domain(env).read_now = frozenset(docnames)


def _that_show(domain: ArchitectureDomain, changed: Set[str]) -> set[str]:
    """Return the pages that show whole records of *changed* pages, or of others that do."""
    sources: dict[str, set[str]] = {}
    for docname, pulls in domain.data["pulls"].items():
        for object_type, target, package in pulls:
            for record in domain.lookup(target, object_type, package)[:1]:
                sources.setdefault(record.docname, set()).add(docname)
    found: set[str] = set()
    waiting = list(changed)
    while waiting:
        news = sources.get(waiting.pop(), set()) - found
        found |= news
        waiting += news
    return found


def _digests(domain: ArchitectureDomain) -> dict[str, int]:
    shown: dict[str, list[Any]] = {}
    for docname, views in domain.data["views"].items():
        for name, options in views:
            content = view_named(name).content(domain, docname, options)
            shown.setdefault(docname, []).append(content)
    for docname, references in domain.data["references"].items():
        resolved = [_resolved(domain, *reference) for reference in references]
        shown.setdefault(docname, []).append(resolved)
    for docname, targets in domain.data["titles"].items():
        titles = [_title(domain, *target) for target in targets]
        shown.setdefault(docname, []).append(titles)
    for docname, pulls in domain.data["pulls"].items():
        resolved = [_pulled(domain, *pull) for pull in pulls]
        shown.setdefault(docname, []).append(resolved)
    for docname in domain.data["diagrams"]:
        shown.setdefault(docname, []).append(diagrams.links_shown(domain, docname))
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


def _title(domain: ArchitectureDomain, docname: str, fragment: str) -> Any:
    """Return what a link to a page, or to its section *fragment*, shows and leads to."""
    env = domain.env
    if docname not in env.all_docs:
        return None
    if not fragment:
        return env.titles[docname].astext()
    slugs = env.metadata[docname].get("myst_slugs", {})
    if fragment in slugs:
        return tuple(slugs[fragment][1:])
    labels = env.get_domain("std").data["labels"]
    return labels.get(fragment) or [name for _, name, _ in slugs.values() if name == fragment]


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
