"""The export is what its schema says, complete, and the same in every run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from .conftest import Run


@pytest.fixture
def export(run: Run, shop: Path) -> dict[str, Any]:
    outcome = run("export", "--root", shop)
    assert (outcome.status, outcome.err) == (0, "")
    exported: dict[str, Any] = json.loads(outcome.out)
    return exported


@pytest.fixture
def schema(run: Run) -> Draft202012Validator:
    text = run("export", "--schema").out
    Draft202012Validator.check_schema(json.loads(text))
    return Draft202012Validator(json.loads(text))


def test_the_export_is_valid(export: dict[str, Any], schema: Draft202012Validator) -> None:
    schema.validate(export)


def test_the_schema_knows_all_values_of_the_model(schema: Draft202012Validator) -> None:
    from sphinxext_archdoc.diagnostics import Severity
    from sphinxext_archdoc.model import ConsiderationKind, Origin, RelationKind, Status

    definitions = schema.schema["$defs"]
    assert definitions["status"]["enum"] == list(Status)
    assert definitions["origin"]["enum"] == list(Origin)
    assert definitions["relation_kind"]["enum"] == list(RelationKind)
    assert definitions["diagnostic"]["properties"]["severity"]["enum"] == list(Severity)
    kinds = definitions["consideration"]["properties"]["kind"]["enum"]
    assert kinds == list(ConsiderationKind)


def test_the_schema_allows_nothing_else(
    export: dict[str, Any], schema: Draft202012Validator
) -> None:
    for name, value in export.items():
        assert not schema.is_valid({k: v for k, v in export.items() if k != name})
        if name != "version":
            assert value, f"the example has no {name}"
            assert not schema.is_valid({**export, name: [{**value[0], "more": 1}]})


def test_packages(export: dict[str, Any]) -> None:
    assert export["packages"] == [
        {"name": ".", "path": ".", "document": None, "summary": ""},
        {
            "name": "@acme/core",
            "path": "packages/core",
            "document": "packages/core/ARCHITECTURE.md",
            "summary": "Holds prices and stock.",
        },
        {
            "name": "@acme/web",
            "path": "packages/web",
            "document": "packages/web/ARCHITECTURE.md",
            "summary": "",
        },
    ]


def test_a_decision(export: dict[str, Any]) -> None:
    decision = next(d for d in export["decisions"] if d["key"] == "@acme/core#1")
    place = {name: decision.pop(name) for name in ("path", "line", "end_line")}
    assert place["path"] == "packages/core/ARCHITECTURE.md"
    assert place["line"] < place["end_line"]
    assert decision == {
        "key": "@acme/core#1",
        "package": "@acme/core",
        "number": 1,
        "title": "Keep prices at the edge",
        "slug": "keep-prices-at-the-edge",
        "format": "architecture",
        "status": "superseded",
        "status_text": "Superseded by [ADR-2](../../docs/adr/0002-cdn.md)",
        "status_origin": "line",
        "date": None,
        "date_text": "",
        "date_origin": "none",
        "people": [],
        "tags": [],
        "relations": [
            {
                "kind": "superseded-by",
                "target": "ADR-2",
                "text": "Superseded by [ADR-2](../../docs/adr/0002-cdn.md)",
                "derived": False,
                "partial": False,
            }
        ],
        "fields": {"context": "Pages are slow.", "decision": "Cache them for a minute."},
        "review": None,
    }


def test_the_other_end_of_a_relation(export: dict[str, Any]) -> None:
    decision = next(d for d in export["decisions"] if d["key"] == "ADR-2")
    assert [(r["kind"], r["target"], r["derived"]) for r in decision["relations"]] == [
        ("supersedes", "@acme/core#1", True)
    ]
    people = [(p["role"], p["name"], p["origin"]) for p in decision["people"]]
    assert people == [("deciders", "Ana", "front matter"), ("deciders", "Björn", "front matter")]
    assert (decision["date"], decision["tags"]) == ("2024-06-30", ["web"])


def test_an_interface(export: dict[str, Any]) -> None:
    (interface,) = export["interfaces"]
    assert interface["key"] == "@acme/core#Store"
    assert (interface["kind"], interface["language"]) == ("interface", "typescript")
    assert interface["type_parameters"] == ["T"]
    assert interface["extends"] == ["Base<T>"]
    get, size = interface["members"]
    assert (get["name"], get["kind"], get["doc"]) == ("get", "method", "Returns one.")
    assert (size["name"], size["optional"], size["readonly"]) == ("size", True, True)


def test_the_other_records(export: dict[str, Any]) -> None:
    names = {
        "components": ("name", ["Ledger", "Feed"]),
        "technologies": ("name", ["TypeScript", "PostgreSQL", "typescript"]),
        "considerations": ("kind", ["performance"]),
        "references": ("url", ["https://prices.example/"]),
        "steps": ("number", [1]),
        "improvements": ("done", [False]),
    }
    for part, (name, values) in names.items():
        assert [record[name] for record in export[part]] == values
    (diagram,) = export["diagrams"]
    assert diagram["nodes"] == [{"id": "L", "label": "Ledger"}, {"id": "F", "label": "Feed"}]
    assert diagram["edges"] == [{"source": "L", "target": "F", "label": "events"}]


def test_findings(export: dict[str, Any]) -> None:
    found = [(d["code"], d["severity"], d["path"]) for d in export["diagnostics"]]
    assert found == [("unknown-relation", "warning", "docs/adr/0003-gone.md")]


def test_two_runs_print_the_same(run: Run, shop: Path) -> None:
    first = run("export", "--root", shop).out
    assert run("export", "--root", shop).out == first
    assert run("export", "--root", shop, "--no-cache").out == first
    assert str(shop) not in first


def test_a_repository_of_nothing(
    run: Run, repository: Callable[..., Path], schema: Draft202012Validator
) -> None:
    exported = json.loads(run("export", "--root", repository({})).out)
    schema.validate(exported)
    assert exported["packages"] == [{"name": ".", "path": ".", "document": None, "summary": ""}]
    assert exported["decisions"] == []


def test_no_cache_leaves_nothing_behind(run: Run, shop: Path, tmp_path: Path) -> None:
    run("export", "--root", shop, "--no-cache")
    assert not (tmp_path / "caches").exists()
    run("export", "--root", shop)
    assert (tmp_path / "caches").exists()


def test_into_a_file(run: Run, shop: Path, tmp_path: Path) -> None:
    output = tmp_path / "catalogue.json"
    output.write_text("old")
    output.chmod(0o640)
    outcome = run("export", "--root", shop, "--output", output)
    assert (outcome.status, outcome.out) == (0, "")
    assert output.read_text("utf-8") == run("export", "--root", shop).out
    assert output.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.glob("*catalogue*")) == ["catalogue.json"]


def test_a_file_that_cannot_be_written(run: Run, shop: Path, tmp_path: Path) -> None:
    outcome = run("export", "--root", shop, "--output", tmp_path / "absent" / "x.json")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("sphinx-archdoc: ")
    assert "cannot be written" in outcome.err
