"""Records are found by every name that people give them, and only by those."""

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
    Workspace,
    duplicate_diagnostics,
    key_of,
)
from sphinxext_archdoc.model import Decision, Location, Package, slugify

Make = Callable[[Any], Catalog]


def test_references(catalogue: Make, keys_case: dict[str, Any]) -> None:
    keys = catalogue(keys_case).keys
    for ask in keys_case["ask"]:
        where = {name: ask[name] for name in ("package", "path") if name in ask}
        kind = ask.get("type", "decision")
        if "member" in ask:
            found, member = keys.lookup_member(ask["reference"], object_type=kind, **where)
            assert member == ask["member"], ask
        else:
            found = keys.lookup(ask["reference"], object_type=kind, **where)
        assert [key_of(entry) for entry in found] == ask["means"], ask
        if "at" in ask:
            assert [f"{entry.path}:{entry.line}" for entry in found] == ask["at"], ask


def test_duplicates(catalogue: Make, keys_case: dict[str, Any]) -> None:
    found = duplicate_diagnostics(catalogue(keys_case).keys)
    reported = [f"{d.path}:{d.line} {d.message}" for d in found]
    assert reported == keys_case.get("duplicates", [])


def test_a_reference_of_dots_ends(catalogue: Make) -> None:
    keys = catalogue({"records": []}).keys
    assert keys.lookup_member("." * 100_000, object_type="interface") == ((), "")
    assert len(keys._memory) < 10


@pytest.mark.parametrize(
    ("reference", "package", "nearest"),
    [
        ("core#Sotre", ".", ["core#store"]),
        ("stroe", "core", ["core#store"]),
        ("cor#store", ".", ["core#store"]),
        ("core#zzz", ".", []),
    ],
)
def test_nearest(catalogue: Make, reference: str, package: str, nearest: list[str]) -> None:
    case = {
        "packages": [{"name": "."}, {"name": "core"}, {"name": "web"}],
        "records": [
            {"path": "core/ARCHITECTURE.md", "title": "Store"},
            {"path": "web/ARCHITECTURE.md", "title": "Pages"},
        ],
    }
    keys = catalogue(case).keys
    assert list(keys.nearest(reference, object_type="decision", package=package)) == nearest


NAMES = st.text(st.sampled_from("abC-1é "), min_size=1, max_size=6).filter(slugify)


@st.composite
def entries(draw: st.DrawFn) -> tuple[Workspace, list[RecordEntry]]:
    packages = [Package(name=".", path=".")]
    packages += [
        Package(name=f"@acme/p{n}", path=f"packages/p{n}") for n in range(draw(st.integers(0, 3)))
    ]
    decisions = []
    for line in range(1, draw(st.integers(1, 8)) + 1):
        package = draw(st.sampled_from(packages))
        title, number = draw(NAMES), draw(st.none() | st.integers(0, 20))
        folder = draw(st.sampled_from(["", "src/mcp/"]))
        inside = "" if package.path == "." else package.path + "/"
        decisions.append(
            Decision(
                package=package.name,
                qualifier=folder.rstrip("/"),
                local=slugify(title) if number is None else str(number),
                title=title,
                number=number,
                slug=slugify(title),
                location=Location(path=f"{inside}{folder}A.md", line=line, end_line=line),
            )
        )
    return Workspace(packages=tuple(packages)), [RecordEntry(d) for d in decisions]


@given(entries())
def test_each_key_means_its_first_claimant(given: tuple[Workspace, list[RecordEntry]]) -> None:
    workspace, found = given
    keys = KeyIndex(found, workspace)
    for entry in found:
        first = min(
            (other for other in found if key_of(other) == key_of(entry)),
            key=lambda other: (other.path, other.line),
        )
        for package in workspace.packages:
            # A key of the repository itself has no scope, so packages may have it before.
            if entry.package != "." or package.name == ".":
                asked = keys.lookup(key_of(entry), object_type="decision", package=package.name)
                assert list(asked) == [first]


@given(entries())
def test_an_alias_of_the_package_is_as_good_as_its_name(
    given: tuple[Workspace, list[RecordEntry]],
) -> None:
    workspace, found = given
    keys = KeyIndex(found, workspace)
    for entry in found:
        if entry.package != ".":
            scope, _, local = key_of(entry).rpartition("#")
            for alias in workspace.package_of(entry.path).aliases:
                name = f"{scope.replace(entry.package, alias, 1)}#{local}"
                by_alias = keys.lookup(name, object_type="decision")
                assert by_alias == keys.lookup(key_of(entry), object_type="decision")


@given(entries())
def test_the_slug_is_always_an_alias(given: tuple[Workspace, list[RecordEntry]]) -> None:
    workspace, found = given
    keys = KeyIndex(found, workspace)
    for entry in found:
        place = {"package": entry.package, "path": entry.path}
        meant = keys.lookup(entry.slug, object_type="decision", **place)
        assert meant
        if not slugify(entry.slug).isdigit():
            assert {slugify(m.title) for m in meant} | {slugify(m.local) for m in meant} >= {
                entry.slug
            }
