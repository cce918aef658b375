"""What renderers are given, and what they give back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What all diagrams are rendered with; part of what the cache tells pictures apart by."""

    theme: str = "neutral"
    """Name of a theme of mermaid's. That of a diagram's own header wins where it is known."""
    command: tuple[str, ...] = ("mmdc",)
    """Program of mermaid's own, with its arguments."""
    settings: str = ""
    """Path of a file with settings for that program; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that only draws (see ``drawing.cleaning``)."""

    svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """There is no picture."""

    message: str
    """What is wrong, as part of a sentence."""
    line: int = 0
    """1-based line of the source; 0 when it is not known."""
    is_mistake: bool = False
    """Whether the source is wrong. Otherwise the renderer does not know it, or failed itself."""
    is_lasting: bool = True
    """Whether the same source fails again the next time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred:
    """The browser of the reader makes the picture."""


Outcome: TypeAlias = Picture | Failure | Deferred
