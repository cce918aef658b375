"""The codes of findings and the rules, with what the manual says of them."""

from __future__ import annotations

from sphinxext_archdoc.checking.manual import code_meanings, first_line
from sphinxext_archdoc.cli._listings import Listing
from sphinxext_archdoc.rules import rules as all_rules


def codes() -> Listing:
    """List the codes of what is wrong with the reading, by name."""
    meanings = [(code, " ".join(text.split())) for code, text in sorted(code_meanings().items())]
    return Listing(
        name="codes",
        header=("code", "meaning"),
        rows=meanings,
        data=({"code": code, "meaning": meaning} for code, meaning in meanings),
    )


def rules() -> Listing:
    """List all rules by name."""
    names = ("code", "severity", "meaning")
    rows = [(code, rule.SEVERITY.value, first_line(code)) for code, rule in all_rules().items()]
    return Listing(
        name="rules",
        header=names,
        rows=rows,
        data=(dict(zip(names, row, strict=True)) for row in rows),
    )
