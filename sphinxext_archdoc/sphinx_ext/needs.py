"""Decisions as ``needs.json``, which sphinx-needs imports (``needimport``)."""

from __future__ import annotations

import json
import re
from typing import Any

from sphinxext_archdoc import __version__
from sphinxext_archdoc.sphinx_ext.register import Register, Target


def needs_text(register: Register, project: str, version: str) -> str:
    """Return all decisions in the format of sphinx-needs, without times, for one version."""
    decisions = sorted(register.of_type("decision"), key=lambda t: (t.key, t.path, t.line))
    names = _names(decisions)
    needs = {names[id(target)]: _need(register, target, names) for target in decisions}
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


def _names(decisions: list[Target]) -> dict[int, str]:
    """Return identifiers as sphinx-needs wants them: capitals, digits and ``_``, none twice."""
    names: dict[int, str] = {}
    taken: set[str] = set()
    for target in decisions:
        name = base = "DECISION_" + re.sub(r"[^A-Z0-9]+", "_", _ascii(target.key)).strip("_")
        number = 1
        while name in taken:
            number += 1
            name = f"{base}_{number}"
        taken.add(name)
        names[id(target)] = name
    return names


def _ascii(key: str) -> str:
    return "".join(c if c.isascii() else f"U{ord(c):X}" for c in key).upper()


def _need(register: Register, target: Target, names: dict[int, str]) -> dict[str, Any]:
    facts = target.facts
    links = {names[id(r.target)] for r in register.relations(target) if r.target is not None}
    return {
        "id": names[id(target)],
        "title": target.title,
        "type": "decision",
        "type_name": "Decision",
        "status": facts.status,
        "tags": sorted(set(facts.tags)),
        "docname": target.docname,
        "lineno": target.line,
        "links": sorted(links),
        "content": "",
    }
