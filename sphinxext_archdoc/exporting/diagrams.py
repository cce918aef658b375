"""The pictures of diagrams in exported documents."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from sphinxext_archdoc.drawing.pictures import picture_in_file, picture_in_print
from sphinxext_archdoc.markup.outline import Outline, read_outline
from sphinxext_archdoc.renderers import Chain, Failure, Options, Picture, renderers

_BROWSER = "browser"
"""The renderer that is a script, which no document of its own has."""
_MOST = 12
"""Nodes that the text for a picture names."""


class Diagrams:
    """Draws diagrams of mermaid, and notes what could not be drawn."""

    def __init__(self, names: Sequence[str], folder: Path, *, is_printed: bool) -> None:
        """Ask the renderers of *names*, all when there are none; keep pictures in *folder*."""
        known = {name: r for name, r in renderers().items() if name != _BROWSER}
        chosen = [known[name] for name in names if name in known] or list(known.values())
        self._chain = Chain(chosen, Options(), folder)
        self._has_renderer = any(renderer.version(Options()) for renderer in chosen)
        self._is_printed = is_printed
        self.problems: dict[str, None] = {}
        """In sentences."""

    def image(self, source: str) -> str:
        """Return the diagram as an image in HTML; empty where its source has to do."""
        if not self._has_renderer:
            self.problems[
                "diagrams are shown as their sources; install sphinxext-archdoc[diagrams] to have "
                "pictures of them."
            ] = None
            return ""
        outcome = self._chain.outcome(source)
        if not isinstance(outcome, Picture):
            reason = outcome.message if isinstance(outcome, Failure) else "no renderer knows it"
            self.problems[f"a diagram is shown as its source: {reason}."] = None
            return ""
        label = ". ".join(_told(read_outline(source)))
        svg = picture_in_print(outcome.svg) if self._is_printed else None
        data = (svg or picture_in_file(outcome.svg, label)).encode()
        address = f"data:image/svg+xml;base64,{base64.b64encode(data).decode('ascii')}"
        return f'<img src="{address}" alt="{escape(label)}">'


def _told(outline: Outline) -> Iterator[str]:
    """Yield what is said instead of the picture."""
    yield f"Diagram: {outline.title}" if outline.title else "Diagram"
    if outline.description:
        yield outline.description
    elif labels := [label for label in dict.fromkeys(outline.nodes.values()) if label]:
        more = [f"… (+{len(labels) - _MOST})"] if len(labels) > _MOST else []
        yield f"Nodes: {', '.join([*labels[:_MOST], *more])}"
