"""Decisions as JSON-ADR, version 1, which ``adrs`` writes and imports.

It knows decisions by their numbers alone, and each has a whole date; so what it can hold is
one log whose records have both.

Source: https://github.com/joshrotenberg/adrs, ``schema/json-adr/v1.json``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sphinxext_archdoc import __version__
from sphinxext_archdoc.exporting.decisions import Exported
from sphinxext_archdoc.model import Decision, Status

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PEOPLE = {"deciders": "deciders", "consulted": "consulted", "informed": "informed"}
_ITEM = re.compile(r"^(?:[-*+]|\d{1,9}[.)])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdable:
    """What JSON-ADR can hold of some decisions, and what it cannot."""

    decisions: Sequence[Exported]
    left_out: Sequence[Decision]
    """Those without a number or a whole date."""
    twice: Sequence[int]
    """Numbers that several of the others have."""


def holdable(decisions: Iterable[Exported]) -> Holdable:
    """Return which of *decisions* JSON-ADR can hold."""
    kept: list[Exported] = []
    left_out: list[Decision] = []
    for item in decisions:
        decision = item.decision
        is_whole = bool((decision.number or 0) > 0 and _DATE.fullmatch(decision.date.value or ""))
        kept += [item] if is_whole else []
        left_out += [] if is_whole else [decision]
    counts = Counter(item.decision.number or 0 for item in kept)
    twice = sorted(number for number, count in counts.items() if count > 1)
    kept.sort(key=lambda item: item.decision.number or 0)
    return Holdable(decisions=kept, left_out=left_out, twice=twice)


def json_adr_text(decisions: Sequence[Exported], repository: str) -> str:
    """Return *decisions*, which JSON-ADR can hold, as an export of the repository so called."""
    numbers = {id(item.decision) for item in decisions}
    data = {
        "version": "1.0.0",
        "tool": {"name": "sphinxext-archdoc", "version": __version__},
        "repository": {"name": repository},
        "adrs": [_adr(item, numbers) for item in decisions],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _adr(item: Exported, known: set[int]) -> dict[str, Any]:
    decision = item.decision
    status = decision.status
    data: dict[str, Any] = {
        "number": decision.number,
        "title": decision.title or decision.key,
        "status": status.text if status.value is Status.UNKNOWN else status.value.value,
        "date": decision.date.value,
    }
    for role, name in _PEOPLE.items():
        data[name] = [person.name for person in decision.people if person.role == role]
    data["tags"] = list(decision.tags)
    data |= _fields(decision)
    data["links"] = [
        {"type": relation.kind.value, "target": other.number}
        for relation, other in item.related()
        if id(other) in known
    ]
    data["path"] = item.path
    return {name: value for name, value in data.items() if value not in ([], {})}


def _fields(decision: Decision) -> dict[str, Any]:
    """Return the fields under the names of JSON-ADR, all others as sections of their own."""
    data: dict[str, Any] = {"custom_sections": {}}
    for field in decision.fields:
        text = field.text.strip()
        if field.name in ("context", "decision", "confirmation"):
            data[field.name] = f"{data[field.name]}\n\n{text}" if field.name in data else text
        elif field.name == "consequences":
            data.setdefault("consequences", []).extend(_items(text))
        elif field.name == "drivers":
            data.setdefault("decision_drivers", []).extend(_items(text))
        elif text:
            own, label = data["custom_sections"], field.label or field.name
            own[label] = f"{own[label]}\n\n{text}" if label in own else text
    return data


def _items(text: str) -> list[str]:
    """Return the items of a list, each on one line or more; of another text its paragraphs."""
    items: list[list[str]] = []
    begins = True
    for line in text.splitlines():
        if _ITEM.match(line):
            items.append([_ITEM.sub("", line)])
        elif begins and line.strip() and not line[0].isspace():
            items.append([line])
        elif line.strip() and items:
            items[-1].append(line.strip())
        begins = not line.strip()
    return ["\n".join(lines) for lines in items]
