"""What a new decision record says of itself, and how front matter of each dialect says it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sphinxext_archdoc.editing.successors import Successor
from sphinxext_archdoc.model import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a decision that is to be written."""

    title: str
    number: int | None
    status: Status
    word: str = ""
    """Another word for the status, to be written as it is."""
    date: str
    """ISO."""
    supersedes: Sequence[Successor] = ()
    """The decisions that it takes the place of."""
    path: str = ""
    """Of its file, for links."""
    local: str = ""
    """Id as metadata write it: ``ADR-0007``."""

    @property
    def said(self) -> str:
        """The status with a capital."""
        return self.word or self.status.value.capitalize()


def _ids(draft: Draft) -> list[str]:
    return [old.padded if old.decision.number is not None else old.stem for old in draft.supersedes]


def _numbers(draft: Draft) -> list[str]:
    return [
        str(old.decision.number) if old.decision.number is not None else old.stem
        for old in draft.supersedes
    ]


def plain_keys(draft: Draft) -> list[str]:
    """Return status and date."""
    return [f"status: {_status(draft)}", f"date: {draft.date}"]


def _adrs_keys(draft: Draft) -> list[str]:
    lines = [f"number: {draft.number}", f"title: {yaml_text(draft.title)}", *plain_keys(draft)]
    if draft.supersedes:
        lines.append("links:")
    for number in _numbers(draft):
        lines += [f"  - target: {number}", "    kind: supersedes"]
    return lines


def _adrkit_keys(draft: Draft) -> list[str]:
    return [
        f"id: {draft.number}",
        f"title: {yaml_text(draft.title)}",
        *plain_keys(draft),
        "deciders: []",
        *([f"supersedes: [{', '.join(_numbers(draft))}]"] if draft.supersedes else []),
        "relatesTo: []",
    ]


def _adr_kit_keys(draft: Draft) -> list[str]:
    return [
        f"id: {draft.local}",
        f"title: {yaml_text(draft.title)}",
        *plain_keys(draft),
        "deciders: []",
        "tags: []",
        f"supersedes: [{', '.join(_ids(draft))}]",
        "superseded_by: []",
    ]


def _mkdocs_keys(draft: Draft) -> list[str]:
    date = f"date: {draft.date}"
    return [f"id: {draft.number}", f"status: {_status(draft)}", "superseded_by:", date]


def _material_keys(draft: Draft) -> list[str]:
    return ["adr:", f"  created: {draft.date}", f"  status: {_status(draft)}"]


KEYS: Mapping[str, Callable[[Draft], list[str]]] = {
    "adrs": _adrs_keys,
    "adrkit": _adrkit_keys,
    "adr-kit": _adr_kit_keys,
    "mkdocs-decision-records": _mkdocs_keys,
    "mkdocs-material-adr": _material_keys,
    "nygard-front-matter": plain_keys,
}
"""By name of the format, the lines of front matter of the dialects that write it above Nygard's
sections."""
WITH_RELATIONS = frozenset({"adrs", "adrkit", "adr-kit"})
"""Dialects whose front matter names what a record supersedes."""


def _status(draft: Draft) -> str:
    return yaml_text(draft.word) if draft.word else draft.status.value


def yaml_text(text: str) -> str:
    """Return *text* as a value of front matter, in quotes where it needs them."""
    plain = re.fullmatch(r"[^\W\d_](?:[^:#\"'\\\n]|:(?!\s)|(?<!\s)#)*(?<![\s:])", text)
    words = text.lower() in ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
    return text if plain and not words else json.dumps(text, ensure_ascii=False)
