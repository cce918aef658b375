"""Which documents of packages become pages of the site, and under which names.

Names follow the folders: ``packages/<folder below the workspace folder>`` for a
package's own document, the deeper folder below it for deeper ones, ``decisions/<stem>``
for files of decisions, ``architecture`` for the repository's own document.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from sphinxext_archdoc.catalog import Workspace, own_document
from sphinxext_archdoc.model import ROOT_PACKAGE, DecisionLog, Package

PREFIX = "packages"
ROOT_DOCUMENT = "architecture"
DECISIONS = "decisions"


def docnames(workspace: Workspace) -> dict[str, str]:
    """Return a document name for the path of every document and decision record.

    Names are unique without regard to case: those that clash get the parent folder of
    their package (of a decision, also the folders inside its log), and a number in path
    order when that does not tell them apart.
    """
    short = dict(_named(workspace, whole=False))
    clashing = _clashes(short)
    if clashing:
        longer = dict(_named(workspace, whole=True))
        short.update({path: longer[path] for path in clashing})
    return _numbered(short)


def longer_docname(workspace: Workspace, path: str) -> str:
    """Return the name of the document at *path* with the parent folder of its package."""
    return dict(_package_names(workspace.package_of(path), whole=True))[path]


def _named(workspace: Workspace, *, whole: bool) -> Iterator[tuple[str, str]]:
    for package in workspace.packages:
        yield from _package_names(package, whole=whole)


def _package_names(package: Package, *, whole: bool) -> Iterator[tuple[str, str]]:
    place = _place(package, whole=whole)
    for path in package.documents:
        yield path, _document_name(package, path, place)
    for log in package.logs:
        for path in log.files:
            yield path, _decision_name(package, log, path, place, whole=whole)


def _place(package: Package, *, whole: bool) -> str:
    if package.path == ROOT_PACKAGE:
        return ""
    first, _, rest = package.path.partition("/")
    return posixpath.join(PREFIX, package.path if whole else rest or first)


def _document_name(package: Package, path: str, place: str) -> str:
    is_root = package.path == ROOT_PACKAGE
    folder = posixpath.dirname(path if is_root else path[len(package.path) + 1 :])
    if path == own_document(package):
        folder = ""
    return clean(posixpath.join(place or ROOT_DOCUMENT, folder))


def _decision_name(
    package: Package, log: DecisionLog, path: str, place: str, *, whole: bool
) -> str:
    stem = _decision_stem(path)
    inner = posixpath.dirname(path[len(log.folder) + 1 :]) if whole else ""
    if inner and posixpath.basename(inner) == stem:
        inner = posixpath.dirname(inner)
    return clean(posixpath.join(place, log.qualifier, DECISIONS, inner, stem))


def _decision_stem(path: str) -> str:
    """Return the stem of a decision's file, or its folder for ``slug/README.md``."""
    folder, name = posixpath.split(path)
    stem = name.rsplit(".", 1)[0]
    return posixpath.basename(folder) if stem.lower() in {"readme", "index"} and folder else stem


def clean(name: str) -> str:
    """Replace what is not safe in the address of a page by ``-``.

    >>> clean("packages/über uns/core")
    'packages/-ber-uns/core'
    """
    parts = [re.sub(r"[^A-Za-z0-9._-]", "-", part) for part in name.split("/")]
    return "/".join("-" * len(part) if part.strip(".") == "" else part for part in parts if part)


def _clashes(names: Mapping[str, str]) -> list[str]:
    holders = defaultdict(list)
    for path, name in names.items():
        holders[name.casefold()].append(path)
    return [path for paths in holders.values() if len(paths) > 1 for path in paths]


def _numbered(names: Mapping[str, str]) -> dict[str, str]:
    seen: Counter[str] = Counter()
    taken = {name.casefold() for name in names.values()}
    unique = {}
    for path in sorted(names):
        name = names[path]
        seen[name.casefold()] += 1
        number = seen[name.casefold()]
        while number > 1 and f"{name}-{number}".casefold() in taken:
            number += 1
        unique[path] = name if number == 1 else f"{name}-{number}"
        taken.add(unique[path].casefold())
    return unique
