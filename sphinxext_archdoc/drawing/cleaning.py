"""Takes a picture that another program drew, and keeps what only draws.

What may stay is listed: elements of SVG that are shapes or text, attributes that place or
paint them, references to parts of the same picture. Scripts, handlers of events, foreign
objects, styles, images, animations and links are left out, with all that is in them; the
shapes and texts inside of a link stay. Rules of a style sheet become attributes first, so that
the picture neither needs nor disturbs another one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from sphinxext_archdoc.drawing.shades import unmixed
from sphinxext_archdoc.drawing.styles import apply_styles

SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 8_000_000
"""Characters of a picture that is looked at."""
DEEPEST = 200
"""Elements inside of each other; pictures have about ten."""
NODE = "data-node"
"""Attribute with the name that a node has in the source of the picture."""

_ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs marker"
    " linearGradient radialGradient stop clipPath pattern symbol use".split()
)
_UNWRAPPED = frozenset({"a", "switch"})
_PLACES = frozenset(
    "x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy d points width height transform viewBox offset"
    " preserveAspectRatio refX refY orient markerWidth markerHeight markerUnits rotate"
    " gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits"
    " patternTransform clipPathUnits textLength lengthAdjust".split()
)
PAINT = frozenset(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap"
    " stroke-linejoin stroke-dasharray stroke-dashoffset stroke-miterlimit opacity color"
    " font-family font-size font-style font-weight text-anchor text-decoration letter-spacing"
    " word-spacing dominant-baseline alignment-baseline baseline-shift visibility display"
    " marker-start marker-mid marker-end clip-path clip-rule stop-color stop-opacity"
    " paint-order".split()
)
"""Attributes that paint; the same names are properties of style sheets."""
_LENGTHS = frozenset({"rx", "ry", "x", "y", "width", "height", "r", "cx", "cy"})
_LENGTH = re.compile(r"[-+]?[\d.]+(?:px|em|%)?\Z")
_INNER = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)['\"]?\s*\)\Z")
_HARMLESS = re.compile(r"[^<>\\;{}@]*\Z")
_FONT = re.compile(r"(?:(?:normal|bold|italic|\d{3})\s+)*([\d.]+(?:px|pt|em|rem|%)?)\s+(.+)\Z")
_FLOWCHART_ID = re.compile(r"(?:\A|-)flowchart-(.+)-\d+\Z")
_IMPORTANT = re.compile(r"\s*!\s*important\s*\Z")


class UncleanError(ValueError):
    """The text is no picture that can be made clean; the message says why."""


def cleaned(text: str) -> ET.Element:
    """Return what only draws of the SVG document *text*, as an element ``svg``.

    Ids are new: ``1``, ``2`` and so on, in the order of the document. The root has a
    ``viewBox``, a ``width`` and a ``height`` without units. Groups that stand for a node have
    :data:`NODE`. Raises :class:`UncleanError` for what is no SVG, declares entities, or is
    too large, and for a style sheet when what reads it is not installed.
    """
    if len(text) > LARGEST:
        raise UncleanError("the picture is too large")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UncleanError("the picture declares a document type")
    try:
        root = ET.fromstring(text)  # noqa: S314 - there is no document type
    except ET.ParseError as error:
        raise UncleanError(f"the picture is no XML: {error}") from error
    if root.tag != f"{SVG}svg":
        raise UncleanError("the picture is no SVG")
    if _depth(root) > DEEPEST:
        raise UncleanError("the picture is nested too deeply")
    if any(element.tag == f"{SVG}style" for element in root.iter()):
        try:
            apply_styles(root)
        except ImportError as error:
            message = "its style sheet cannot be read; install sphinxext-archdoc[diagrams]"
            raise UncleanError(message) from error
    ids: dict[str, str] = {}
    clean = _copy(root, ids)
    named = {name for element in clean.iter() for name in _point_to_new_ids(element, ids)}
    for element in clean.iter():
        if element.get("id") not in named:
            element.attrib.pop("id", None)
    _set_size(clean)
    return clean


def _depth(root: ET.Element) -> int:
    deepest = 0
    waiting = [(root, 1)]
    while waiting and deepest <= DEEPEST:
        element, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in element]
    return deepest


def _copy(element: ET.Element, ids: dict[str, str]) -> ET.Element:
    name = element.tag.removeprefix(SVG)
    copy = ET.Element("g" if name in _UNWRAPPED else name, _attributes(element, ids))
    is_text = name in {"text", "tspan", "title", "desc", "a"}
    copy.text = element.text if is_text else None
    for child in element:
        local = child.tag.removeprefix(SVG)
        if local != child.tag and local in _ELEMENTS | _UNWRAPPED:
            inner = _copy(child, ids)
            if is_text and inner.tag == "g":
                inner.tag = "tspan"
            copy.append(inner)
            inner.tail = child.tail if is_text else None
        elif is_text and child.tail:
            _append_text(copy, child.tail)
    return copy


def _append_text(element: ET.Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _attributes(element: ET.Element, ids: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name in _PLACES and _HARMLESS.match(value):
            found[name] = value
        elif name in PAINT and (paint := _paint(value)):
            found[name] = paint
    found |= _declared(element.get("style", ""))
    if node := _node_of(element):
        found[NODE] = node
    if "id" in element.attrib:
        found["id"] = ids.setdefault(element.attrib["id"], str(len(ids) + 1))
    for name in ("href", "{http://www.w3.org/1999/xlink}href"):
        if element.tag == f"{SVG}use" and element.get(name, "").startswith("#"):
            found["href"] = element.attrib[name]
    return found


def _declared(style: str) -> dict[str, str]:
    """Return the declarations of a ``style`` attribute that are attributes too."""
    found: dict[str, str] = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), _IMPORTANT.sub("", value).strip()
        if name == "font" and (font := _FONT.match(value)):
            found |= {"font-size": font[1], "font-family": font[2]}
        elif name in _LENGTHS and _LENGTH.match(value):
            found[name] = value.removesuffix("px")
        elif name in PAINT and (paint := _paint(value)):
            found[name] = paint
    return found


def _paint(value: str) -> str:
    """Return a value that paints; empty when it names something outside of the picture."""
    value = value.strip()
    if "url" in value.lower() and not _INNER.match(value):
        return ""
    return unmixed(value) if _HARMLESS.match(value) and "var(" not in value else ""


def _node_of(element: ET.Element) -> str:
    """Return the name of the node that a group stands for, as mermaid and its ports tell it."""
    classes = element.get("class", "").split()
    if element.tag != f"{SVG}g" or not {"node", "pele-node"} & set(classes):
        return ""
    named = _FLOWCHART_ID.search(element.get("id", ""))
    return element.get("data-id") or (named[1] if named else "")


def _point_to_new_ids(element: ET.Element, ids: dict[str, str]) -> Iterator[str]:
    """Make references of *element* such to new *ids*, and yield those that it names."""
    for name, value in list(element.attrib.items()):
        old = value[1:] if name == "href" else (m[1] if (m := _INNER.match(value)) else "")
        if not old:
            continue
        if old not in ids:
            del element.attrib[name]
        else:
            element.set(name, f"#{ids[old]}" if name == "href" else f"url(#{ids[old]})")
            yield ids[old]


def _set_size(svg: ET.Element) -> None:
    """Give the picture a frame, and the size of that without another one."""
    frame = [_number(part) for part in re.split(r"[\s,]+", svg.get("viewBox", "").strip())]
    width, height = (_number(svg.get(n, "").removesuffix("px")) for n in ("width", "height"))
    if len(frame) != 4 or None in frame:
        if not width or not height:
            raise UncleanError("the picture has no size")
        frame = [0.0, 0.0, width, height]
    _left, _top, wide, high = frame
    if not wide or not high or wide <= 0 or high <= 0:
        raise UncleanError("the picture has no size")
    svg.set("viewBox", " ".join(f"{part:g}" for part in frame if part is not None))
    svg.set("width", f"{width or wide:g}")
    svg.set("height", f"{height or high:g}")


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e6 else None
