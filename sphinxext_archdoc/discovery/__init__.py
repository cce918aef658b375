"""Finding what there is to read: packages, their documents, their decision logs.

The repository is walked once; no file is opened but manifests and, in decision logs, those
so small that they may only include another one.
"""

from __future__ import annotations

from dataclasses import replace

from sphinxext_archdoc.catalog import Workspace
from sphinxext_archdoc.config import Config, Settings
from sphinxext_archdoc.discovery.documents import find_documents
from sphinxext_archdoc.discovery.globs import inside, matcher, parent, resolve
from sphinxext_archdoc.discovery.logs import find_logs
from sphinxext_archdoc.discovery.packages import MANIFEST_FILES, find_packages
from sphinxext_archdoc.discovery.pointers import POINTER_FILES, read_pointers
from sphinxext_archdoc.discovery.tree import Tree, walk
from sphinxext_archdoc.model import ROOT_PACKAGE, Package

__all__ = ["discover"]


def discover(settings: Settings) -> Workspace:
    """Find the packages of a repository, their documents and their decision logs.

    Never raises for what the repository holds: what cannot be read or leads out of it is
    in the diagnostics of the result.
    """
    config = settings.config
    names = ("exclude", "documents", "decisions")
    globs = {name: resolve(getattr(config, name), name=name) for name in names}
    tree = walk(
        settings.root,
        names=MANIFEST_FILES | POINTER_FILES,
        exclude=globs["exclude"].globs,
        hidden=_hidden(config),
    )
    is_document = matcher(globs["documents"].globs, any_case=True)
    packages, diagnostics = find_packages(tree, config, is_document)
    pointers = read_pointers(tree)
    owners = _owners(tree, packages)
    in_decisions = matcher(globs["decisions"].globs, any_case=True)
    logs = find_logs(tree, owners, pointers.folders, in_decisions)
    records = {path for found in logs.values() for log in found for path in log.files}
    documents = find_documents(tree, owners, is_document, records | _templates(config))
    diagnostics += [*tree.diagnostics, *pointers.diagnostics]
    diagnostics += [d for resolved in globs.values() for d in resolved.diagnostics]
    return Workspace(
        packages=tuple(
            replace(p, documents=documents.get(p.path, ()), logs=logs.get(p.path, ()))
            for p in packages
        ),
        diagnostics=tuple(sorted(diagnostics, key=lambda d: (d.path, d.line, d.code, d.message))),
    )


def _hidden(config: Config) -> set[str]:
    """Return the names of hidden folders that the configuration names."""
    globs = (*config.documents, *config.decisions, *config.packages)
    return {part for glob in globs for part in glob.split("/") if part.startswith(".")}


def _owners(tree: Tree, packages: list[Package]) -> dict[str, str]:
    """Give each folder the path of the innermost package that holds it."""
    paths = {package.path for package in packages}
    owners = {ROOT_PACKAGE: ROOT_PACKAGE}
    for folder in tree.order:
        owners[folder] = folder if folder in paths else owners[parent(folder)]
    return owners


def _templates(config: Config) -> set[str]:
    """Return the paths of the configured templates, which are no documents."""
    paths = (inside(".", str(template["path"])) for template in config.templates)
    return {path for path in paths if path is not None}
