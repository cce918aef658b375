"""The packages of a repository: members of its workspaces, else the usual folders."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.discovery.globs import (
    Matcher,
    fixed_part,
    inside,
    is_literal,
    join,
    matcher,
    resolve,
)
from sphinxext_archdoc.discovery.names import is_in_templates, is_in_tests
from sphinxext_archdoc.discovery.package_names import name_dependencies, name_packages
from sphinxext_archdoc.discovery.tree import Tree
from sphinxext_archdoc.model import ROOT_PACKAGE, Package
from sphinxext_archdoc.workspaces import Manifest, Members, WorkspaceKind, workspace_kinds

MANIFEST_FILES = frozenset(name for kind in workspace_kinds() for name in kind.FILES)
"""Names of all files that some kind of workspace reads."""

FOLDER = "folder"
"""Kind of the packages that no manifest names."""


def find_packages(
    tree: Tree, config: Config, documents: Matcher
) -> tuple[list[Package], list[Diagnostic]]:
    """Return the packages, the repository itself first, then by path, and what was wrong.

    They have neither documents nor decision logs yet; *documents* matches the files that
    are documents of packages.
    """
    finder = _Finder(tree, documents)
    finder.find(config.packages)
    manifests, kinds = finder.manifests, finder.kinds
    names, diagnostics = name_packages(manifests)
    dependencies = name_dependencies(manifests, names)
    packages = [
        Package(
            name=names[path],
            path=path,
            kind=kinds[path],
            description=manifests[path].description,
            dependencies=dependencies[path],
        )
        for path in sorted(manifests, key=lambda path: (path != ROOT_PACKAGE, path))
    ]
    # Several kinds read one file and find the same fault in it.
    return packages, list(dict.fromkeys([*finder.diagnostics, *diagnostics]))


@dataclass(slots=True)
class _Finder:
    tree: Tree
    documents: Matcher
    kinds: dict[str, str] = field(default_factory=lambda: {ROOT_PACKAGE: FOLDER})
    """By path, for each package the kind that named it."""
    manifests: dict[str, Manifest] = field(default_factory=dict)
    excluded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By kind, the folders that its workspaces expressly leave out."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def find(self, usual: Iterable[str]) -> None:
        """Fill ``kinds`` and ``manifests``; *usual* are the globs to fall back to."""
        if not self.add_workspaces(ROOT_PACKAGE):
            self.add_usual_folders(usual)
        for folder in self.tree.order:
            # A workspace inside tests is data for them; one in a template cannot be read.
            if not (is_in_tests(folder) or is_in_templates(folder)):
                self.add_workspaces(folder)
        waiting = deque(self.kinds)
        while waiting:
            path = waiting.popleft()
            self.manifests[path] = self.manifest(path)
            waiting.extend(self.add_named_by_path(path))

    def kinds_at(self, folder: str) -> list[WorkspaceKind]:
        """Return the kinds of workspace that have a file in *folder*."""
        files = self.tree.others.get(folder, frozenset())
        return [kind for kind in workspace_kinds() if not files.isdisjoint(kind.FILES)]

    def add_workspaces(self, folder: str) -> bool:
        """Add the members of the workspaces whose manifests lie in *folder*.

        Return whether one of them names all packages that there are.
        """
        complete = False
        for kind in self.kinds_at(folder):
            if folder in self.excluded[kind.KIND]:
                continue
            members = kind.members(self.tree.root / folder)
            if members is None:
                continue
            self.note(folder, members.diagnostics)
            paths = self.members(folder, members, self.excluded[kind.KIND])
            for path in paths:
                self.kinds.setdefault(path, kind.KIND)
            if paths and self.kinds.get(folder, FOLDER) == FOLDER:
                self.kinds[folder] = kind.KIND
            complete = complete or (bool(paths) and members.complete)
        return complete

    def members(self, folder: str, members: Members, excluded: set[str]) -> list[str]:
        """Return the paths of the folders that *members*, read in *folder*, means.

        *excluded* are those that workspaces of its kind leave out, to which it adds its own.
        """
        if members.exclude:
            is_excluded = matcher(self.globs(folder, members, members.exclude), hidden=True)
            excluded.update(path for path in self.tree.below(folder) if is_excluded(path))
        found: set[str] = set()
        for glob in self.globs(folder, members, members.include):
            if is_literal(glob):
                found.update({glob} & self.tree.texts.keys())
                continue
            matches = matcher([glob])
            documented = "**" not in glob
            found.update(
                path
                for path in self.tree.below(fixed_part(glob))
                if matches(path) and self.is_package(path, members.marker, documented=documented)
            )
        return sorted(found - excluded - {ROOT_PACKAGE})

    def globs(self, folder: str, members: Members, globs: Iterable[str]) -> tuple[str, ...]:
        """Return *globs* of the manifest in *folder* relative to the root."""
        path = join(folder, members.file)
        found = resolve(globs, folder=folder, path=path, name="members", code=Code.WORKSPACE)
        if members.complete:  # The others are dependencies, which may lie elsewhere.
            self.diagnostics += found.diagnostics
        return found.globs

    def is_package(self, path: str, marker: str, *, documented: bool = True) -> bool:
        """Return whether *path*, which a glob matches, is a package.

        It is one by the *marker*, by any manifest or, if *documented*, by a document of its own.
        """
        files = self.tree.others.get(path, frozenset())
        if marker:
            return marker in files
        places = (path, join(path, "docs"), join(path, "doc")) if documented else ()
        return not files.isdisjoint(MANIFEST_FILES) or any(
            self.documents(join(place, name))
            for place in places
            for name in self.tree.texts.get(place, ())
        )

    def add_usual_folders(self, usual: Iterable[str]) -> None:
        resolved = resolve(usual, name="packages")
        self.diagnostics += resolved.diagnostics
        is_usual = matcher(resolved.globs)
        for path in self.tree.order:
            if is_usual(path):
                self.kinds.setdefault(path, FOLDER)

    def manifest(self, path: str) -> Manifest:
        """Return the manifest of a package: by the kind that named it, else by any."""
        best, own = Manifest(), self.kinds[path]
        for kind in sorted(self.kinds_at(path), key=lambda kind: own != kind.KIND):
            manifest = kind.manifest(self.tree.root / path)
            if manifest is not None:
                self.note(path, manifest.diagnostics)
                best = manifest if manifest.name or best == Manifest() else best
            if best.name:
                break
        return best

    def add_named_by_path(self, path: str) -> Iterator[str]:
        """Add and yield the packages that the manifest of a package names by their folders."""
        for folder in self.manifests[path].folders:
            target = inside(path, folder)
            kind = self.kinds[path]
            if target is None or target in self.kinds or target in self.excluded[kind]:
                continue
            if self.kinds_at(target):
                self.kinds[target] = kind
                yield target

    def note(self, folder: str, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics += [replace(d, path=join(folder, d.path)) for d in diagnostics]
