"""The catalogue as plain data: what ``export.schema.json`` describes.

Paths are POSIX and relative to the root, everything is in path order, and nothing depends
on the machine or the day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sphinxext_archdoc.catalog.catalogue import Catalog
from sphinxext_archdoc.catalog.names import RecordEntry, key_of
from sphinxext_archdoc.catalog.records import own_document
from sphinxext_archdoc.catalog.relations import ResolvedRelation
from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.model import (
    Component,
    Consideration,
    Decision,
    Diagram,
    Improvement,
    Interface,
    Member,
    Record,
    Reference,
    Step,
    Technology,
)

VERSION = 1
"""Version of the format: goes up when something that was there means something else."""

Data = dict[str, Any]


def export(catalog: Catalog) -> Iterator[tuple[str, int | Iterable[Data]]]:
    """Yield the parts of the export, in order: the version, then lists of objects by name."""
    yield "version", VERSION
    yield "packages", package_data(catalog)
    yield "decisions", (decision_data(catalog, e) for e in catalog.relations.decisions)
    for name, record_type in PARTS.items():
        yield name, map(record_data, catalog.records(record_type))
    yield "diagnostics", map(_diagnostic, catalog.diagnostics)


def json_lines(parts: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """Yield a JSON object of *parts*, each item of a list on a line of its own."""
    separator = "{"
    for name, value in parts:
        yield f"{separator}{json.dumps(name)}: "
        yield json.dumps(value) if isinstance(value, int) else _json_list(value)
        separator = ",\n "
    yield "}\n"


def _json_list(items: Iterable[Any]) -> str:
    lines = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n  {lines}]" if lines else "[]"


PARTS: Mapping[str, type[Record]] = {
    "interfaces": Interface,
    "components": Component,
    "diagrams": Diagram,
    "steps": Step,
    "technologies": Technology,
    "considerations": Consideration,
    "improvements": Improvement,
    "references": Reference,
}
"""The lists of records other than decisions, which have relations too."""


def package_data(catalog: Catalog) -> Iterator[Data]:
    """Yield each package as plain data."""
    summaries = {document.path: document.summary for document in catalog.documents}
    for package in catalog.workspace.packages:
        document = own_document(package)
        yield {
            "name": package.name,
            "path": package.path,
            "document": document,
            "summary": summaries.get(document or "", "") or package.description,
        }


def record_data(record: Record) -> Data:
    """Return a record of one of :data:`PARTS` as plain data."""
    place = {
        "key": record.key,
        "package": record.package,
        "path": record.location.path,
        "line": record.location.line,
    }
    return place | _DESCRIBE[type(record)](record)


def decision_data(catalog: Catalog, entry: RecordEntry) -> Data:
    """Return a decision, which is an entry of the catalogue's relations, as plain data."""
    decision = entry.record
    assert isinstance(decision, Decision)
    relations = [_relation(relation) for relation in catalog.relations.of(entry)]
    return {
        "key": decision.key,
        "package": decision.package,
        "number": decision.number,
        "title": decision.title,
        "slug": decision.slug,
        "path": decision.location.path,
        "line": decision.location.line,
        "end_line": decision.location.end_line,
        "format": decision.format,
        "status": decision.status.value.value,
        "status_text": decision.status.text,
        "status_origin": decision.status.origin.value,
        "date": decision.date.value,
        "date_text": decision.date.text,
        "date_origin": decision.date.origin.value,
        "people": [
            {"role": p.role, "name": p.name, "text": p.text, "origin": p.origin.value}
            for p in decision.people
        ],
        "tags": list(decision.tags),
        "relations": relations,
        "fields": _fields(decision),
        "review": decision.review or None,
    }


def _fields(decision: Decision) -> dict[str, str]:
    """Return the fields by name; what has one name is joined as paragraphs."""
    fields: dict[str, list[str]] = {}
    for field in decision.fields:
        fields.setdefault(field.name, []).append(field.text)
    return {name: "\n\n".join(texts) for name, texts in fields.items()}


def _relation(relation: ResolvedRelation[RecordEntry]) -> Data:
    return {
        "kind": relation.kind.value,
        "target": None if relation.target is None else key_of(relation.target),
        "text": relation.text,
        "derived": relation.derived,
        "partial": relation.partial,
    }


def _interface(interface: Interface) -> Data:
    declaration = interface.declaration
    return {
        "name": declaration.qualified,
        "kind": declaration.kind,
        "language": interface.language,
        "type_parameters": list(declaration.type_parameters),
        "extends": list(declaration.extends),
        "members": [_member(member) for member in declaration.members],
    }


def _member(member: Member) -> Data:
    return {
        "name": member.name,
        "kind": member.kind,
        "signature": member.signature,
        "optional": member.optional,
        "readonly": member.readonly,
        "doc": member.doc,
    }


def _component(component: Component) -> Data:
    return {"name": component.title, "description": component.description}


def _diagram(diagram: Diagram) -> Data:
    return {
        "title": diagram.title,
        "language": diagram.language,
        "kind": diagram.kind,
        "source": diagram.source,
        "nodes": [{"id": name, "label": label} for name, label in diagram.nodes.items()],
        "edges": [
            {"source": edge.source, "target": edge.target, "label": edge.label}
            for edge in diagram.edges
        ],
    }


def _step(step: Step) -> Data:
    return {"number": step.number, "title": step.title, "description": step.description}


def _technology(technology: Technology) -> Data:
    return {"category": technology.category, "name": technology.title}


def _consideration(consideration: Consideration) -> Data:
    kind = consideration.kind.value
    return {"kind": kind, "title": consideration.title, "text": consideration.text}


def _improvement(improvement: Improvement) -> Data:
    return {"title": improvement.title, "text": improvement.text, "done": improvement.done}


def _reference(reference: Reference) -> Data:
    return {"title": reference.title, "text": reference.text, "url": reference.url}


def _diagnostic(diagnostic: Diagnostic) -> Data:
    return {
        "code": diagnostic.code.value,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "path": diagnostic.path,
        "line": diagnostic.line,
    }


_DESCRIBE: Mapping[type[Record], Callable[[Any], Data]] = {
    Interface: _interface,
    Component: _component,
    Diagram: _diagram,
    Step: _step,
    Technology: _technology,
    Consideration: _consideration,
    Improvement: _improvement,
    Reference: _reference,
}
