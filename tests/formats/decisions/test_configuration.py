"""Names and words of the configuration are read beside those that ship with the extension."""

from __future__ import annotations

from sphinxext_archdoc.config import Config

from .shown import shown

TEXT = """\
# 7. Cache at the edge

* Zustand: in force
* Keeper: Ana

## Forces

x

## Verdict

y
"""


def test_aliases_are_read() -> None:
    config = Config(
        field_aliases={
            "status": ("Zustand",),
            "deciders": ("Keeper",),
            "decision": ("Verdict",),
        },
        status_aliases={"rejected": ("in force",)},
    )

    (record,) = shown("any/0007-x.md", TEXT, config)

    assert record["status"] == "rejected (bullet, 3) in force"
    assert record["people"] == ["deciders: Ana (bullet)"]
    assert [field.split(" ")[0] for field in record["fields"]] == ["context", "decision"]


def test_without_aliases_unknown_names_stay_unknown() -> None:
    (record,) = shown("any/0007-x.md", TEXT)

    assert record["status"] == "unknown (none, 0)"
    assert "people" not in record
    assert [field.split(" ")[0] for field in record["fields"]] == ["context", "verdict"]
