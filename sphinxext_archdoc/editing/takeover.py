"""Settings of other tools for decision records, as settings of ours.

``log4brains``
    ``.log4brains.yml``: the name of the project, the folders of records of the project and of
    its packages, the folders of packages, the address of the repository. It takes a status
    that it does not know for a draft: such words become other words for ``draft``.
``adr-tools``
    ``.adr-dir``, wherever there is one, else ``doc/adr``. Any text may be a status there; what
    is no known word is written down as a remark.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinxext_archdoc.catalog import Catalog
from sphinxext_archdoc.config import Config
from sphinxext_archdoc.discovery.globs import inside, join
from sphinxext_archdoc.discovery.tree import walk
from sphinxext_archdoc.editing import RefusedError
from sphinxext_archdoc.editing.starting import web_address
from sphinxext_archdoc.model import Decision, Status
from sphinxext_archdoc.workspaces._data import DataFile, read_yaml, string, table

_ADR_DIR = ".adr-dir"
_ADR_TOOLS_FOLDER = "doc/adr"
_LOG4BRAINS = (".log4brains.yml", ".log4brains.yaml")
_MOST_WORDS = 4
"""Words of a text that may be a status in the words of a team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What another tool says."""

    name: str = ""
    """Of the project."""
    settings: Mapping[str, object] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    """What to know besides: for comments in the configuration."""
    notes: tuple[str, ...] = ()
    """What could not be taken over: for the person who asked for it."""


def take_over(tool: str, root: Path, catalog: Catalog) -> TakenOver:
    """Return the settings of *tool* in the repository *root*, whose records are in *catalog*.

    Raises RefusedError when the tool is not used there, or its file cannot be read.
    """
    return _TOOLS[tool](root, catalog)


def _log4brains(root: Path, catalog: Catalog) -> TakenOver:
    found = next((f for n in _LOG4BRAINS if (f := read_yaml(root / n)) is not None), None)
    if found is None:
        raise RefusedError(f"There is no {_LOG4BRAINS[0]} at the root of the repository.")
    if found.diagnostics:
        raise RefusedError(f"{found.name}: {found.diagnostics[0].message}")
    project = found.table("project")
    packages = [table(p) for p in _list(project.get("packages"))]
    notes: list[str] = []
    folders = _folders([project.get("adrFolder"), *(p.get("adrFolder") for p in packages)], notes)
    settings: dict[str, object] = {}
    if folders:
        settings["decisions"] = folders
    settings |= _packages(found, packages, catalog, notes)
    if address := web_address(string(table(project.get("repository")).get("url"))):
        settings["repository-url"] = address
    if words := sorted(_unknown_statuses(catalog, folders), key=str.casefold):
        settings["status-aliases"] = {Status.DRAFT.value: words}
    return TakenOver(name=string(project.get("name")), settings=settings, notes=tuple(notes))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _folders(values: Iterable[Any], notes: list[str]) -> list[str]:
    """Return folders relative to the root, each once."""
    found: dict[str, None] = {}
    for value in values:
        folder = inside(".", value) if isinstance(value, str) and value else None
        if folder is not None:
            found[folder] = None
        elif value:
            notes.append(f"The folder {value} leads out of the repository; it is left out.")
    return list(found)


def _packages(
    found: DataFile, packages: Iterable[Mapping[str, Any]], catalog: Catalog, notes: list[str]
) -> Iterator[tuple[str, object]]:
    """Yield the setting for folders of packages that are not found without it."""
    known = {p.path: p for p in catalog.workspace.packages}
    missing = []
    for package in packages:
        path = _folders([package.get("path")], notes)
        name = string(package.get("name"))
        if not path:
            continue
        if path[0] not in known:
            missing.append(path[0])
        elif name and name not in (known[path[0]].name, *known[path[0]].aliases):
            ours = known[path[0]].name
            notes.append(f"{found.name} calls {path[0]} {name}; here it is called {ours}.")
    if missing and any(p.kind not in ("", "folder") for p in catalog.workspace.packages):
        listed = ", ".join(missing)
        notes.append(f"No manifest of a workspace names {listed}; their records are of the root.")
    elif missing:
        yield "packages", [*Config().packages, *missing]


def _adr_tools(root: Path, catalog: Catalog) -> TakenOver:
    tree = walk(root, names=(_ADR_DIR,), exclude=(), hidden=())
    notes: list[str] = []
    folders: list[str] = []
    for holder in sorted(tree.others):
        text = (root / holder / _ADR_DIR).read_text(encoding="utf-8", errors="replace").strip()
        folder = inside(holder, text) if text else None
        if folder is None:
            path = join(holder, _ADR_DIR)
            notes.append(f"The folder in {path} leads out of the repository; it is left out.")
        else:
            folders.append(folder)
    if not tree.others and (root / _ADR_TOOLS_FOLDER).is_dir():
        folders.append(_ADR_TOOLS_FOLDER)
    if not folders:
        message = f"There is neither a {_ADR_DIR} nor a folder {_ADR_TOOLS_FOLDER}."
        raise RefusedError(" ".join([message, *notes]))
    words = sorted(_unknown_statuses(catalog, folders), key=str.casefold)
    remarks = []
    if words:
        listed = ", ".join(words)
        remarks = [
            f"Statuses that no word is known for: {listed}. To say what one means:",
            'status-aliases = { accepted = ["…"] }',
        ]
    settings: dict[str, object] = {"decisions": list(dict.fromkeys(folders))}
    return TakenOver(settings=settings, remarks=tuple(remarks), notes=tuple(notes))


def _unknown_statuses(catalog: Catalog, folders: Iterable[str]) -> set[str]:
    """Return the texts of records in *folders* that are a status nobody knows."""
    within = tuple(posixpath.join(folder, "") for folder in folders)
    return {
        text
        for decision in catalog.records(Decision)
        if decision.location.path.startswith(within)
        and decision.status.value is Status.UNKNOWN
        and not decision.relations
        and (text := decision.status.text.strip(" *_`\"'."))
        and len(text.split()) <= _MOST_WORDS
    }


_TOOLS: Mapping[str, Callable[[Path, Catalog], TakenOver]] = {
    "log4brains": _log4brains,
    "adr-tools": _adr_tools,
}
TOOLS = tuple(_TOOLS)
"""Tools whose settings can be taken over."""
