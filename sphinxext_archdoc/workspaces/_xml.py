"""XML manifests without their namespaces."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from sphinxext_archdoc.workspaces._data import DataFile, read_text


def read_xml(path: Path) -> tuple[DataFile, ElementTree.Element] | None:
    """Read an XML file; None when absent. The element is empty when it is no valid XML."""
    found = read_text(path)
    if found is None:
        return None
    root = ElementTree.Element("none")
    if not found.diagnostics:
        try:
            # Expat loads no external entities and, since 2.4.1, refuses those that explode.
            root = ElementTree.fromstring(found.text)  # noqa: S314
        except ElementTree.ParseError as error:
            found.complain(f"The file is no valid XML: {error}.", line=error.position[0])
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rsplit("}", 1)[-1]
    return found, root
