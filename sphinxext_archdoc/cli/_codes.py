"""The codes of findings, with what the manual says of them."""

from __future__ import annotations

from sphinxext_archdoc.checking.manual import first_line
from sphinxext_archdoc.checking.settings import known_codes
from sphinxext_archdoc.cli._listings import Listing


def codes() -> Listing:
    """List all codes by name."""
    meanings = [(code, first_line(code)) for code in known_codes()]
    return Listing(
        name="codes",
        header=("code", "meaning"),
        rows=meanings,
        data=({"code": code, "meaning": meaning} for code, meaning in meanings),
    )
