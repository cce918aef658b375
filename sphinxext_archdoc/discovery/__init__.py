"""Finding what there is to read: packages, their documents, their decision logs.

The repository is walked once; no file is opened but manifests and, in decision logs, those
so small that they may only include another one.
"""

from __future__ import annotations

from dataclasses import replace

from sphinxext_archdoc.catalog import Workspace
from sphinxext_archdoc.config import Config, Settings
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.discovery.documents import find_documents
from sphinxext_archdoc.discovery.globs import Matcher, inside, matcher, parent
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
    globs = (*config.documents, *config.decisions, *config.packages)
    tree = walk(
        settings.root,
        names=MANIFEST_FILES | POINTER_FILES,
        exclude=config.exclude,
        hidden={part for glob in globs for part in glob.split("/") if part.startswith(".")},
    )
    packages, diagnostics = find_packages(tree, config)
    pointers = read_pointers(tree)
    documents, more = _configured(config.documents, "documents")
    decisions, still_more = _configured(config.decisions, "decisions")
    owners = _owners(tree, packages)
    logs = find_logs(tree, owners, pointers.folders, decisions)
    records = {path for found in logs.values() for log in found for path in log.files}
    by_package = find_documents(tree, owners, documents, records | _templates(config))
    return Workspace(
        packages=tuple(
            replace(p, documents=by_package.get(p.path, ()), logs=logs.get(p.path, ()))
            for p in packages
        ),
        diagnostics=(
            *tree.diagnostics,
            *diagnostics,
            *pointers.diagnostics,
            *more,
            *still_more,
        ),
    )


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


def _configured(globs: tuple[str, ...], setting: str) -> tuple[Matcher, list[Diagnostic]]:
    """Return what matches the globs of a setting, and those that lead out of the root."""
    inner, diagnostics = [], []
    for glob in globs:
        path = inside(".", glob)
        if path is None:
            message = f"{setting} has {glob}, which leads out of the repository; it is left out."
            diagnostics.append(Diagnostic(code=Code.OUTSIDE, message=message))
        else:
            inner.append(path)
    return matcher(inner, any_case=True), diagnostics
