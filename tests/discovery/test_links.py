"""Links: files count once, folders are not followed, circles and ways out are reported."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.discovery.conftest import Find, diagnostics, documents, records

Repository = Callable[[Any], Path]


@pytest.fixture
def root(repository: Repository) -> Path:
    return repository({"packages/core/ARCHITECTURE.md": "# Core\n"})


def link(root: Path, path: str, target: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    try:
        (root / path).symlink_to(target)
    except OSError:
        pytest.skip("no links here")


def test_link_to_a_document_is_not_a_second_one(root: Path, find: Find) -> None:
    link(root, "docs/ARCHITECTURE.md", "../packages/core/ARCHITECTURE.md")
    link(root, "packages/core/docs/ARCHITECTURE.md", "../ARCHITECTURE.md")
    assert documents(find({})) == ["packages/core/ARCHITECTURE.md"]


def test_link_to_another_file_is_a_document_once(root: Path, find: Find) -> None:
    link(root, "packages/web/ARCHITECTURE.md", "../../docs/web.md")
    link(root, "packages/web/src/ARCHITECTURE.md", "../../../docs/web.md")
    found = find({"docs/web.md": "# Web\n"})
    assert documents(found) == ["packages/core/ARCHITECTURE.md", "packages/web/ARCHITECTURE.md"]
    assert found.diagnostics == ()


def test_linked_record_is_one_record(root: Path, find: Find) -> None:
    link(root, "packages/core/docs/adr/0001-a.md", "../../../../docs/adr/0001-a.md")
    link(root, "packages/core/docs/adr/0002-b.md", "../../../../notes/b.md")
    found = find({"docs/adr/0001-a.md": "# A\n", "notes/b.md": "# B\n"})
    assert records(found) == ["docs/adr/0001-a.md", "packages/core/docs/adr/0002-b.md"]


def test_folders_are_not_entered_by_links(root: Path, find: Find) -> None:
    link(root, "packages/again", "core")
    link(root, "docs/adr", "../notes")
    found = find({"notes/0001-a.md": "# A\n"})
    assert documents(found) == ["packages/core/ARCHITECTURE.md"]
    assert records(found) == []
    assert found.diagnostics == ()


@pytest.mark.parametrize("target", [".", "..", "../..", "../../packages/core"])
def test_link_back_to_a_folder_that_holds_it(root: Path, find: Find, target: str) -> None:
    link(root, "packages/core/loop", target)
    found = find({})
    assert documents(found) == ["packages/core/ARCHITECTURE.md"]
    assert diagnostics(found) == [("unreadable", "packages/core/loop")]


def test_links_to_each_other(root: Path, find: Find) -> None:
    link(root, "packages/core/a", "b")
    link(root, "packages/core/b", "a")
    link(root, "packages/web/ARCHITECTURE.md", "ARCHITECTURE.md")
    assert diagnostics(find({})) == [
        ("unreadable", "packages/core/a"),
        ("unreadable", "packages/core/b"),
        ("unreadable", "packages/web/ARCHITECTURE.md"),
    ]


def test_link_that_leads_nowhere(root: Path, find: Find) -> None:
    link(root, "packages/web/ARCHITECTURE.md", "gone.md")
    link(root, "packages/web/socket", "gone")
    assert diagnostics(find({})) == [("unreadable", "packages/web/ARCHITECTURE.md")]


def test_link_out_of_the_repository(root: Path, find: Find) -> None:
    (root.parent / "secret.md").write_text("# Secret\n", encoding="utf-8")
    (root.parent / "package.json").write_text('{"name": "secret"}', encoding="utf-8")
    link(root, "packages/web/ARCHITECTURE.md", "../../../secret.md")
    link(root, "packages/web/package.json", "../../../package.json")
    link(root, "packages/web/elsewhere", "../../..")
    found = find({})
    assert documents(found) == ["packages/core/ARCHITECTURE.md"]
    assert [package.name for package in found.packages] == [".", "core", "web"]
    assert diagnostics(found) == [
        ("outside", "packages/web/ARCHITECTURE.md"),
        ("outside", "packages/web/package.json"),
    ]


def test_ignored_links_are_not_looked_at(root: Path, find: Find) -> None:
    link(root, "packages/core/loop", "..")
    assert find({".gitignore": "loop\n"}).diagnostics == ()


def test_root_behind_a_link(root: Path, find: Find, tmp_path: Path) -> None:
    from sphinxext_archdoc.config import Config, Settings
    from sphinxext_archdoc.discovery import discover

    link(root, "docs/ARCHITECTURE.md", "../packages/core/ARCHITECTURE.md")
    (tmp_path / "behind").symlink_to(root)
    found = discover(Settings(config=Config(), root=tmp_path / "behind"))
    assert documents(found) == ["packages/core/ARCHITECTURE.md"]
    assert found.diagnostics == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_folders_are_no_files(root: Path, find: Find) -> None:
    (root / "packages/core/docs").mkdir()
    os.mkfifo(root / "packages/core/docs/ARCHITECTURE.md")
    os.mkfifo(root / "packages/core/package.json")
    (root / "docs/ARCHITECTURE.md").mkdir(parents=True)
    (root / ".gitignore").mkdir()
    assert documents(find({})) == ["packages/core/ARCHITECTURE.md"]
