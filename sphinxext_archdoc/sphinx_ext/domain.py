"""The ``arch`` domain: what is known of every record, and how it is referred to.

The domain keeps rows (see ``rows``) by page. Everything that is derived from them, such
as keys, resolved relations and inverses, is made anew from the rows when it is needed
(see ``register``).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence, Set
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from sphinxext_archdoc.catalog import own_document
from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.model import ROOT_PACKAGE, make_key
from sphinxext_archdoc.sphinx_ext.files import FileKind, kind_of
from sphinxext_archdoc.sphinx_ext.interfaces.members import MEMBER, member_rows
from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.log import warn
from sphinxext_archdoc.sphinx_ext.mount import MountedProject
from sphinxext_archdoc.sphinx_ext.register import Register, Target
from sphinxext_archdoc.sphinx_ext.rows import TARGET_TYPES, SourceRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxext_archdoc.catalog.drift import Comparison
    from sphinxext_archdoc.sphinx_ext.local_contents import LocalContents
    from sphinxext_archdoc.sphinx_ext.menus import Menus
    from sphinxext_archdoc.sphinx_ext.paging import Pages
    from sphinxext_archdoc.sphinx_ext.site import Site
    from sphinxext_archdoc.sphinx_ext.studio import Studio


logger = logging.getLogger(__name__)


MAY_ASK_ALL = "archdoc_may_ask_all"
"""Set while a page is read in which there may be references of the role ``any``."""


def look_for_any(app: Sphinx, docname: str, source: list[str]) -> None:
    """Tell whether all references of a page are looked at (``source-read``)."""
    words = ("any}", ":any:", "include")
    is_default = app.config.default_role == "any"
    app.env.temp_data[MAY_ASK_ALL] = is_default or any(word in source[0] for word in words)


class ArchitectureRole(XRefRole):
    """A reference to a record by its key."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Remember from which package the reference is made."""
        domain = env.get_domain("arch")
        assert isinstance(domain, ArchitectureDomain)
        target = " ".join(target.split())
        package = domain.package_while_reading(self.inliner.document)
        refnode["arch:package"] = package
        domain.note_reference(env.current_document.docname, refnode["reftype"], target, package)
        return title, target


_OF_ALL_PAGES = frozenset({"digests", "settings", "shown", "surroundings"})
"""What the domain keeps that is not by page."""


class ArchitectureDomain(Domain):
    """Decisions, interfaces, components, technologies and improvements of all packages."""

    name = "arch"
    label = "Architecture"
    object_types: ClassVar[dict[str, ObjType]] = {
        "decision": ObjType(_("decision"), "decision", "any"),
        "interface": ObjType(_("interface"), "interface", "any"),
        "component": ObjType(_("component"), "component", "any"),
        "technology": ObjType(_("technology"), "technology", "any"),
        "improvement": ObjType(_("improvement"), "improvement", "any"),
        MEMBER: ObjType(_("interface member"), "interface", "any"),
        "package": ObjType(_("package"), "package", "any"),
    }
    roles: ClassVar[dict[str, Any]] = {
        name: ArchitectureRole(warn_dangling=True) for name in (*TARGET_TYPES, "package", "any")
    }
    initial_data: ClassVar[dict[str, Any]] = {
        "sources": {},
        "views": {},
        "references": {},
        "pulls": {},
        "toctrees": {},
        "links": {},
        "titles": {},
        "packages": {},
        "history": {},
        "tocs": {},
        "documented": {},
        "diagrams": {},
        "digests": {},
        "settings": 0,
        "shown": 0,
        "surroundings": (0, ""),
    }
    data_version = 6
    site: Site
    builder: Builder
    contents: LocalContents
    menus: Menus
    pages: Pages
    """The pages of this build that views are cut into."""
    studio: Studio
    """Who makes the pictures of diagrams in this build."""
    comparisons: Mapping[tuple[str, str], Comparison] = MappingProxyType({})
    """What the source code has of the interfaces of pages, by page and anchor, in this build."""
    plain_links = 0
    """How many links to files were made plain text in this build."""
    read_now: frozenset[str] = frozenset()
    """The pages that are read in this build."""
    gone: Set[str] = frozenset()
    """The pages that this build no longer has."""
    _register: Register | None = None
    _by_page = tuple(n for n in initial_data if n not in _OF_ALL_PAGES)

    # what is noted while pages are read

    def note_source(self, docname: str, source: SourceRows) -> None:
        """Add the rows that a source file gives to a page."""
        sources = self.data["sources"].get(docname, ())
        mine = [s for s in sources if (s.path, s.package) == (source.path, source.package)]
        others = [s for s in sources if s not in mine]
        for known in mine:
            rows = (*known.rows, *source.rows)
            if known.rows and source.rows and known.rows[-1].line > source.rows[0].line:
                rows = tuple(sorted(rows, key=lambda row: row.line))
            source = source._replace(rows=rows)
        self.data["sources"][docname] = (*others, source)
        self._register = None

    def note_view(self, docname: str, name: str, options: Mapping[str, Any]) -> None:
        """Remember that a page holds a view, so that it is written again when that changes."""
        self.data["views"].setdefault(docname, []).append((name, options))

    def note_reference(self, docname: str, object_type: str, target: str, package: str) -> None:
        """Remember that a page refers to a record."""
        self.data["references"].setdefault(docname, {})[object_type, target, package] = None

    def note_pull(self, docname: str, object_type: str, target: str, package: str) -> None:
        """Remember that a page shows a record that is on another."""
        self.data["pulls"].setdefault(docname, []).append((object_type, target, package))

    def note_toctree(self, docname: str, kind: str, entries: Sequence[Any]) -> None:
        """Remember which pages a page lists because of what was found in the repository.

        *kind* says how they were found (see ``outdated``).
        """
        self.data["toctrees"].setdefault(docname, {})[kind] = tuple(entries)

    def note_link(self, docname: str, path: str) -> None:
        """Remember that a page links to what is at *path* (relative to the root)."""
        links = self.data["links"].setdefault(docname, {})
        links[path] = self.state_of(path)

    def state_of(self, path: str) -> str:
        """Return what a link to *path* leads to: the name of a page, ``/``, ``.`` or nothing.

        ``/`` is a folder without a page, ``.`` a file that is no page.
        """
        if docname := self.page_of(path):
            return docname
        kind = kind_of(self.site.root / path)
        if kind is FileKind.FOLDER:
            return self.page_of_folder(path) or "/"
        return "." if kind is FileKind.FILE else ""

    def note_title(self, docname: str, target: str, fragment: str) -> None:
        """Remember that a page shows the title of a page, or of its section *fragment*."""
        self.data["titles"].setdefault(docname, {})[target, fragment] = None

    def note_package(self, docname: str, *, name: str = "", path: str = "") -> str:
        """Return the package that a name, or else a path, stands for, and remember it.

        It is empty for a name that stands for no package, or for more than one.
        """
        found = self.package_for(name, path)
        self.data["packages"].setdefault(docname, {})[name, path] = found
        return found

    def package_for(self, name: str, path: str) -> str:
        """Return the package that *name*, or else the file at *path*, stands for."""
        if not name:
            return self.site.workspace.package_of(path).name
        if name == ROOT_PACKAGE:
            return ROOT_PACKAGE
        found = self.site.workspace.packages_called(name)
        return found[0].name if len(found) == 1 else ""

    def note_history(self, docname: str, path: str, digest: int) -> None:
        """Remember what the history of a file was when its page was read."""
        self.data["history"].setdefault(docname, {})[path] = digest

    def note_plain_link(self, docname: str) -> None:
        """Count a link to a file that has no address."""
        self.plain_links += 1

    def report_plain_links(self) -> None:
        """Say once how many links to files were made plain text."""
        if self.plain_links:
            logger.info(
                "archdoc: %d links to files of the repository are plain text; "
                "set archdoc_repository_url to make them links.",
                self.plain_links,
            )
            self.plain_links = 0

    def is_page(self, path: str) -> bool:
        """Return whether the file at *path* is a page of its own."""
        return self.page_of(path) is not None

    def page_of(self, path: str) -> str | None:
        """Return the name of the page whose source is at *path* (relative to the root)."""
        project = self.env.project
        docname = project.mounted_at(path) if isinstance(project, MountedProject) else None
        docname = docname or self.env.path2doc(self.site.root / path)
        return docname if docname in self.env.found_docs else None

    def page_of_folder(self, path: str) -> str | None:
        """Return the name of the page of the package whose folder is *path*."""
        package = self.site.workspace.package_of(posixpath.join(path, "x"))
        document = own_document(package) if package.path == path else None
        return self.page_of(document) if document else None

    def lines_of(self, docname: str, path: str) -> Set[int]:
        """Return the lines of *path* on which directives of the page define records."""
        sources = self.data["sources"].get(docname, ())
        return {row.line for source in sources if source.path == path for row in source.rows}

    def package_while_reading(self, document: nodes.document, path: str = "") -> str:
        """Return the name of the package that what is being read as *document* belongs to.

        That is the package that the page names, else that of the file at *path* (relative to
        the root), which a page may include, else that of the page.
        """
        docname = self.env.current_document.docname
        metadata = self.env.metadata[docname]
        chosen = metadata.get("package") if "package" in metadata else _field(document, "package")
        named = isinstance(chosen, str) and chosen and self.note_package(docname, name=chosen)
        if named:
            return named
        path = path or self.site.relative(self.env.doc2path(docname)) or ""
        return self.note_package(docname, path=path)

    def package_of_page(self, docname: str) -> str:
        """Return the name of the package that a page belongs to."""
        chosen = self.env.metadata[docname].get("package")
        if isinstance(chosen, str) and (name := self.package_for(chosen, "")):
            return name
        return self.package_for("", self.site.relative(self.env.doc2path(docname)) or "")

    def clear_doc(self, docname: str) -> None:
        """Forget what a page had."""
        for name in self._by_page:
            self.data[name].pop(docname, None)
        if docname not in self.env.found_docs:
            self.gone |= {docname}
        self._register = None

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note references that Sphinx itself asks all domains for (``any``)."""
        if env.temp_data.get(MAY_ASK_ALL):
            for node in document.findall(addnodes.pending_xref):
                if node.get("reftype") == "any" and not node.get("refdomain"):
                    self.note_reference(docname, "any", node["reftarget"], ROOT_PACKAGE)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for name in self._by_page:
            mine, other = self.data[name], otherdata[name]
            mine.update({d: other[d] for d in sorted(docnames) if d in other})
        self._register = None

    # what is asked when everything was read

    @property
    def register(self) -> Register:
        """All records of the site with their keys and relations."""
        if self._register is None:
            self._register = Register(
                self.data["sources"], self.site.workspace, self.site.repository
            )
        return self._register

    def lookup(self, reference: str, object_type: str, package: str) -> Sequence[Target]:
        """Return the records of *object_type* that *reference*, made in *package*, may mean.

        Interfaces have members: ``core#Store.get``.
        """
        register = self.register
        found = register.index.lookup(reference, object_type=object_type, package=package)
        if not found and object_type == "interface" and "." in reference:
            return register.members_called(reference, package)
        return found

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Resolve a reference; one that names several records is reported, the first is taken."""
        package = node.get("arch:package", ".")
        if typ == "package":
            return self._package_reference(fromdocname, builder, target, node, contnode)
        for object_type in TARGET_TYPES if typ == "any" else (typ,):
            if found := self.lookup(target, object_type, package):
                self._warn_of_ambiguity([t.key for t in found], target, node)
                return self._reference(found[0], fromdocname, builder, node, contnode)
        return None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a reference of another domain's ``any`` role: the first type that has it."""
        package = node.get("arch:package", ".")
        for object_type in TARGET_TYPES:
            if found := self.lookup(target, object_type, package):
                reference = self._reference(found[0], fromdocname, builder, node, contnode)
                return [(f"arch:{object_type}", reference)]
        return []

    def _package_reference(
        self,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        pages = self.register.package_pages(target)
        if not pages:
            return None
        self._warn_of_ambiguity([found.package.name for found in pages], target, node)
        page = pages[0]
        if not node.get("refexplicit"):
            contnode = nodes.inline("", page.package.name, classes=["arch-package"])
        return make_refnode(builder, fromdocname, page.docname, "", contnode)

    def _reference(
        self,
        target: Target,
        fromdocname: str,
        builder: Builder,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference:
        if not node.get("refexplicit"):
            text = target.key if target.row.object_type == "decision" else target.row.title
            classes = ["xref", "arch", f"arch-{target.row.object_type}"]
            if target.row.object_type in ("interface", MEMBER):
                contnode = nodes.literal("", text, classes=classes)
            else:
                contnode = nodes.inline("", text, classes=classes)
        return make_refnode(
            builder, fromdocname, target.docname, target.row.anchor, contnode, target.row.title
        )

    def _warn_of_ambiguity(self, found: Iterable[str], target: str, node: pending_xref) -> None:
        """Report a reference to several things, by their keys or the names of the packages."""
        keys = sorted(set(found))
        if len(keys) > 1:
            what = "name" if node["reftype"] == "package" else "key"
            message = f"{target!r} may be {', '.join(keys)}; write the whole {what}."
            warn(Code.AMBIGUOUS_KEY, message, location=node)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what goes into the inventory and the search."""
        for target in self.register.targets:
            row = target.row
            if row.anchor and target.row.object_type in TARGET_TYPES:
                yield target.key, row.title, row.object_type, target.docname, row.anchor, 1
            for member in member_rows(row):
                key = make_key(target.package, member.local, target.qualifier)
                yield key, member.title, MEMBER, target.docname, member.anchor, 1
        for name, page in sorted(self.register.pages.items()):
            yield name, name, "package", page.docname, "", 1

    def get_full_qualified_name(self, node: nodes.Element) -> str | None:
        """Return the name under which intersphinx looks a reference up."""
        target: str | None = node.get("reftarget")
        return target


def _field(document: nodes.document, name: str) -> str:
    """Return a value of the field list that *document* begins with, before Sphinx collects it."""
    fields = next((n for n in document.children if isinstance(n, nodes.field_list)), None)
    for field in fields.children if fields is not None else ():
        if isinstance(field, nodes.field) and field[0].astext() == name:
            return field[1].astext()
    return ""


def architecture_domain(env: BuildEnvironment) -> ArchitectureDomain:
    """Return the domain of *env*."""
    domain = env.get_domain("arch")
    assert isinstance(domain, ArchitectureDomain)
    return domain
