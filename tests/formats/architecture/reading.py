"""Reads a document the way a loader does, and shows what came out as plain data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sphinxext_archdoc.catalog import DocumentRecords
from sphinxext_archdoc.config import Config, Settings
from sphinxext_archdoc.formats import ReadContext, architecture
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.model import Declaration, Record, SectionState, Template
from sphinxext_archdoc.templates.reading import configured_templates

DECLARED = re.compile(r"^(interface|class) (\w+)", re.MULTILINE)


def declarations(language: str, text: str) -> Sequence[Declaration]:
    """Return what TypeScript declares, each on one line."""
    if language != "typescript":
        return ()
    return [
        Declaration(name=m[2], qualified=m[2], kind=m[1], line=line, end_line=line)
        for m in DECLARED.finditer(text)
        if (line := text.count("\n", 0, m.start()) + 1)
    ]


def context(
    config: Config | None = None, templates: Sequence[Template] | None = None
) -> ReadContext:
    """Return a context with the shipped template for the package ``pkg``."""
    config = config or Config()
    if templates is None:
        templates, _ = configured_templates(Settings(config=config, root=Path()))
    return ReadContext(
        package="pkg", config=config, templates=tuple(templates), declarations=declarations
    )


def read(
    text: str,
    path: str = "pkg/ARCHITECTURE.md",
    *,
    config: Config | None = None,
    templates: Sequence[Template] | None = None,
) -> DocumentRecords:
    """Read *text* as the document of the package ``pkg``."""
    return architecture.read(parse(path, text), context(config, templates))


def shown(found: DocumentRecords) -> dict[str, Any]:
    """Return what was read as plain data, without what is always the same."""
    return {
        "title": found.title,
        "summary": found.summary,
        "records": [_record(record) for record in found.records],
        "sections": {
            s.name: " ".join([s.state, str(s.line), *(f"[{n}]" for n in s.placeholders)])
            for s in found.sections
            if s.state is not SectionState.MISSING
        },
        "diagnostics": [f"{d.line}: {d.code} {d.message}" for d in found.diagnostics],
    }


def _record(record: Record) -> dict[str, Any]:
    place = record.location
    names = {f.name for f in fields(Record)} | {"source", "format", "slug"}
    return {
        "record": f"{record.object_type} {record.local}",
        "title": record.title,
        "lines": f"{place.line}-{place.end_line}",
        **_plain(record, names),
    }


def _plain(value: Any, without: set[str] = frozenset()) -> Any:  # type: ignore[assignment]
    if is_dataclass(value):
        pairs = ((f, getattr(value, f.name)) for f in fields(value) if f.name not in without)
        return {f.name: _plain(x) for f, x in pairs if x != f.default and not _is_default(f, x)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value


def _is_default(field: Any, value: Any) -> bool:
    return field.default_factory is not MISSING and value == field.default_factory()
