"""The documents of packages: which files they are, in which order a package has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sphinxext_archdoc.discovery.globs import Matcher, join, parent, relative
from sphinxext_archdoc.discovery.names import is_in_templates
from sphinxext_archdoc.discovery.tree import Tree, distinct

_OWN_FOLDERS = ("docs", "doc")


def find_documents(
    tree: Tree, owners: Mapping[str, str], wanted: Matcher, others: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return the documents of each package, by its path: its own first, then deeper ones.

    *owners* gives each folder the path of its package; *others* are the files that are
    something else (records, templates).
    """
    chosen = [
        path
        for folder in tree.folders()
        for path in (join(folder, name) for name in tree.texts[folder])
        if path not in others
        and wanted(path)
        and not is_in_templates(relative(folder, owners[folder]))
    ]
    found: dict[str, list[str]] = defaultdict(list)
    for path in distinct(chosen, tree.links):
        found[owners[parent(path)]].append(path)
    return {
        package: tuple(sorted(paths, key=lambda path: (_depth(path, package), path)))
        for package, paths in sorted(found.items())
    }


def _depth(path: str, package: str) -> int:
    """Return 0 for the package's own document, 1 for one in its docs, 2 for deeper ones."""
    folder = relative(path, package).rpartition("/")[0].casefold()
    return 0 if not folder else 1 if folder in _OWN_FOLDERS else 2
