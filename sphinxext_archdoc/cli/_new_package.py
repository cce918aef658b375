"""Writing the document of a package from the shared template."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli._main import CommandError

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Workspace
    from sphinxext_archdoc.config import Settings
    from sphinxext_archdoc.editing.files import FileChange
    from sphinxext_archdoc.markup.tree import Document
    from sphinxext_archdoc.model import Package, Template

DEFAULT_NAME = "ARCHITECTURE.md"


def package_called(workspace: Workspace, name: str, folder: str | None) -> Package:
    """Return the package called *name*; a new one in *folder*, or beside most of the others.

    Raises CommandError when several answer to the name, or it cannot be told where a new one
    belongs.
    """
    from sphinxext_archdoc.model import ROOT_PACKAGE, Package

    found = workspace.packages_called(name) or (
        (workspace.package_of("x"),) if name == ROOT_PACKAGE else ()
    )
    if folder is not None:
        own = next((p for p in workspace.packages if p.path == folder), None)
        if own is not None or not found:
            return own or Package(name=name, path=folder)
        raise CommandError(f"The package {found[0].name} lies in {found[0].path}, not in {folder}.")
    if len(found) > 1:
        paths = ", ".join(p.path for p in found)
        raise CommandError(f"{name!r} may be the package in {paths}; give the whole name.")
    if found:
        return found[0]
    parents = Counter(posixpath.dirname(p.path) for p in workspace.packages if p.path != ".")
    best = parents.most_common(2)
    words = name.removesuffix("/").rpartition("/")[2]
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        known = " or ".join(sorted(f"{parent}/{words}" for parent, _ in best)) or "DIR"
        raise CommandError(f"There is no package {name!r}; say where it is to be: --path {known}.")
    return Package(name=name, path=posixpath.join(best[0][0], words))


def new_document(package: Package, workspace: Workspace, settings: Settings) -> list[FileChange]:
    """Return the document of *package*, and what says that it is in step with its template.

    The document, which comes first, is the template with what is known of the package filled in.
    """
    from sphinxext_archdoc.catalog.records import own_document
    from sphinxext_archdoc.cli._sync_store import Store
    from sphinxext_archdoc.discovery.globs import matcher, resolve
    from sphinxext_archdoc.editing.files import FileChange
    from sphinxext_archdoc.templates.guidance import filled, values_of
    from sphinxext_archdoc.templates.versions import version_of

    if (existing := own_document(package)) is not None:
        raise CommandError(f"{package.name} has a document already: {existing}.")
    path = posixpath.normpath(posixpath.join(package.path, _usual_name(workspace)))
    globs = resolve(settings.config.documents, name="documents").globs
    if not matcher(globs, any_case=True)(path):
        raise CommandError(f"{path} is none of the documents that the configuration names.")
    template, document = _template_for(path, settings)
    values = values_of(package)
    lines = [filled(line, values) for line in document.lines]
    text = "".join(f"{line}\n" for line in lines)
    return [
        FileChange(path=path, before=None, after=text.encode()),
        *Store(settings.root).changes_for(path, version_of(document), template.path),
    ]


def _usual_name(workspace: Workspace) -> str:
    """Return where in a package most packages have their document."""
    from sphinxext_archdoc.catalog.records import own_document, path_inside

    own = ((p, own_document(p)) for p in workspace.packages)
    names = Counter(path_inside(p, path) for p, path in own if path is not None)
    return min(names, key=lambda n: (-names[n], n), default=DEFAULT_NAME)


def _template_for(path: str, settings: Settings) -> tuple[Template, Document]:
    """Return the template that a document at *path* follows, and its text."""
    from posixpath import splitext

    from sphinxext_archdoc.discovery.globs import matcher
    from sphinxext_archdoc.templates.reading import shared_templates

    found, _diagnostics = shared_templates(settings)
    named = [(t, d) for t, d in found if t.documents and matcher(t.documents, any_case=True)(path)]
    same = [
        (t, d) for t, d in found if not t.documents and splitext(d.path)[1] == splitext(path)[1]
    ]
    others = [(t, d) for t, d in found if not t.documents]
    return (named or same or others or found)[0]
