"""``list --explain``: how each file was read, and where each value stands."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sphinxext_archdoc.catalog import (
    Catalog,
    DocumentRecords,
    RecordEntry,
    ResolvedRelation,
    key_of,
)
from sphinxext_archdoc.cli._selection import Selection
from sphinxext_archdoc.model import Decision, Origin, Record

Data = dict[str, Any]


def explained(catalog: Catalog, selection: Selection, *, as_json: bool) -> str:
    """Return the explanation of all files, or of those with decisions that are asked for."""
    files = list(_files(catalog, selection))
    if as_json:
        lines = ",\n ".join(json.dumps(file, ensure_ascii=False) for file in files)
        return f"[{lines}]\n"
    if not files:
        return "No files.\n"
    return "\n".join(line for file in files for line in _lines(file)) + "\n"


def _files(catalog: Catalog, selection: Selection) -> Iterator[Data]:
    chosen: defaultdict[str, list[Data]] = defaultdict(list)
    for entry in catalog.relations.decisions:
        if selection.has(entry.record):
            chosen[entry.path].append(_decision(entry.record, catalog.relations.of(entry)))
    for document in catalog.documents:
        decisions = chosen.get(document.path, [])
        if decisions or not selection:
            yield _file(catalog, document, decisions)


def _file(catalog: Catalog, document: DocumentRecords, decisions: Sequence[Data]) -> Data:
    counts = Counter(record.object_type for record in document.records)
    return {
        "path": document.path,
        "package": document.package,
        "kind": "decision log" if catalog.workspace.log_of(document.path) else "document",
        "format": document.format,
        "template": document.template,
        "refusal": document.refusal,
        "records": dict(sorted(counts.items())),
        "decisions": list(decisions),
    }


def _decision(decision: Record, relations: Sequence[ResolvedRelation[RecordEntry]]) -> Data:
    assert isinstance(decision, Decision)
    status, date = decision.status, decision.date
    values = [_value("status", status.value.value, status.text, status.origin, status.line)]
    if date.text or date.value:
        values.append(_value("date", date.value or "", date.text, date.origin, date.line))
    values += [_value(p.role, p.name, p.text, p.origin) for p in decision.people]
    values += map(_relation, relations)
    return {
        "key": decision.key,
        "line": decision.location.line,
        "title": decision.title,
        "format": decision.format,
        "values": values,
        "fields": {field.name: field.line for field in decision.fields},
    }


def _relation(relation: ResolvedRelation[RecordEntry]) -> Data:
    name = f"{'partially ' * relation.partial}{relation.kind.value}"
    target = key_of(relation.target) if relation.target else ""
    if relation.derived and relation.target:
        place = f"{relation.target.path}:{relation.line}"
        return _value(name, target, relation.text, None) | {"origin": place}
    return _value(name, target, relation.text, None, relation.line)


def _value(name: str, value: str, text: str, origin: Origin | None, line: int = 0) -> Data:
    return {
        "name": name,
        "value": value,
        "text": text,
        "origin": origin.value if origin else "",
        "line": line,
    }


def _lines(file: Data) -> Iterator[str]:
    read = file["format"] or file["refusal"] or "no format"
    template = f", template {file['template']}" if file["template"] else ""
    found = ", ".join(_counted(name, n) for name, n in file["records"].items()) or "no records"
    yield f"{file['path']}: {file['kind']} of {file['package']}, {read}{template}: {found}"
    for decision in file["decisions"]:
        place = f"line {decision['line']}, {decision['format']}"
        yield f"  {decision['key']} ({place}): {decision['title']}"
        for value in decision["values"]:
            yield f"    {value['name']}: {value['value'] or 'not found'}{_where(value)}"
        if decision["fields"]:
            yield f"    fields: {_joined(decision['fields'].items())}"


def _counted(name: str, count: int) -> str:
    if count == 1:
        return f"1 {name}"
    return f"{count} {name[:-1]}ies" if name.endswith("y") else f"{count} {name}s"


def _where(value: Data) -> str:
    text = " ".join(value["text"].split())
    places = [f"from {text!r}"] if text and text != value["value"] else []
    places += [value["origin"]] if value["origin"] else []
    places += [f"line {value['line']}"] if value["line"] else []
    return f" ({', '.join(places)})" if places else ""


def _joined(fields: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} (line {line})" for name, line in fields)
