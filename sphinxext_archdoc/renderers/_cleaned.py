"""From what a program wrote to a picture."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from sphinxext_archdoc.drawing.cleaning import UncleanError, cleaned
from sphinxext_archdoc.renderers._outcomes import Failure, Picture


def cleaned_picture(svg: str) -> Picture | Failure:
    """Return the picture in the SVG document *svg*; a failure when it cannot be made clean."""
    try:
        root = cleaned(svg)
    except UncleanError as error:
        return Failure(message=str(error))
    return Picture(svg=ET.tostring(root, encoding="unicode"))
