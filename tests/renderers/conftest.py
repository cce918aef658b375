"""Renderers that are told what to make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sphinxext_archdoc.renderers import Options, Outcome, Picture

SVG = '<svg viewBox="0 0 1 1" width="1" height="1" />'


def a_picture(source: str) -> Outcome:
    """Make a picture that says nothing."""
    return Picture(svg=SVG)


@dataclass
class Made:
    """A renderer that makes what it is told to, and remembers of what."""

    NAME: str = "made"
    make: Callable[[str], Outcome] = a_picture
    number: str = "1"
    RANK: int = 1
    WORKERS: int = 1
    asked: list[str] = field(default_factory=list)

    def version(self, options: Options) -> str:
        """Return what was told."""
        return self.number

    def render(self, source: str, options: Options) -> Outcome:
        """Return what was told."""
        self.asked.append(source)
        return self.make(source)
