"""What the forecast works with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Demand:
    """How many pots were, or will be, ordered in a week."""

    sku: str
    year: int
    week: int
    low: int
    likely: int
    high: int


class Model(Protocol):
    """Learns from past weeks and tells coming ones."""

    def fit(self, history: Iterable[Demand]) -> None:
        """Learn from *history*, oldest week first."""

    def predict(self, sku: str, weeks: int) -> Sequence[Demand]:
        """Return the demand for each of the coming *weeks*."""
