"""From SVG to PDF, as vectors, for LaTeX, which reads no SVG.

Typst converts, which comes as a wheel (extra ``diagrams``). It looks for each font by name and
takes any at all for one that is not installed; so names are replaced beforehand by those of
fonts that are there, and generic ones by fonts that the extra brings along. A character that
the font lacks gives all of its line another font, so lines with symbols get one that has both.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Set
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sphinxext_archdoc.diagnostics import Code, Diagnostic

if TYPE_CHECKING:
    import typst

SANS, SERIF, MONO = "Noto Sans", "Libertinus Serif", "DejaVu Sans Mono"
"""The first comes with mermaid-render, the others with typst."""
SYMBOLS = "DejaVu Sans"
"""Preferred for arrows and other symbols where it is installed."""
EDITION = 1
"""Counts the ways in which the same SVG became another PDF."""
LARGEST = 20_000_000
"""Bytes of an SVG that is converted."""

_SVG = "{http://www.w3.org/2000/svg}"
_SOURCE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set document(date: none)
#image(bytes(sys.inputs.svg), format: "svg")"""
_FAMILIES = re.compile(r"(?<![\w-])(font-family\s*:\s*)([^;{}]*)")
_SHORTHAND = re.compile(r"(?<![\w-])(font\s*:[^;{}\d]{0,80}\d[\w.%/]*\s+)([^;{}]*)")
_SYMBOL = re.compile(r"[\u2150-\u2bff]")


def svg_to_pdf(path: Path, folder: Path) -> Path | Diagnostic:
    """Convert the SVG file at *path*; return the PDF file, which lies in *folder*.

    The name of the PDF says what it was made from: one that is there already is not made
    again. A file that cannot be converted, or a converter that is not installed, is a
    diagnostic without path and line.
    """
    try:
        source = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        return _problem(Code.UNREADABLE, f"The picture {path.name} cannot be read ({reason}).")
    digest = hashlib.sha256(b"%d:%s:%s" % (EDITION, _version().encode(), source)).hexdigest()
    target = folder / f"{path.stem}-{digest[:16]}.pdf"
    if target.is_file():
        return target
    made = pdf_of(source, path.name)
    if isinstance(made, Diagnostic):
        return made
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    unfinished.write_bytes(made)
    unfinished.replace(target)
    return target


def pdf_of(source: bytes, name: str) -> bytes | Diagnostic:
    """Convert an SVG; *name* is what messages call it. The same bytes give the same bytes."""
    if not _version():
        message = f"The picture {name} cannot become a PDF: install sphinxext-archdoc[diagrams]."
        return _problem(Code.MISSING_EXTRA, message)
    if len(source) > LARGEST:
        return _problem(Code.TOO_LARGE, f"The picture {name} is too large to become a PDF.")
    import typst

    try:
        svg = _with_known_fonts(source, _known_fonts())
        compiler = typst.Compiler(_SOURCE, font_paths=_fonts(), sys_inputs={"svg": svg})
        found = compiler.compile(format="pdf", pdf_tags=False)
    except (ET.ParseError, LookupError, ValueError, typst.TypstError) as error:
        reason = " ".join(str(error).split())[:200]
        return _problem(Code.UNREADABLE, f"The picture {name} cannot become a PDF ({reason}).")
    assert isinstance(found, bytes)
    return found


def _problem(code: Code, message: str) -> Diagnostic:
    return Diagnostic(code=code, message=message)


@cache
def _version() -> str:
    """Return the version of the converter; empty when it is not installed."""
    try:
        return metadata.version("typst")
    except metadata.PackageNotFoundError:
        return ""


@cache
def _fonts() -> typst.Fonts:
    import typst

    bundled = importlib.util.find_spec("mermaid_render")
    places = (bundled.submodule_search_locations if bundled else None) or []
    return typst.Fonts(font_paths=[Path(place, "fonts") for place in places])


@cache
def _known_fonts() -> frozenset[str]:
    return frozenset(_fonts().families())


def _with_known_fonts(source: bytes, known: Set[str]) -> str:
    names = {name.lower(): name for name in known}

    def chosen(text: str) -> str:
        return _chosen(text, names)

    def declared(match: re.Match[str]) -> str:
        return match[1] + chosen(match[2])

    root = ET.fromstring(source)  # noqa: S314 - expat loads nothing and bounds its entities
    for element in root.iter():
        if "font-family" in element.attrib:
            element.set("font-family", chosen(element.attrib["font-family"]))
        if "font" in element.get("style", ""):
            style = _SHORTHAND.sub(declared, element.attrib["style"])
            element.set("style", _FAMILIES.sub(declared, style))
        if element.tag == f"{_SVG}style" and element.text:
            element.text = _FAMILIES.sub(declared, _SHORTHAND.sub(declared, element.text))
    for text in root.iter(f"{_SVG}text") if SYMBOLS in known else ():
        if _SYMBOL.search("".join(text.itertext())):
            for element in text.iter():
                style = f"{element.get('style', '')};font-family:'{SYMBOLS}'"
                element.set("style", style.lstrip("; "))
    if "font-family" not in root.attrib:
        root.set("font-family", chosen("sans-serif"))
    return ET.tostring(root, encoding="unicode")


def _chosen(text: str, known: dict[str, str]) -> str:
    """Return the first font of a list that is there, else one of its kind; quoted for CSS."""
    wanted = [part.strip().strip("'\"").strip().lower() for part in text.split(",")]
    for name in wanted:
        if name in known:
            return f"'{known[name]}'"
    described = " ".join(wanted)
    kind = SANS
    if "mono" in described or "courier" in described or "consol" in described:
        kind = MONO
    elif "serif" in described.replace("sans-serif", "") or "times" in described:
        kind = SERIF
    return f"'{kind}'" if kind.lower() in known else f"'{MONO}'"
