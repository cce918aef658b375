"""Mermaid's own script without a browser: the wheel ``mermaidx``, if it is installed.

Knows every kind of diagram that mermaid itself knows, and takes about a second for each, so
it gets what the quick renderer does not know.
"""

from __future__ import annotations

from importlib import metadata

from sphinxext_archdoc.renderers._cleaned import cleaned_picture
from sphinxext_archdoc.renderers._outcomes import Options, Outcome
from sphinxext_archdoc.renderers._script import PLAIN_TEXT, failure_of
from sphinxext_archdoc.renderers._sources import on_any_page

NAME = "mermaidx"
RANK = 20
WORKERS = 1


def version(options: Options) -> str:
    """Return the version of the package."""
    try:
        return metadata.version("mermaidx")
    except metadata.PackageNotFoundError:
        return ""


def render(source: str, options: Options) -> Outcome:
    """Render *source* inside of this process."""
    import mermaidx

    try:
        drawn = mermaidx.render(on_any_page(source), theme=options.theme, config=PLAIN_TEXT)
        svg = str(drawn.svg())
    except Exception as error:  # noqa: BLE001 - a young package: nothing of it ends a build
        return failure_of(source, str(error))
    return cleaned_picture(svg)
