"""The files of ``cases`` say what texts mean; every entry is a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.model import RelationStatement
from sphinxext_archdoc.vocabulary import (
    StatusReading,
    read_date,
    read_people,
    relation_kind,
    vocabulary,
)

CASES = Path(__file__).parent / "cases"
WORDS = vocabulary(Config())


def entries(pattern: str) -> list[Any]:
    """Return the entries of the files that match, each as a parameter with its text as name."""
    return [
        pytest.param(entry, id=str(entry.get("text", entry.get("label"))) or "empty")
        for path in sorted(CASES.glob(pattern))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def described(statement: RelationStatement) -> str:
    return f"{'partially ' * statement.partial}{statement.kind} {statement.reference}"


def said(reading: StatusReading) -> dict[str, Any]:
    data = {
        "status": reading.value.value,
        "date": reading.date,
        "enumeration": reading.enumeration,
        "relations": [described(r) for r in reading.relations],
    }
    return {key: value for key, value in data.items() if value}


@pytest.mark.parametrize("entry", entries("statuses-*.yaml"))
def test_a_status_is_read(entry: dict[str, Any]) -> None:
    expected = {key: value for key, value in entry.items() if key != "text"}

    assert said(WORDS.status(entry["text"])) == expected


@pytest.mark.parametrize("entry", entries("dates.yaml"))
def test_a_date_is_read(entry: dict[str, Any]) -> None:
    assert read_date(entry["text"]) == entry["date"]


@pytest.mark.parametrize("entry", entries("people.yaml"))
def test_people_are_read(entry: dict[str, Any]) -> None:
    assert [name for name, _ in read_people(entry["text"])] == entry["people"]


@pytest.mark.parametrize("entry", entries("names.yaml"))
def test_a_label_is_understood(entry: dict[str, Any]) -> None:
    label = entry["label"]
    kind = relation_kind(label)
    found = {
        "field": WORDS.field(label),
        "role": WORDS.role(label),
        "relation": kind and f"{'partially ' * kind[1]}{kind[0]}",
    }

    assert {key: value for key, value in found.items() if value} == {
        key: value for key, value in entry.items() if key != "label"
    }
