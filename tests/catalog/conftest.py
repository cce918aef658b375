"""Catalogues made of what a test says of each decision, without any document."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from sphinxext_archdoc.catalog import Catalog, DocumentRecords, Repository, Workspace
from sphinxext_archdoc.model import (
    Component,
    Decision,
    DecisionLog,
    Declaration,
    Interface,
    Location,
    Package,
    Record,
    RelationKind,
    RelationStatement,
    Status,
    StatusValue,
    slugify,
)

Case = Mapping[str, Any]


def package_of(case: Case) -> Package:
    logs = tuple(
        DecisionLog(
            folder=log["folder"],
            qualifier=log.get("qualifier", ""),
            files=tuple(f"{log['folder']}/{name}" for name in log["files"]),
        )
        for log in case.get("logs", ())
    )
    return Package(
        name=case["name"],
        path=case.get("path", case["name"]),
        documents=tuple(case.get("documents", ())),
        logs=logs,
    )


def record_of(case: Case, line: int, workspace: Workspace) -> Record:
    path, title = case["path"], case.get("title", "")
    log = workspace.log_of(path)
    place: dict[str, Any] = {
        "package": workspace.package_of(path).name,
        "qualifier": case.get("qualifier", log.qualifier if log else ""),
        "title": title or str(case.get("local", "")),
        "location": Location(path=path, line=case.get("line", line), end_line=10_000),
    }
    if case.get("type") == "interface":
        declaration = Declaration(name=case["local"], qualified=case["local"])
        return Interface(local=case["local"], declaration=declaration, **place)
    if case.get("type") == "component":
        return Component(local=case["local"], **place)
    number = case.get("number")
    slug = slugify(title)
    numbered = slug if number is None else f"ADR-{number}" if log else str(number)
    return Decision(
        local=case.get("local", numbered),
        number=number,
        slug=slug,
        status=StatusValue(value=Status(case.get("status", "unknown"))),
        relations=tuple(statement_of(*s) for s in case.get("states", ())),
        **place,
    )


def statement_of(words: str, reference: str, label: str = "") -> RelationStatement:
    partial, kind = words.startswith("partially "), words.removeprefix("partially ")
    text = f"{words} {label}({reference})" if label else f"{words} {reference}"
    return RelationStatement(
        kind=RelationKind(kind), reference=reference, text=text, partial=partial, line=3
    )


def catalogue_of(case: Case) -> Catalog:
    packages = [package_of(p) for p in case.get("packages", [{"name": "."}])]
    workspace = Workspace(packages=tuple(packages))
    records: dict[str, list[Record]] = {}
    for line, given in enumerate(case["records"], 1):
        records.setdefault(given["path"], []).append(record_of(given, line, workspace))
    return Catalog(
        workspace=workspace,
        documents=tuple(
            DocumentRecords(
                path=path, package=workspace.package_of(path).name, records=tuple(found)
            )
            for path, found in sorted(records.items())
        ),
        repository=Repository(url=case.get("url", "https://git.example/acme/shop"), ref="main"),
    )


@pytest.fixture
def catalogue() -> Callable[[Case], Catalog]:
    """Make a catalogue of a case: ``packages`` and ``records``."""
    return catalogue_of


def cases(folder: str) -> Sequence[Any]:
    """Return the case files (TOML) of *folder* as parameters."""
    files = sorted((Path(__file__).parent / folder).glob("*.toml"))
    return [pytest.param(tomllib.loads(f.read_text("utf-8")), id=f.stem) for f in files]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test with an argument ``<folder>_case`` for each case file of that folder."""
    for name in ("keys_case", "relations_case"):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, cases(name.removesuffix("_case")))
