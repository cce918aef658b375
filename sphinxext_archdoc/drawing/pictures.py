"""A clean picture, ready to stand somewhere: in a page, in a file of its own, in a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from sphinxext_archdoc.drawing.cleaning import NODE
from sphinxext_archdoc.drawing.shades import ROLES, add_shades
from sphinxext_archdoc.drawing.text import clean

FONTS = "'Noto Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
"""The first is what renderers measure text with; the others are about as wide."""
SMALLEST = 0.6
"""Share of its own size below which a picture is not made smaller to fit: text stays readable."""
_NAMESPACE = "http://www.w3.org/2000/svg"
_DARK = "".join(f".arch-{role}{{{name}:var(--{role})}}" for name, role in ROLES.items())
_STYLE = f"@media screen and (prefers-color-scheme:dark){{{_DARK}}}"


def picture_in_page(svg: str, label: str, prefix: str, links: Mapping[str, str]) -> str:
    """Return a clean picture as an element that stands inside a page of HTML.

    *label* says what it shows, *prefix* begins its ids, *links* are the addresses of nodes by
    their names in the source. The style sheet of the page says which colours it shows.
    """
    root = _prepared(svg)
    add_shades(root)
    # Inside of one image there are no links for assistive technology.
    role = "document" if _add_links(root, links) else "img"
    root.set("class", f"arch-picture {root.get('class', '')}".strip())
    smallest = f"min-width:{float(root.attrib['width']) * SMALLEST:g}px"
    root.set("style", ";".join(filter(None, (root.get("style"), smallest))))
    root.set("role", role)
    root.set("aria-label", clean(label))
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", f"{prefix}-{element.attrib['id']}")
        for name, value in element.attrib.items():
            if value.startswith("url(#"):
                element.set(name, f"url(#{prefix}-{value[5:]}")
            elif name == "href" and element.tag == "use":
                element.set(name, f"#{prefix}-{value[1:]}")
    return ET.tostring(root, encoding="unicode")


def picture_in_file(svg: str, label: str) -> str:
    """Return a clean picture as a document, which is light or dark as the reader prefers."""
    root = _prepared(svg)
    _add_links(root, {})
    add_shades(root)
    style = ET.Element("style")
    style.text = f"svg{{--arch-paper:Canvas;color-scheme:light dark}}{_STYLE}"
    root.insert(0, style)
    title = ET.Element("title")
    title.text = clean(label)
    root.insert(0, title)
    return ET.tostring(root, encoding="unicode") + "\n"


def picture_in_print(svg: str) -> str:
    """Return a clean picture as a document with one set of colours, for dark on white."""
    root = _prepared(svg)
    _add_links(root, {})
    return ET.tostring(root, encoding="unicode")


def _prepared(svg: str) -> ET.Element:
    root = ET.fromstring(svg)  # noqa: S314 - it was made clean
    root.set("xmlns", _NAMESPACE)
    for described in [child for child in root if child.tag in ("title", "desc")]:
        root.remove(described)
    for element in root.iter():
        if element.get("font-family") == "Noto Sans":
            del element.attrib["font-family"]
    root.attrib.setdefault("font-family", FONTS)
    return root


def _add_links(root: ET.Element, links: Mapping[str, str]) -> bool:
    """Make links of the nodes of *links*; return whether there are any. Names are left out."""
    is_linked = False
    for element in root.iter():
        address = links.get(element.attrib.pop(NODE, ""), "")
        if address:
            element.tag = "a"
            element.set("href", clean(address))
            is_linked = True
    return is_linked
