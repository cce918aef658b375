"""Relations lead to the decisions that are meant, are known at both ends, and are checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.catalog import (
    Catalog,
    KeyIndex,
    RecordEntry,
    Repository,
    ResolvedRelation,
    Workspace,
    key_of,
    resolve_relations,
)
from sphinxext_archdoc.model import (
    Decision,
    DecisionLog,
    Location,
    Package,
    RelationKind,
    RelationStatement,
)

Make = Callable[[Any], Catalog]


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def shown(relation: ResolvedRelation[RecordEntry]) -> str:
    target = key_of(relation.target) if relation.target else "?"
    marks = [name for name in ("derived", "partial") if getattr(relation, name)]
    return f"{key_of(relation.source)} {relation.kind} {target}" + (
        f" ({', '.join(marks)})" if marks else ""
    )


def test_relations(catalogue: Make, relations_case: dict[str, Any]) -> None:
    found = [shown(relation) for relation in catalogue(relations_case).relations]
    assert found == lines(relations_case["expect"]["relations"])


def test_contradictions(catalogue: Make, relations_case: dict[str, Any]) -> None:
    found = [
        f"{d.path}:{d.line} {d.severity} {d.code}: {d.message}"
        for d in catalogue(relations_case).diagnostics
    ]
    assert found == lines(relations_case["expect"].get("diagnostics", ""))


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://git.example/acme/shop/blob/release/1.0/a/b.md", "a/b.md"),
        ("https://git.example/acme/shop/tree/main/a", "a"),
        ("https://git.example/acme/shop/src/branch/main/a.md", "a.md"),
        ("https://git.example/acme/shop/-/blob/main/a.md?plain=1#L3", "a.md?plain=1#L3"),
        ("https://GIT.example/acme/shop/blob/main/a.md", "a.md"),
        ("https://git.example/acme/shopping/blob/main/a.md", None),
        ("https://git.example/acme/shop/issues/7", None),
        ("https://git.example/acme/shop/blob/main", None),
        ("https://git.example/acme/shop", None),
    ],
)
def test_addresses_of_the_repository(url: str, path: str | None) -> None:
    repository = Repository(url="https://git.example/acme/shop.git", ref="release/1.0")
    assert repository.path_of(url) == path


def test_without_an_address_no_url_is_a_path() -> None:
    assert Repository().path_of("https://git.example/acme/shop/blob/main/a.md") is None


KINDS = st.sampled_from(RelationKind)


@st.composite
def related(draw: st.DrawFn) -> tuple[Workspace, list[RecordEntry]]:
    count = draw(st.integers(1, 6))
    files = tuple(f"adr/{n:04}-x.md" for n in range(count))
    log = DecisionLog(folder="adr", files=files)
    statements = st.lists(st.tuples(KINDS, st.integers(0, count), st.booleans()), max_size=4)
    decisions = [
        Decision(
            package=".",
            local=f"ADR-{number}",
            title="x",
            number=number,
            location=Location(path=path, line=1, end_line=9),
            relations=tuple(
                RelationStatement(kind=k, reference=f"ADR-{n}", text=f"{k} {n}", partial=p)
                for k, n, p in draw(statements)
            ),
        )
        for number, path in enumerate(files)
    ]
    workspace = Workspace(packages=(Package(name=".", path=".", logs=(log,)),))
    return workspace, [RecordEntry(d) for d in decisions]


@given(KINDS)
def test_the_inverse_of_the_inverse_is_the_kind_itself(kind: RelationKind) -> None:
    assert kind.inverse.inverse is kind


@given(related())
def test_each_relation_is_known_at_both_ends_once(
    given: tuple[Workspace, list[RecordEntry]],
) -> None:
    workspace, decisions = given
    relations = list(resolve_relations(decisions, KeyIndex(decisions, workspace)))
    edges = [
        (key_of(r.source), r.kind, key_of(r.target)) for r in relations if r.target is not None
    ]
    assert len(set(edges)) == len(edges)
    for source, kind, target in edges:
        if source != target:
            assert (target, kind.inverse, source) in edges


@given(related())
def test_every_statement_is_kept_and_every_derived_one_is_stated(
    given: tuple[Workspace, list[RecordEntry]],
) -> None:
    workspace, decisions = given
    relations = resolve_relations(decisions, KeyIndex(decisions, workspace))
    stated = [(r.source, r.kind, r.target) for r in relations if not r.derived]
    for decision in decisions:
        kinds = {statement.kind for statement in decision.relations}
        assert {kind for source, kind, _ in stated if source is decision} == kinds
    for relation in relations:
        if relation.derived:
            assert (relation.target, relation.kind.inverse, relation.source) in stated
