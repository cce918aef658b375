"""Mermaid without a browser: the wheel ``mermaid-render`` (extra ``diagrams``).

Draws all usual kinds of diagrams within milliseconds, with text as text. It knows mermaid's
grammar, so that a mistake is found at its line.
"""

from __future__ import annotations

import re
from importlib import metadata

from sphinxext_archdoc.renderers._cleaned import cleaned_picture
from sphinxext_archdoc.renderers._outcomes import Failure, Options, Outcome
from sphinxext_archdoc.renderers._sources import first_line, original_line, theme_of

NAME = "mermaid-render"
RANK = 10
WORKERS = 1

THEMES = frozenset({"default", "neutral", "forest"})
_PLACE = re.compile(r"([\w-]+) at (\d+):(\d+): (.*)", re.DOTALL)


def version(options: Options) -> str:
    """Return the version of the package."""
    try:
        return metadata.version("mermaid-render")
    except metadata.PackageNotFoundError:
        return ""


def render(source: str, options: Options) -> Outcome:
    """Render *source* inside of this process; what runs for ten seconds is stopped."""
    from mermaid_render import convert

    theme = theme_of(source, THEMES) or options.theme
    try:
        svg = convert(source, theme=theme).decode()
    except ValueError as error:
        return _failure(source, str(error))
    except Exception as error:  # noqa: BLE001 - a young package: nothing of it ends a build
        return Failure(message=f"mermaid-render fails: {first_line(str(error))}")
    return cleaned_picture(svg)


def _failure(source: str, text: str) -> Failure:
    """Return what a message such as ``syntax at 4:1: Parse error on line 4: …`` says."""
    match = _PLACE.match(text)
    if match is None:
        # It ran out of time or memory, which another machine may have.
        return Failure(message=first_line(text), is_lasting=False)
    return Failure(
        message=first_line(match[4]),
        line=original_line(source, int(match[2])),
        is_mistake=match[1] == "syntax",
    )
