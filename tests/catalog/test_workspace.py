"""Files belong to the innermost package, and packages answer to their names."""

from __future__ import annotations

import pickle
from collections.abc import Iterator

import pytest

from sphinxext_archdoc.catalog import Workspace
from sphinxext_archdoc.catalog.records import own_document
from sphinxext_archdoc.model import DecisionLog, Package

LOG = DecisionLog(folder="packages/core/adr", files=("packages/core/adr/0001-x.md",))
WORKSPACE = Workspace(
    packages=(
        Package(name=".", path="."),
        Package(name="@acme/core", path="packages/core", logs=(LOG,)),
        Package(name="inner", path="packages/core/plugins/inner"),
        Package(name="@labs/core", path="labs/core"),
    )
)


@pytest.mark.parametrize(
    ("path", "package"),
    [
        ("README.md", "."),
        ("packages/corelib/x.md", "."),
        ("packages/core", "."),
        ("packages/core/x.md", "@acme/core"),
        ("packages/core/plugins/x.md", "@acme/core"),
        ("packages/core/plugins/inner/a/b/x.md", "inner"),
        ("/packages/core/x.md", "."),
    ],
)
def test_innermost_package(path: str, package: str) -> None:
    assert WORKSPACE.package_of(path).name == package


def test_a_workspace_without_packages_is_the_repository_itself() -> None:
    assert Workspace().package_of("a/b.md") == Package(name=".", path=".")


@pytest.mark.parametrize(
    ("name", "packages"),
    [
        ("@acme/core", ["@acme/core"]),
        ("core", ["@acme/core", "@labs/core"]),
        ("labs/core", ["@labs/core"]),
        ("INNER", ["inner"]),
        ("absent", []),
    ],
)
def test_packages_called(name: str, packages: list[str]) -> None:
    assert [p.name for p in WORKSPACE.packages_called(name)] == packages


def test_logs_by_file() -> None:
    assert WORKSPACE.log_of("packages/core/adr/0001-x.md") == LOG
    assert WORKSPACE.log_of("packages/core/adr/other.md") is None


@pytest.mark.parametrize(
    ("documents", "own"),
    [
        ((), None),
        (("core/ARCHITECTURE.md", "core/docs/ARCHITECTURE.md"), "core/ARCHITECTURE.md"),
        (("core/docs/ARCHITECTURE.md",), "core/docs/ARCHITECTURE.md"),
        (("core/src/x/ARCHITECTURE.md",), None),
    ],
)
def test_own_document(documents: tuple[str, ...], own: str | None) -> None:
    assert own_document(Package(name="core", path="core", documents=documents)) == own


def test_pickled_and_back() -> None:
    again = pickle.loads(pickle.dumps(WORKSPACE))
    assert again == WORKSPACE
    assert again.package_of("labs/core/x.md").name == "@labs/core"


class CountingTuple(tuple[Package, ...]):
    walks = 0

    def __iter__(self) -> Iterator[Package]:
        CountingTuple.walks += 1
        return super().__iter__()


def test_looking_up_walks_no_packages() -> None:
    packages = CountingTuple(Package(name=f"p{n}", path=f"packages/p{n}") for n in range(20))
    workspace = Workspace(packages=packages)
    before = CountingTuple.walks
    for n in range(20):
        assert workspace.package_of(f"packages/p{n}/src/x.md").name == f"p{n}"
        assert workspace.packages_called(f"packages/p{n}") == (packages[n],)
    assert before == CountingTuple.walks
