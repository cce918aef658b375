"""The colours of a picture on a dark page.

Lightness is turned around and hue kept, in the colour space Oklab (Ottosson 2020), where equal
steps of lightness look equal: what had contrast on white has it on a dark page, whichever
program drew the picture and whichever colours its author chose.
"""

from __future__ import annotations

import colorsys
import math
import re
from functools import lru_cache
from xml.etree import ElementTree as ET

from sphinxext_archdoc.drawing.named_colours import NAMED_COLOURS

DARKEST = 0.21
"""Lightness of what was white: about that of the pages of dark themes."""
BRIGHTEST = 0.995
"""Lightness of what was black. What is between them is made a little lighter than halfway, for
eyes see less contrast between dark colours."""
ROLES = {"color": "c", "fill": "f", "stop-color": "p", "stroke": "s"}
"""Attributes with colours, and the names of the properties that hold their dark ones."""
_HEX = re.compile(r"#([0-9a-fA-F]{3,8})\Z")
_MIX = re.compile(
    r"color-mix\(\s*in srgb\s*,\s*([^%,]{1,60}?)(?:\s+([\d.]{1,8})%)?\s*,\s*([^%,]{1,60}?)\s*\)\Z"
)
_FUNCTION = re.compile(r"(rgb|hsl)a?\(\s*([^()]{1,80})\)\Z", re.IGNORECASE)

Colour = tuple[float, float, float, float]
"""Red, green, blue and how much covers what is below, each between 0 and 1."""


def add_shades(svg: ET.Element) -> None:
    """Give each element of *svg* that has a colour its dark one too.

    It stands in custom properties of ``style``, such as ``--f`` for the fill; classes such as
    ``arch-f`` say which there are (see :data:`ROLES`). What a page makes of them is for its
    style sheet to say.
    """
    for element in svg.iter():
        classes, properties = [], []
        for attribute, role in ROLES.items():
            if (colour := element.get(attribute)) is not None:
                classes.append(f"arch-{role}")
                properties.append(f"--{role}:{dark(colour)}")
        if classes:
            element.set("class", " ".join(classes))
            element.set("style", ";".join(properties))


@lru_cache(maxsize=1024)
def dark(colour: str) -> str:
    """Return what is *colour* on a dark page; what is no colour comes back as it is.

    White is the page itself, which the property ``--arch-paper`` names.

    >>> dark("#000"), dark("none"), dark("white")
    ('#fdfdfd', 'none', 'var(--arch-paper, #181818)')
    """
    parsed = parse(colour)
    if parsed is None:
        return colour
    *opaque, alpha = parsed
    turned = _turned(*opaque)
    written = "#" + "".join(f"{round(part * 255):02x}" for part in turned)
    if alpha < 1:
        return f"{written}{round(alpha * 255):02x}"
    return f"var(--arch-paper, {written})" if min(opaque) == 1 else written


def unmixed(colour: str) -> str:
    """Return a mixture of two colours as one colour, which more programs know.

    >>> unmixed("color-mix(in srgb,#000 25%,#fff)"), unmixed("red")
    ('#bfbfbf', 'red')
    """
    match = _MIX.match(colour.strip())
    one, other = (parse(match[1]), parse(match[3])) if match else (None, None)
    if match is None or one is None or other is None:
        return colour
    try:
        share = _unit(float(match[2]) / 100) if match[2] else 0.5
    except ValueError:
        return colour
    mixed = (round((a * share + b * (1 - share)) * 255) for a, b in zip(one, other, strict=True))
    red, green, blue, alpha = mixed
    return f"#{red:02x}{green:02x}{blue:02x}" + ("" if alpha == 255 else f"{alpha:02x}")


def parse(colour: str) -> Colour | None:
    """Return the parts of a colour of CSS; None for a paint server, a keyword or a mistake."""
    colour = colour.strip()
    if match := _HEX.match(colour):
        return _of_hex(match[1])
    if match := _FUNCTION.match(colour):
        return _of_function(match[1].lower(), re.split(r"[\s,/]+", match[2].strip()))
    known = NAMED_COLOURS.get(colour.lower())
    return _of_hex(known) if known else None


def _of_hex(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return None
    parts = [int(digits[place : place + 2], 16) / 255 for place in range(0, len(digits), 2)]
    return parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else 1.0


def _of_function(name: str, parts: list[str]) -> Colour | None:
    try:
        numbers = [_number(part, name, place) for place, part in enumerate(parts)]
    except ValueError:
        return None
    if len(numbers) not in (3, 4):
        return None
    first, second, third, alpha = [*numbers, 1.0][:4]
    if name == "hsl":
        first, second, third = colorsys.hls_to_rgb(first % 1, _unit(third), _unit(second))
    return _unit(first), _unit(second), _unit(third), _unit(alpha)


def _number(text: str, name: str, place: int) -> float:
    value = float(text.removesuffix("%").removesuffix("deg"))
    if not math.isfinite(value):
        raise ValueError(text)
    if text.endswith("%"):
        return value / 100
    if place == 3:
        return value
    return value / (255 if name == "rgb" else (360 if place == 0 else 100))


def _unit(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _turned(red: float, green: float, blue: float) -> tuple[float, float, float]:
    """Return a colour of the same hue whose lightness is turned around."""
    r, g, b = (_linear(part) for part in (red, green, blue))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    one = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    other = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    turned = DARKEST + (BRIGHTEST - DARKEST) * max(1 - lightness, 0) ** 0.85
    # The brightest and the darkest colours have room for little of a hue.
    for share in (1.0, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1, 0.0):
        found = _rgb(turned, one * share, other * share)
        if all(-0.001 <= part <= 1.001 for part in found):
            break
    return _unit(found[0]), _unit(found[1]), _unit(found[2])


def _rgb(lightness: float, one: float, other: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * one + 0.2158037573 * other) ** 3
    middle = (lightness - 0.1055613458 * one - 0.0638541728 * other) ** 3
    short = (lightness - 0.0894841775 * one - 1.2914855480 * other) ** 3
    return (
        _gamma(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _gamma(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _gamma(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _gamma(part: float) -> float:
    if part <= 0.0031308:
        return 12.92 * part
    return float(1.055 * part ** (1 / 2.4) - 0.055)
