"""Maven: ``<modules>`` in ``pom.xml``; a module is a folder, or the path of a POM in one."""

from __future__ import annotations

import posixpath
from pathlib import Path
from xml.etree.ElementTree import Element

from sphinxext_archdoc.workspaces import Manifest, Members
from sphinxext_archdoc.workspaces._data import string
from sphinxext_archdoc.workspaces._xml import read_xml

KIND = "maven"
RANK = 410
FILES = ("pom.xml",)


def members(folder: Path) -> Members | None:
    """Return the modules, those of profiles too."""
    read = read_xml(folder / FILES[0])
    if read is None:
        return None
    found, pom = read
    modules = [string(m.text) for m in pom.iter("module")] + [
        string(m.text) for m in pom.iter("subproject")
    ]
    folders = [posixpath.dirname(m) if m.endswith(".xml") else m for m in modules]
    return Members(
        file=FILES[0],
        include=tuple(dict.fromkeys(f for f in folders if f and "${" not in f)),
        diagnostics=tuple(found.diagnostics),
    )


def manifest(folder: Path) -> Manifest | None:
    """Return what ``pom.xml`` says."""
    read = read_xml(folder / FILES[0])
    if read is None:
        return None
    found, pom = read
    name = _child(pom, "artifactId")
    return Manifest(
        name=name,
        description=_child(pom, "description"),
        ecosystem="maven",
        ids=(name,) if name else (),
        dependencies=tuple(dict.fromkeys(_child(d, "artifactId") for d in pom.iter("dependency"))),
        diagnostics=tuple(found.diagnostics),
    )


def _child(element: Element, tag: str) -> str:
    return string(element.findtext(tag))
