"""What is read to find things: no more than needed, in no order that matters."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.discovery.conftest import Find, diagnostics, documents, records

TREE = {
    ".gitignore": "out\n*.tmp.md\n",
    "package.json": '{"workspaces": ["packages/*", "apps/**"]}',
    **{f"packages/p{n}/package.json": f'{{"name": "p{n % 3}"}}' for n in range(7)},
    **{f"packages/p{n}/docs/adr/{k:04}-x.md": "# X\n" for n in range(5) for k in range(9)},
    **{f"packages/p{n}/src/m{k}/ARCHITECTURE.md": "# M\n" for n in range(5) for k in range(4)},
    "packages/p0/out/ARCHITECTURE.md": "# No\n",
    "apps/a/b/Cargo.toml": "[package]\nname = 'c'\n",
}


def test_order_of_the_file_system_does_not_matter(
    find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = find(TREE)
    shuffled = random.Random(7)

    @contextmanager
    def scandir(path: str, scan: Callable[[str], Any] = os.scandir) -> Iterator[list[Any]]:
        with scan(path) as entries:
            found = list(entries)
        shuffled.shuffle(found)
        yield found

    monkeypatch.setattr(os, "scandir", scandir)
    assert all(find({}) == first for _ in range(5))
    assert len(records(first)) == 45
    assert len(documents(first)) == 20


def test_folder_that_cannot_be_read(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    def scandir(path: str, scan: Callable[[str], Any] = os.scandir) -> Any:
        if path.endswith("packages/p1/docs"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find(TREE)
    assert ("unreadable", "packages/p1/docs") in diagnostics(found)
    assert len(records(found)) == 36
    assert len(documents(found)) == 20


def test_files_that_cannot_be_read(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_bytes(path: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
        if path.name in (".gitignore", "Cargo.toml") or path.match("p1/package.json"):
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    found = find(TREE)
    assert ("unreadable", ".gitignore") in diagnostics(found)
    assert ("workspace", "apps/a/b/Cargo.toml") in diagnostics(found)
    assert ("workspace", "packages/p1/package.json") in diagnostics(found)
    assert {"b", "p1"} <= {package.name for package in found.packages}
    assert "packages/p0/out/ARCHITECTURE.md" in documents(found)


def test_root_that_does_not_exist(tmp_path: Path) -> None:
    from sphinxext_archdoc.config import Config, Settings
    from sphinxext_archdoc.discovery import discover

    found = discover(Settings(config=Config(), root=tmp_path / "gone"))
    assert [package.path for package in found.packages] == ["."]
    assert diagnostics(found) == [("unreadable", ".")]


def test_few_files_are_opened(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def read_bytes(path: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
        opened.append(path.name)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    noise = {f"docs/adr/data/{n}.json": "" for n in range(1000)}
    prose = "Some prose that is long enough to be no page that only includes.\n" * 30
    large = {f"docs/adr/{n:04}-x.md": f"# X\n{prose}" for n in range(1, 13)}
    found = find({**noise, **large, "README.md": "# R\n", "ARCHITECTURE.md": "# A\n"})
    assert len(records(found)) == 12
    assert opened == []


def test_ignored_folders_are_not_entered(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    entered = []

    def scandir(path: str, scan: Callable[[str], Any] = os.scandir) -> Any:
        entered.append(Path(path).name)
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    names = ("node_modules", ".git", ".venv", "__pycache__", "dist", "drafts", ".cache")
    find(
        {f"src/{name}/inner/x.md": "" for name in names} | {".gitignore": "/src/dist/\n"},
        exclude=["**/drafts"],
    )
    assert entered.count("src") == 1
    assert not set(entered) & {*names, "inner"}


def test_names_that_are_no_utf_8(find: Find, repository: Callable[[Any], Path]) -> None:
    root = repository({"packages/core/ARCHITECTURE.md": "# C\n"})
    for path in (b"packages/\xff/ARCHITECTURE.md", b"docs/adr/0001-\xfe.md"):
        file = root / os.fsdecode(path)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("# X\n", encoding="utf-8")
        except OSError:
            pytest.skip("the file system takes UTF-8 only")
    found = find({"docs/adr/0002-b.md": "# B\n"})
    assert documents(found) == ["packages/core/ARCHITECTURE.md"]
    assert records(found) == ["docs/adr/0002-b.md"]
    assert diagnostics(found) == [
        ("unreadable", "docs/adr/0001-\\xfe.md"),
        ("unreadable", "packages/\\xff"),
    ]


IGNORED = {
    ".gitignore": """
        # a comment
        *.tmp.md
        !keep.tmp.md
        /only-here.md
        build/
        docs/**/draft.md
        a/*/c.md
        trailing.md\u0020\u0020
        spaced\\ name.md
        \\#hash.md
        \\!bang.md
        [ab]x.md
        **/deep/**
        !**/deep/kept.md
        x?z.md
        Case.md
        """,
    "inner/.gitignore": "!only-inner.tmp.md\n/here.md\nno/\n!build/\n",
    "inner/no/.gitignore": "!*\n",
    **dict.fromkeys(
        (
            "a.md a.tmp.md keep.tmp.md only-here.md sub/only-here.md build/x.md sub/build/x.md "
            "docs/draft.md docs/a/b/draft.md a/b/c.md a/b/d/c.md trailing.md #hash.md !bang.md "
            "ax.md cx.md deep/kept.md sub/deep/x.md xyz.md x/z.md Case.md case.md "
            "inner/only-inner.tmp.md inner/a.tmp.md inner/here.md inner/sub/here.md inner/no/x.md "
            "inner/build/x.md inner/sub/build/x.md buildx.md"
        ).split(),
        "# X\n",
    ),
    "spaced name.md": "# X\n",
}


@pytest.mark.skipif(shutil.which("git") is None, reason="needs Git to compare with")
def test_ignored_is_what_git_ignores(find: Find, repository: Callable[[Any], Path]) -> None:
    root = repository(IGNORED)
    shutil.rmtree(root / ".git")
    git = ["git", "-C", str(root), "-c", "core.excludesFile=", "-c", "core.ignoreCase=false"]
    subprocess.run([*git, "init", "-q"], check=True)
    listing = subprocess.run(
        [*git, "ls-files", "-z", "--others", "--exclude-standard"], check=True, capture_output=True
    )
    expected = {p for p in listing.stdout.decode().split("\0") if p.endswith(".md")}
    assert len(expected) > 10
    assert set(documents(find({}, documents=["**/*.md"]))) == expected
