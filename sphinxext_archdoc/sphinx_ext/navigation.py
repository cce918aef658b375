"""Tables of contents: which pages list which, and how deep the global navigation goes.

Themes copy the headings of all pages into the navigation of each page, which is what costs
most in a large site. The headings inside mounted documents are kept out of it; the page's
own table of contents stays whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinxext_archdoc.catalog import own_document
from sphinxext_archdoc.model import Package
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain, architecture_domain
from sphinxext_archdoc.sphinx_ext.mount import MountedProject

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class ChildrenTransform(SphinxTransform):
    """Lists the deeper documents and decision records of a package below its page."""

    default_priority: ClassVar[int] = 470

    def apply(self, **kwargs: Any) -> None:
        """Add a hidden toctree to the page of a package."""
        domain = architecture_domain(self.env)
        docname = self.env.current_document.docname
        path = domain.site.relative(self.env.doc2path(docname))
        package = domain.site.workspace.package_of(path) if path else None
        if package is None or path != own_document(package):
            return
        entries = child_pages(domain, package)
        domain.note_toctree(docname, "children", entries)
        section = next(iter(self.document.findall(nodes.section)), None)
        if entries and section is not None:
            section.append(toctree_node(docname, entries))


def child_pages(
    domain: ArchitectureDomain, package: Package, *, own_pages: bool = True
) -> list[str]:
    """Return the names of the pages of *package* besides that of its own document."""
    own = own_document(package)
    paths = (*(path for path in package.documents if path != own), *package.decisions)
    return list(_pages(domain, paths, own_pages=own_pages))


class Listed(NamedTuple):
    """The pages of one toctree of a list of packages."""

    package: str
    """The package without a document whose pages they are; empty for packages' documents."""
    pages: tuple[str, ...]


def listed_pages(domain: ArchitectureDomain, *, own_pages: bool = True) -> list[Listed]:
    """Return the pages that a list of all packages has in its toctrees.

    These are the packages' own documents, then for each package without one its other pages.
    Pages in the source folder itself are left out unless *own_pages*.
    """
    documents: list[str] = []
    others = []
    for package in domain.site.workspace.packages:
        document = own_document(package)
        own = list(_pages(domain, (document,) if document else (), own_pages=own_pages))
        documents += own
        below = [] if own else child_pages(domain, package, own_pages=own_pages)
        if below:
            others.append(Listed(package.name, tuple(below)))
    return [*([Listed("", tuple(documents))] if documents else []), *others]


def _pages(domain: ArchitectureDomain, paths: tuple[str, ...], *, own_pages: bool) -> Iterator[str]:
    project = domain.env.project
    for path in paths:
        docname = domain.page_of(path)
        if docname and docname != domain.env.config.root_doc:
            mounted = isinstance(project, MountedProject) and project.is_mounted(docname)
            if own_pages or mounted:
                yield docname


def toctree_node(docname: str, entries: Sequence[str], *, caption: str = "") -> addnodes.toctree:
    """Return a hidden toctree of the pages *entries* for the page *docname*."""
    return addnodes.toctree(
        parent=docname,
        entries=[(None, entry) for entry in entries],
        includefiles=list(entries),
        maxdepth=1,
        caption=caption or None,
        rawcaption=caption,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
        archdoc=True,
    )


def is_list_of_packages(node: addnodes.toctree) -> bool:
    """Return whether *node* was made here, and not written by somebody."""
    return bool(node.get("archdoc"))


def prune_navigation(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the headings of a mounted page out of the global navigation (``doctree-read``)."""
    env, project = app.env, app.project
    docname = env.current_document.docname
    domain = architecture_domain(env)
    depth = domain.site.config.navigation_depth
    whole = env.tocs.get(docname)
    if depth == 0 or whole is None or not isinstance(project, MountedProject):
        return
    if project.is_mounted(docname) and env.toc_num_entries.get(docname, 0) > 1:
        domain.data["tocs"][docname] = whole
        env.tocs[docname] = _pruned_list(whole, depth)


def _pruned_list(entries: nodes.Element, depth: int) -> nodes.bullet_list:
    pruned = nodes.bullet_list()
    for entry in entries.children:
        if isinstance(entry, nodes.list_item):
            pruned += _pruned_item(entry, depth)
        elif isinstance(entry, addnodes.toctree):
            pruned += entry.copy()
    return pruned


def _pruned_item(item: nodes.list_item, depth: int) -> nodes.list_item:
    kept = nodes.list_item("", *(child.deepcopy() for child in item.children[:1]))
    for below in item.children[1:]:
        if not isinstance(below, nodes.Element):
            continue
        inner = (
            _pruned_list(below, depth - 1)
            if depth > 1
            else nodes.bullet_list("", *(t.copy() for t in below.findall(addnodes.toctree)))
        )
        if inner.children:
            kept += inner
    return kept


def restore_page_contents(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Show the whole table of contents of a mounted page on it (``html-page-context``)."""
    domain = architecture_domain(app.env)
    whole = domain.data["tocs"].get(pagename)
    if whole is None or app.builder.name == "singlehtml" or "toc" not in context:
        return
    context["toc"] = domain.contents.html(pagename, whole)


MARK = "archdoc"
"""Value of ``orphan`` in the metadata of a page that the extension marked."""


def mark_orphans(app: Sphinx, env: BuildEnvironment) -> None:
    """Mark packages' pages that no toctree reaches, and say so once (``env-updated``)."""
    domain = architecture_domain(env)
    included = {name for names in env.included.values() for name in names}
    orphans = []
    for path in sorted(domain.site.documents):
        docname = domain.page_of(path)
        if docname is None or docname not in env.all_docs or docname == env.config.root_doc:
            continue
        metadata = env.metadata[docname]
        if docname in env.files_to_rebuild or docname in included:
            if metadata.get("orphan") == MARK:
                del metadata["orphan"]
        elif metadata.setdefault("orphan", MARK) == MARK:
            orphans.append(docname)
    if orphans:
        logger.info(
            "archdoc: %d pages of packages are in no table of contents (%s); "
            "put architecture-packages on a page.",
            len(orphans),
            ", ".join(orphans[:3]) + (", …" if len(orphans) > 3 else ""),
        )
