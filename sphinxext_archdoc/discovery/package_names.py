"""Names for packages, no two alike, and the dependencies between them by name."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.model import ROOT_PACKAGE
from sphinxext_archdoc.workspaces import Manifest


def name_packages(manifests: Mapping[str, Manifest]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Give each path a name of its own: the manifest's, else the folder's, else the path.

    The first in path order keeps a name that several claim, one whose manifest claims it
    before one whose folder does. Only a lost claim of a manifest is worth a diagnostic.
    """
    paths = sorted(path for path in manifests if path != ROOT_PACKAGE)
    claims = {p: manifests[p].name for p in paths if _is_usable(manifests[p].name)}
    names = {path: claims.get(path, path.rpartition("/")[2]) for path in paths}
    holders: dict[str, str] = {}
    waiting = deque(sorted(paths, key=lambda path: path not in claims))
    while waiting:
        path = waiting.popleft()
        name = names[path]
        other = holders.get(name)
        if other is None:
            holders[name] = path
        elif name == path:  # A path is the last name there is: whoever else has it gives way.
            holders[name] = path
            names[other] = other
            waiting.append(other)
        else:
            names[path] = path
            waiting.append(path)
    lost = (path for path in paths if path in claims and names[path] != claims[path])
    diagnostics = [_lost_claim(path, claims[path], holders[claims[path]]) for path in lost]
    return {ROOT_PACKAGE: ROOT_PACKAGE, **names}, diagnostics


def _is_usable(name: str) -> bool:
    return bool(name) and name != ROOT_PACKAGE and "#" not in name and name.isprintable()


def _lost_claim(path: str, name: str, holder: str) -> Diagnostic:
    message = f"The package is named {name} like that in {holder}; it is called {path}."
    return Diagnostic(code=Code.DUPLICATE_PACKAGE, message=message, path=path)


def name_dependencies(
    manifests: Mapping[str, Manifest], names: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return, by path, the sorted names of the packages that each depends on."""
    by_id: dict[tuple[str, str], str] = {}
    for path in sorted(manifests, key=lambda path: (path == ROOT_PACKAGE, path)):
        for name in manifests[path].ids:
            by_id.setdefault((manifests[path].ecosystem, name), names[path])
    found = {}
    for path, manifest in manifests.items():
        wanted = {by_id.get((manifest.ecosystem, name)) for name in manifest.dependencies}
        found[path] = tuple(sorted(name for name in wanted if name and name != names[path]))
    return found
