"""XML manifests without their namespaces."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from sphinxext_archdoc.workspaces._data import ManifestFile, read_text


def read_xml(path: Path) -> tuple[ManifestFile, ElementTree.Element] | None:
    """Read an XML file; None when absent. The element is empty when it is no valid XML."""
    found = read_text(path)
    if found is None:
        return None
    root = ElementTree.Element("none")
    if not found.diagnostics:
        try:
            root = ElementTree.fromstring(found.text)
        except ElementTree.ParseError as error:
            found.complain(f"The manifest is no valid XML: {error}.", line=error.position[0])
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rsplit("}", 1)[-1]
    return found, root
