"""Records that directives define, asked for without a document around them."""

from __future__ import annotations

import pytest

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.formats._directives import DirectiveSource, record_from_directive
from sphinxext_archdoc.formats._document_blocks import DEFINING_DIRECTIVES
from sphinxext_archdoc.model import (
    Component,
    Decision,
    Improvement,
    Interface,
    Location,
    Origin,
    Record,
    RelationKind,
    Status,
    Technology,
)

from .reading import context


def define(
    name: str, title: str, body: str = "Text.", path: str = "docs/page.md", /, **options: str
) -> tuple[Record | None, list[Code]]:
    source = DirectiveSource(
        name=name,
        title=title,
        options={k.replace("_", "-"): v for k, v in options.items()},
        body=body,
        path=path,
        is_restructuredtext=path.endswith(".rst"),
        line=10,
        end_line=20,
        body_line=13,
    )
    defined = record_from_directive(source, context())
    wrong = [d for d in defined.diagnostics if d.code is Code.DIRECTIVE_OPTION]
    assert all(d.path == path and d.line == 10 for d in wrong)
    return defined.record, [d.code for d in defined.diagnostics]


def decision(
    title: str, body: str = "Text.", path: str = "docs/page.md", **options: str
) -> Decision:
    record, codes = define("architecture-decision", title, body, path, **options)
    assert isinstance(record, Decision)
    assert codes == []
    return record


FIELDS = {
    "docs/page.md": [
        "**Context**: Rain.\n\n**Decision**: Slate.",
        ":Context: Rain.\n:Decision: Slate.",
        "## Context\n\nRain.\n\n## Decision\n\nSlate.",
        "- **Context:** Rain.\n- **Decision:** Slate.",
        "| **Context** | Rain. |\n|---|---|\n| **Decision** | Slate. |",
    ],
    "docs/page.rst": [
        "**Context**: Rain.\n\n**Decision**: Slate.",
        ":Context: Rain.\n:Decision: Slate.",
        "Context\n-------\n\nRain.\n\nDecision\n--------\n\nSlate.",
    ],
}


@pytest.mark.parametrize(("path", "body"), [(p, b) for p, bodies in FIELDS.items() for b in bodies])
def test_fields_of_a_decision(path: str, body: str) -> None:
    found = decision("Roof", body, path)
    assert [(f.name, f.label, f.text) for f in found.fields] == [
        ("context", "Context", "Rain."),
        ("decision", "Decision", "Slate."),
    ]
    assert [f.line for f in found.fields] == sorted(f.line for f in found.fields)
    assert all(13 <= f.line < 13 + body.count("\n") + 1 for f in found.fields)


@pytest.mark.parametrize("path", FIELDS)
def test_fields_of_a_list_hold_blocks(path: str) -> None:
    body = "Intro.\n\n:Context: Rain\n  and wind.\n\n  - Hail.\n:Rationale:\n:Decision: Slate."
    assert [(f.name, f.text, f.line) for f in decision("Roof", body, path).fields] == [
        ("summary", "Intro.", 13),
        ("context", "Rain\nand wind.\n- Hail.", 15),
        ("decision", "Slate.", 20),
    ]


def test_place_of_a_decision() -> None:
    assert decision("Roof").location == Location(path="docs/page.md", line=10, end_line=20)
    assert decision("Roof").package == "pkg"
    assert decision("Roof", package="other").package == "other"


@pytest.mark.parametrize(
    ("title", "identifier", "local", "number"),
    [
        ("Roof", None, "roof", None),
        ("Roof", "2", "2", 2),
        ("Roof", "002", "2", 2),
        ("Roof", "ADR-0012", "ADR-12", 12),
        ("Roof", "adr-7", "ADR-7", 7),
        ("Roof", "slate-roof", "slate-roof", None),
        ("Decision 3: Roof", None, "3", 3),
        ("ADR-004: Roof", "5", "5", 5),
    ],
)
def test_key_of_a_decision(
    title: str, identifier: str | None, local: str, number: int | None
) -> None:
    options = {} if identifier is None else {"id": identifier}
    found = decision(title, **options)
    assert (found.local, found.number, found.title) == (local, number, "Roof")


def test_values_of_a_decision() -> None:
    found = decision(
        "Roof",
        status="accepted",
        date="2024-05-11",
        deciders="Ana, Björn",
        consulted="Chen",
        tags="roof, rain",
        supersedes="pkg#1, ADR-7",
        amended_by="[Wall](wall.md)",
    )
    assert (found.status.value, found.status.origin) == (Status.ACCEPTED, Origin.OPTION)
    assert (found.date.value, found.date.origin) == ("2024-05-11", Origin.OPTION)
    assert [(p.role, p.name) for p in found.people] == [
        ("deciders", "Ana"),
        ("deciders", "Björn"),
        ("consulted", "Chen"),
    ]
    assert found.tags == ("roof", "rain")
    assert [(r.kind, r.reference) for r in found.relations] == [
        (RelationKind.SUPERSEDES, "pkg#1"),
        (RelationKind.SUPERSEDES, "ADR-7"),
        (RelationKind.AMENDED_BY, "wall.md"),
    ]


@pytest.mark.parametrize("kind", RelationKind)
def test_every_relation_is_an_option(kind: RelationKind) -> None:
    found = decision("Roof", **{kind.value.replace("-", "_"): "pkg#1"})
    assert [(r.kind, r.reference) for r in found.relations] == [(kind, "pkg#1")]


def test_options_win_over_the_body() -> None:
    record, codes = define("architecture-decision", "Roof", "**Status**: rejected", status="draft")
    assert isinstance(record, Decision)
    assert record.status.value is Status.DRAFT
    assert Code.DIRECTIVE_OPTION not in codes


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("status", "perhaps"),
        ("date", "2025-13-40"),
        ("id", "two words"),
        ("id", ""),
        ("supersedes", "nothing that is known"),
        ("colour", "blue"),
    ],
)
def test_wrong_option_of_a_decision_costs_one_diagnostic(option: str, value: str) -> None:
    record, codes = define("architecture-decision", "Roof", tags="rain", **{option: value})
    assert isinstance(record, Decision)
    assert codes == [Code.DIRECTIVE_OPTION]
    assert (record.local, record.tags) == ("roof", ("rain",))


def test_decision_that_nobody_has_written() -> None:
    assert define("architecture-decision", "[Title]", "[Describe it.]") == (None, [])


def test_interface() -> None:
    body = "Keeps.\n\n```typescript\ninterface Wall {}\ninterface Roof {}\n```"
    record, codes = define("interface", "Roof", body)
    assert isinstance(record, Interface)
    assert (record.local, record.language, record.declaration.line) == ("Roof", "typescript", 2)
    assert codes == []


def test_interface_of_bare_code() -> None:
    record, codes = define("interface", "Roof", "interface Roof {}", language="typescript")
    assert isinstance(record, Interface)
    assert (record.declaration.kind, record.declaration.line, codes) == ("interface", 1, [])


def test_interface_that_no_code_declares() -> None:
    record, _ = define("interface", "Roof and wall", "Described in words.")
    assert isinstance(record, Interface)
    assert (record.local, record.title) == ("roof-and-wall", "Roof and wall")
    assert record.declaration.qualified == "Roof and wall"


def test_component() -> None:
    record, codes = define("component", "**Roof**", "Keeps [rain](rain.md) out.")
    assert isinstance(record, Component)
    assert (record.local, record.title) == ("Roof", "Roof")
    assert record.description == "Keeps [rain](rain.md) out."
    assert codes == []


def test_technology() -> None:
    record, codes = define("technology", "Slate", category="Tiles")
    assert isinstance(record, Technology)
    assert (record.title, record.category, codes) == ("Slate", "Tiles", [])


@pytest.mark.parametrize(("value", "done"), [("", True), ("yes", True), ("false", False)])
def test_improvement(value: str, done: bool) -> None:
    record, codes = define("improvement", "Mend it", done=value)
    assert isinstance(record, Improvement)
    assert (record.local, record.done, record.text, codes) == ("mend-it", done, "Text.", [])


@pytest.mark.parametrize("name", sorted(DEFINING_DIRECTIVES))
def test_every_directive_tells_of_options_that_it_does_not_have(name: str) -> None:
    record, codes = define(name, "Roof", colour="blue", name="x", **{"class": "y"})
    assert record is not None
    assert codes == [Code.DIRECTIVE_OPTION]


@pytest.mark.parametrize("name", sorted(DEFINING_DIRECTIVES - {"interface"}))
def test_placeholders_define_nothing(name: str) -> None:
    assert define(name, "[Title]", "[Describe it.]") == (None, [])
