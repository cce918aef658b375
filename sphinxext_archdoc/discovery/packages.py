"""The packages of a repository: members of its workspaces, else the usual folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.discovery.globs import inside, is_literal, join, matcher
from sphinxext_archdoc.discovery.names import is_in_templates, is_in_tests
from sphinxext_archdoc.discovery.tree import Tree
from sphinxext_archdoc.model import ROOT_PACKAGE, Package
from sphinxext_archdoc.workspaces import Manifest, Members, WorkspaceKind, workspace_kinds

MANIFEST_FILES = frozenset(name for kind in workspace_kinds() for name in kind.FILES)
"""Names of all files that some kind of workspace reads."""

FOLDER = "folder"
"""Kind of the packages that no manifest names."""


@dataclass(slots=True)
class _Found:
    kind: str
    manifest: Manifest = field(default_factory=Manifest)


def find_packages(tree: Tree, config: Config) -> tuple[list[Package], list[Diagnostic]]:
    """Return the packages, sorted by path, the repository itself first, and what was wrong.

    They have neither documents nor decision logs yet.
    """
    finder = _Finder(tree, config)
    finder.find()
    packages, diagnostics = _named(finder.found)
    unique = dict.fromkeys([*finder.diagnostics, *diagnostics])
    return packages, list(unique)


@dataclass(slots=True)
class _Finder:
    tree: Tree
    config: Config
    found: dict[str, _Found] = field(default_factory=dict)
    excluded: set[str] = field(default_factory=set)
    """Folders that a workspace expressly leaves out."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def find(self) -> None:
        self.found[ROOT_PACKAGE] = _Found(FOLDER)
        for folder in self.tree.folders():
            if folder == "." or not (is_in_tests(folder) or is_in_templates(folder)):
                self.add_workspace(folder)
            if folder == "." and len(self.found) == 1:
                self.add_usual_folders()
        for path in list(self.found):
            self.read_manifest(path)
        self.add_named_by_path()

    def add_workspace(self, folder: str) -> None:
        """Add the members of the workspaces whose manifests lie in *folder*."""
        for kind in self.kinds_at(folder):
            members = kind.members(self.tree.root / folder)
            if members is None:
                continue
            self.note(folder, members.diagnostics)
            paths = list(self.members(folder, members))
            for path in paths:
                self.found.setdefault(path, _Found(kind.KIND))
            if paths:
                self.claim(folder, kind)

    def claim(self, folder: str, kind: WorkspaceKind) -> None:
        """Note that *folder* is the root of a workspace that has members."""
        own = self.found.setdefault(folder, _Found(kind.KIND))
        if own.kind == FOLDER:
            own.kind = kind.KIND

    def kinds_at(self, folder: str) -> list[WorkspaceKind]:
        files = self.tree.others.get(folder, frozenset())
        return [kind for kind in workspace_kinds() if not files.isdisjoint(kind.FILES)]

    def members(self, folder: str, members: Members) -> Iterator[str]:
        """Yield the paths of the folders that *members*, read in *folder*, means."""
        include = self.inside(folder, members.include)
        excluded = matcher(self.inside(folder, members.exclude), hidden=True)
        deep = matcher(p for p in include if "**" in p)
        flat = matcher(p for p in include if "**" not in p and not is_literal(p))
        plain = {p for p in include if is_literal(p)}
        for path in self.tree.below(folder) if folder != "." else self.tree.order:
            if excluded(path):
                self.excluded.add(path)
            elif path in plain:
                yield path
            elif flat(path) and self.holds_a_package(path, members.marker, document=True):
                yield path
            elif deep(path) and self.holds_a_package(path, members.marker):
                yield path

    def holds_a_package(self, path: str, marker: str, *, document: bool = False) -> bool:
        """Return whether *path* has the *marker*, or any manifest, or a document of its own."""
        files = self.tree.others.get(path, frozenset())
        if marker:
            return marker in files
        wanted = matcher(self.config.documents, any_case=True)
        places = [path, join(path, "docs"), join(path, "doc")] if document else []
        return not files.isdisjoint(MANIFEST_FILES) or any(
            wanted(join(place, name)) for place in places for name in self.tree.texts.get(place, ())
        )

    def inside(self, folder: str, globs: Iterable[str]) -> list[str]:
        """Return *globs* relative to the root, without those that lead out of it."""
        inner = []
        for glob in globs:
            path = inside(folder, glob)
            if path is None:
                message = f"The workspace names {glob}, which leads out of the repository."
                self.diagnostics.append(
                    Diagnostic(code=Code.OUTSIDE, message=message, path=folder.removeprefix("."))
                )
            else:
                inner.append(path)
        return inner

    def add_usual_folders(self) -> None:
        """Add the folders that the configuration names."""
        usual = matcher(self.inside(".", self.config.packages))
        for path in self.tree.order:
            if usual(path):
                self.found[path] = _Found(FOLDER)

    def read_manifest(self, path: str) -> None:
        """Read the manifest of a package: by the kind that named it, else by any."""
        found = self.found[path]
        kinds = sorted(self.kinds_at(path), key=lambda kind: kind.KIND != found.kind)
        manifests = [m for m in (k.manifest(self.tree.root / path) for k in kinds) if m is not None]
        for manifest in manifests:
            self.note(path, manifest.diagnostics)
        best = next((m for m in manifests if m.name), next(iter(manifests), None))
        found.manifest = best or found.manifest

    def add_named_by_path(self) -> None:
        """Add the packages that the manifests of packages name by their folders."""
        waiting = list(self.found)
        while waiting:
            path = waiting.pop(0)
            for folder in self.found[path].manifest.folders:
                target = inside(path, folder)
                if target is None or target in self.found or target in self.excluded:
                    continue
                if not self.kinds_at(target):
                    continue
                self.found[target] = _Found(self.found[path].kind)
                self.read_manifest(target)
                waiting.append(target)

    def note(self, folder: str, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics += [replace(d, path=join(folder, d.path)) for d in diagnostics]


def _named(found: dict[str, _Found]) -> tuple[list[Package], list[Diagnostic]]:
    """Turn what was found into packages with unique names."""
    paths = sorted(path for path in found if path != ROOT_PACKAGE)
    names, diagnostics = _names(paths, found)
    names[ROOT_PACKAGE] = ROOT_PACKAGE
    by_id: dict[tuple[str, str], str] = {}
    for path in [*paths, ROOT_PACKAGE]:
        manifest = found[path].manifest
        for name in manifest.ids:
            by_id.setdefault((manifest.ecosystem, name), names[path])
    packages = []
    for path in [ROOT_PACKAGE, *paths]:
        manifest = found[path].manifest
        wanted = (by_id.get((manifest.ecosystem, d)) for d in manifest.dependencies)
        packages.append(
            Package(
                name=names[path],
                path=path,
                kind=found[path].kind,
                description=manifest.description,
                dependencies=tuple(sorted({w for w in wanted if w} - {names[path]})),
            )
        )
    return packages, diagnostics


def _names(paths: list[str], found: dict[str, _Found]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Give each path a name of its own: the manifest's, else the folder's, else the path."""
    names: dict[str, str] = {}
    diagnostics = []
    holder: dict[str, str] = {}
    by_manifest = sorted(paths, key=lambda path: not _usable(found[path].manifest.name))
    for path in by_manifest:
        manifest_name = found[path].manifest.name
        name = manifest_name if _usable(manifest_name) else path.rpartition("/")[2]
        if name in holder and _usable(manifest_name):
            message = f"The package {name} is also that in {holder[name]}; it is called {path}."
            diagnostics.append(Diagnostic(code=Code.DUPLICATE_PACKAGE, message=message, path=path))
        names[path] = path if name in holder else name
        holder.setdefault(names[path], path)
    return names, diagnostics


def _usable(name: str) -> bool:
    return bool(name) and name != ROOT_PACKAGE and "#" not in name and name.isprintable()
