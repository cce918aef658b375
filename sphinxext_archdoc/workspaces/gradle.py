"""Gradle: ``include(":a:b")`` in ``settings.gradle`` or ``settings.gradle.kts``.

``:a:b`` is the folder ``a/b``, unless ``project(":a:b").projectDir = file("…")`` says
otherwise. Only paths that are written out are found: the files are programs.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import DataFile, read_text, string

KIND = "gradle"
RANK = 420
FILES = ("settings.gradle", "settings.gradle.kts", "build.gradle", "build.gradle.kts")

_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_STRING = r"""["']([^"'\n$]+)["']"""
_INCLUDE = re.compile(rf"\binclude\b\s*\(?\s*({_STRING}(?:\s*,\s*{_STRING})*)")
_FOLDER = re.compile(
    rf"\bproject\s*\(\s*{_STRING}\s*\)\.projectDir\s*=\s*(?:new\s+)?[Ff]ile\s*\(([^)\n]*)\)"
)
_PROJECT = re.compile(rf"\bproject\s*\(\s*(?:path\s*[:=]\s*)?{_STRING}")
_DESCRIPTION = re.compile(rf"^\s*description\s*=?\s*{_STRING}", re.MULTILINE)


def members(folder: Path) -> Members | None:
    """Return the folders of the included projects."""
    found = _first(folder, FILES[:2])
    if found is None:
        return None
    text = _COMMENT.sub("", found.text)
    moved = {m.group(1): re.findall(_STRING, m.group(2)) for m in _FOLDER.finditer(text)}
    paths = [p for m in _INCLUDE.finditer(text) for p in re.findall(_STRING, m.group(1))]
    folders = [moved[p][-1] if moved.get(p) else p.strip(":").replace(":", "/") for p in paths]
    return Members(
        file=found.name, include=tuple(dict.fromkeys(folders)), diagnostics=tuple(found.diagnostics)
    )


def manifest(folder: Path) -> Manifest | None:
    """Return description and project dependencies; a project is named by its folder."""
    found = _first(folder, FILES[2:])
    if found is None:
        return None
    text = _COMMENT.sub("", found.text)
    description = _DESCRIPTION.search(text)
    # The name of the root's own folder is that of a checkout, not of a project.
    is_root = _first(folder, FILES[:2]) is not None
    projects = [m.group(1).rsplit(":", 1)[-1] for m in _PROJECT.finditer(text)]
    return Manifest(
        description=string(description.group(1)) if description else "",
        ecosystem="gradle",
        ids=() if is_root else (folder.name,),
        dependencies=tuple(dict.fromkeys(projects)),
        diagnostics=tuple(found.diagnostics),
    )


def _first(folder: Path, names: tuple[str, ...]) -> DataFile | None:
    return next((f for f in (read_text(folder / name) for name in names) if f is not None), None)
