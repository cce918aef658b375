"""What ``init`` is to write, and what it leaves as it is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sphinxext_archdoc.catalog import Catalog
from sphinxext_archdoc.cli._base import git_output
from sphinxext_archdoc.config import Settings, find_toml
from sphinxext_archdoc.discovery.tree import is_text, walk
from sphinxext_archdoc.editing.files import FileChange
from sphinxext_archdoc.editing.starting import (
    TEMPLATE_FOLDER,
    Start,
    conf_py,
    index_md,
    settings_toml,
    unlisted,
    web_address,
    with_settings,
)
from sphinxext_archdoc.editing.takeover import TakenOver, take_over
from sphinxext_archdoc.model import ROOT_PACKAGE
from sphinxext_archdoc.templates.reading import SHIPPED, shipped_text
from sphinxext_archdoc.workspaces import workspace_kinds

_EXTENSION = "sphinxext_archdoc"
_INDEXES = ("index.md", "index.rst")
_THEME = "furo"
_NOTHING = TakenOver()


@dataclass(kw_only=True)
class Plan:
    """What is to be done."""

    changes: list[FileChange] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    """Files that are there, and why they stay."""
    notes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """What only a person can do."""

    def add(self, root: Path, path: str, text: str) -> None:
        """Write a new file, or keep the one that is there."""
        if _exists(root / path):
            self.kept[path] = "it is there already"
        else:
            self.changes.append(FileChange(path=path, before=None, after=text.encode()))


def _exists(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def plan(settings: Settings, catalog: Catalog, *, docs: str, tool: str | None) -> Plan:
    """Return what is to be written below *docs* and at the root. Raises RefusedError."""
    made = Plan()
    root = settings.root
    taken = take_over(tool, root, catalog) if tool else _NOTHING
    made.notes += taken.notes
    has_conf = _exists(root / docs / "conf.py")
    # A conf.py that is there does not exclude what we write into its folder, and ours must
    # not exclude what others have put there.
    is_free = not has_conf and not _exists(root / docs / TEMPLATE_FOLDER)
    template = f"{f'{docs}/' if is_free else ''}{TEMPLATE_FOLDER}/{SHIPPED}"
    pages = _pages(settings, catalog, docs)
    start = Start(
        name=taken.name or _name(root),
        docs=docs,
        template=template,
        theme=_theme(),
        pages=() if has_conf else pages,
        settings={**_address(root), **taken.settings},
        remarks=taken.remarks,
    )
    made.add(root, f"{docs}/conf.py", conf_py(start))
    if has_conf and not _mentions(root / docs / "conf.py"):
        made.left.append(f'add "{_EXTENSION}" to the extensions in {docs}/conf.py')
    _index(made, root, start)
    _configuration(made, settings, start)
    return made


def _mentions(path: Path) -> bool:
    try:
        return _EXTENSION in path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def _index(made: Plan, root: Path, start: Start) -> None:
    index = next((n for n in _INDEXES if _exists(root / start.docs / n)), None)
    if index is None:
        made.add(root, f"{start.docs}/index.md", index_md(start))
        return
    path = root / start.docs / index
    made.kept[f"{start.docs}/{index}"] = "it is there already"
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    if "architecture-packages" not in text:
        made.left.append(f"put the directive architecture-packages into {start.docs}/{index}")


def _configuration(made: Plan, settings: Settings, start: Start) -> None:
    """Write the settings and the template, unless there are settings already."""
    root = settings.root
    if (found := find_toml(root, upwards=False)) is not None:
        made.kept[found[0].name] = "it has settings already"
        if not settings.config.templates:
            made.notes.append("no template is configured: documents follow the one that ships")
        if start.remarks or set(start.settings) - {"repository-url", "repository-ref"}:
            names = ", ".join(start.settings)
            made.left.append(f"take over into {found[0].name}: {names}")
        return
    made.add(root, start.template, shipped_text())
    shared = root / "pyproject.toml"
    if shared.is_file():
        before = shared.read_bytes()
        after = with_settings(before, start)
        if after is not None:
            made.changes.append(FileChange(path=shared.name, before=before, after=after))
            return
        made.notes.append("pyproject.toml cannot be added to; the settings get a file of their own")
    made.add(root, "archdoc.toml", settings_toml(start))


def _pages(settings: Settings, catalog: Catalog, docs: str) -> tuple[str, ...]:
    """Return the pages in *docs*, relative to it, that are neither documents nor records."""
    tree = walk(settings.root, names=(), exclude=settings.config.exclude, hidden=())
    below = [docs, *tree.below(docs)]
    known = frozenset(
        posixpath.relpath(path, docs)
        for path in catalog.workspace.documents()
        if path.startswith(f"{docs}/")
    )
    pages = [
        posixpath.relpath(posixpath.join(folder, name), docs)
        for folder in below
        for name in tree.texts.get(folder, ())
        if is_text(name)
    ]
    return tuple(page for page in unlisted(pages, known) if page.split("/")[0] != "_build")


def _name(root: Path) -> str:
    """Return what the repository is called: by a manifest at its root, else by its folder."""
    for kind in workspace_kinds():
        if any((root / name).is_file() for name in kind.FILES):
            manifest = kind.manifest(root)
            if manifest is not None and manifest.name and manifest.name != ROOT_PACKAGE:
                return manifest.name
    return root.name or "Documentation"


def _theme() -> str:
    from importlib.util import find_spec

    return _THEME if find_spec(_THEME) is not None else ""


def _address(root: Path) -> Mapping[str, object]:
    """Return where the repository can be seen, as far as git knows."""
    return dict(_addresses(root))


def _addresses(root: Path) -> Iterator[tuple[str, object]]:
    remote = git_output(root, "config", "--get", "remote.origin.url")
    if address := web_address(remote or ""):
        yield "repository-url", address
        head = git_output(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
        branch = (head or "").strip().partition("/")[2]
        if branch and branch != "main":
            yield "repository-ref", branch
