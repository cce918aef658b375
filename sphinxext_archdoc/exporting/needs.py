"""Decisions as ``needs.json``, which sphinx-needs imports (``needimport``).

Source: https://sphinx-needs.readthedocs.io/en/latest/builders.html#format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sphinxext_archdoc import __version__


class Need(NamedTuple):
    """What is said of a decision."""

    key: str
    title: str
    status: str
    tags: tuple[str, ...]
    docname: str
    line: int
    links: tuple[int, ...]
    """The decisions that it is related to, by their places among all."""


def needs_text(decisions: Sequence[Need], project: str, version: str) -> str:
    """Return *decisions* in the format of sphinx-needs, without times, for one version."""
    names = _names(need.key for need in decisions)
    needs = {name: _need(need, name, names) for need, name in zip(decisions, names, strict=True)}
    data = {
        "current_version": version,
        "project": project,
        "versions": {
            version: {
                "creator": {"program": "sphinxext-archdoc", "version": __version__},
                "needs": needs,
                "needs_amount": len(needs),
            }
        },
    }
    return json.dumps(data, indent=1, sort_keys=True) + "\n"


def _names(keys: Iterable[str]) -> list[str]:
    """Return identifiers as sphinx-needs wants them: capitals, digits and ``_``, none twice."""
    names: dict[str, None] = {}
    for key in keys:
        name = base = "DECISION_" + re.sub(r"[^A-Z0-9]+", "_", _ascii(key)).strip("_")
        number = 1
        while name in names:
            number += 1
            name = f"{base}_{number}"
        names[name] = None
    return list(names)


def _ascii(key: str) -> str:
    return "".join(c if c.isascii() else f"U{ord(c):X}" for c in key).upper()


def _need(need: Need, name: str, names: Sequence[str]) -> dict[str, Any]:
    return {
        "id": name,
        "title": need.title,
        "type": "decision",
        "type_name": "Decision",
        "status": need.status,
        "tags": sorted(set(need.tags)),
        "docname": need.docname,
        "lineno": need.line,
        "links": sorted({names[place] for place in need.links}),
        "content": "",
    }
