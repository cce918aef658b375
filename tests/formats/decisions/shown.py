"""What a text gives as a decision record, as plain data that can be written down beside it."""

from __future__ import annotations

from typing import Any

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.formats import ReadContext, read_document
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.model import Decision

FOLDER = "docs/adr"


def shown(name: str, text: str, config: Config | None = None) -> list[dict[str, Any]]:
    """Return the records that the file *name* of a decision log with that *text* gives."""
    path = f"{FOLDER}/{name.partition('/')[2] or name}"
    context = ReadContext(package="shop", config=config or Config())
    found = read_document(parse(path, text), context, "decision")
    if found is None:
        return []
    records = [_record(r) for r in found.records if isinstance(r, Decision)]
    if records and found.diagnostics:
        records[-1]["diagnostics"] = [_diagnostic(d) for d in found.diagnostics]
    return records


def _record(decision: Decision) -> dict[str, Any]:
    status, date = decision.status, decision.date
    data = {
        "format": decision.format,
        "local": decision.local,
        "number": decision.number,
        "title": decision.title,
        "lines": f"{decision.location.line}-{decision.location.end_line}",
        "status": f"{status.value} ({status.origin}, {status.line}) {status.text}".rstrip(),
        "date": f"{date.value} ({date.origin}, {date.line}) {date.text}".rstrip(),
        "people": [f"{p.role}: {p.name} ({p.origin})" for p in decision.people],
        "tags": list(decision.tags),
        "relations": [
            f"{'partially ' * r.partial}{r.kind} {r.reference} ({r.line}) {r.text}"
            for r in decision.relations
        ],
        "fields": [f"{f.name} ({f.line}) {f.label}: {f.text}" for f in decision.fields],
    }
    return {key: value for key, value in data.items() if value not in ([], None)}


def _diagnostic(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.line} {diagnostic.code}: {diagnostic.message}"
