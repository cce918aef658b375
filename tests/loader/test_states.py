"""Files that did not change are not even opened, and none that did is taken for one of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sphinxext_archdoc.catalog import Catalog
from sphinxext_archdoc.config import load_root_settings
from sphinxext_archdoc.loader import load_catalog
from sphinxext_archdoc.loader.files import Files
from sphinxext_archdoc.loader.states import SETTLED, state_of

Repository = Callable[..., Path]
SECOND = 1_000_000_000
TICK = 0.02
"""More seconds than a file system's clock needs to go on."""


def record(status: str, title: str = "Sell by weight") -> str:
    return f"# {title}\n\n## Status\n\n{status}\n\n## Context\n\nWords.\n\n## Decision\n\nYes.\n"


TREE = {
    "docs/adr/0001-weight.md": record("Accepted"),
    "docs/adr/0002-price.md": record("Proposed", "Price by hand"),
    "ARCHITECTURE.md": "# Shop\n\n## Core Components\n\n- **Till**: counts money\n",
}
FIRST = "docs/adr/0001-weight.md"


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all files be old enough to be known again without being read."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 2 * SETTLED)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that are opened."""
    paths: list[str] = []
    read = Files.read

    def noted(self: Files, path: str) -> Any:
        paths.append(path)
        return read(self, path)

    monkeypatch.setattr(Files, "read", noted)
    return paths


def load(root: Path, cache: Path | None = None) -> Catalog:
    return load_catalog(load_root_settings(root), cache=cache)


@pytest.mark.usefixtures("settled")
def test_what_did_not_change_is_not_opened(
    repository: Repository, tmp_path: Path, opened: list[str]
) -> None:
    root, cache = repository(TREE), tmp_path / "x.sqlite"
    first = load(root, cache)
    assert sorted(opened) == sorted(TREE)
    opened.clear()
    assert load(root, cache) == first
    assert opened == []


def test_what_changed_just_now_is_opened(
    repository: Repository, tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = repository(TREE), tmp_path / "x.sqlite"
    load(root, cache)
    for _ in range(2):
        opened.clear()
        load(root, cache)
        assert sorted(opened) == sorted(TREE)
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 2 * SETTLED)
    opened.clear()
    load(root, cache)
    assert sorted(opened) == sorted(TREE)
    opened.clear()
    load(root, cache)
    assert opened == []


def same_size(root: Path) -> None:
    (root / FIRST).write_text(record("Rejected"), encoding="utf-8")


def times_put_back(root: Path) -> None:
    before = (root / FIRST).stat()
    same_size(root)
    os.utime(root / FIRST, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced_by_one_as_old(root: Path) -> None:
    before = (root / FIRST).stat()
    other = root / "other"
    other.write_text(record("Rejected"), encoding="utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(root / FIRST)


def swapped(root: Path) -> None:
    one, other, aside = root / FIRST, root / "docs/adr/0002-price.md", root / "aside"
    one.replace(aside)
    other.replace(one)
    aside.replace(other)


def renamed(root: Path) -> None:
    (root / FIRST).rename(root / "docs/adr/0003-weight.md")


def added(root: Path) -> None:
    (root / "docs/adr/0003-more.md").write_text(record("Accepted", "Count"), encoding="utf-8")


def removed(root: Path) -> None:
    (root / FIRST).unlink()


def emptied(root: Path) -> None:
    (root / FIRST).write_bytes(b"")


def moved_into_a_package(root: Path) -> None:
    (root / "docs/package.json").write_text('{"name": "docs"}', encoding="utf-8")
    (root / "package.json").write_text('{"workspaces": ["docs"]}', encoding="utf-8")


def configured(root: Path) -> None:
    text = '[status-aliases]\nrejected = ["Accepted"]\n'
    (root / "archdoc.toml").write_text(text, encoding="utf-8")


CHANGES = [
    *(same_size, times_put_back, replaced_by_one_as_old, swapped, renamed, added, removed),
    *(emptied, moved_into_a_package, configured),
]


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(
    repository: Repository, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    root, cache = repository(TREE), tmp_path / "x.sqlite"
    before = load(root, cache)
    time.sleep(TICK)
    change(root)
    after = load(root, cache)
    assert after == load(root)
    assert after != before
    assert load(root, cache) == after


@pytest.mark.usefixtures("settled")
def test_a_link_is_as_old_as_what_it_leads_to(repository: Repository, tmp_path: Path) -> None:
    root, cache = repository(TREE), tmp_path / "x.sqlite"
    (root / "notes").mkdir()
    (root / FIRST).rename(root / "notes/weight.txt")
    (root / FIRST).symlink_to("../../notes/weight.txt")
    before = load(root, cache)
    time.sleep(TICK)
    (root / "notes/weight.txt").write_text(record("Rejected"), encoding="utf-8")
    after = load(root, cache)
    assert after == load(root)
    assert after != before


@pytest.mark.usefixtures("settled")
def test_a_changed_template_is_seen(
    repository: Repository, tmp_path: Path, opened: list[str]
) -> None:
    template = "# T\n\n## Core Components\n\n[Describe them.]\n"
    tree = {**TREE, "t.md": template, "archdoc.toml": '[[templates]]\npath = "t.md"\n'}
    root, cache = repository(tree), tmp_path / "x.sqlite"
    load(root, cache)
    (root / "t.md").write_text(template + "\n## Data Flow\n", encoding="utf-8")
    opened.clear()
    assert load(root, cache) == load(root)
    assert set(TREE) <= set(opened)


@pytest.mark.usefixtures("settled")
def test_another_version_reads_all_anew(
    repository: Repository, tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = repository(TREE), tmp_path / "x.sqlite"
    load(root, cache)
    opened.clear()
    monkeypatch.setattr("sphinxext_archdoc.loader.fingerprint.__version__", "0.0.1")
    load(root, cache)
    assert sorted(opened) == sorted(TREE)


def facts(**changed: int) -> Any:
    old = time.time_ns() - 10 * SETTLED
    values = {"st_size": 1, "st_ino": 2, "st_mtime_ns": old, "st_ctime_ns": old}
    return SimpleNamespace(**{**values, **changed})


@pytest.mark.parametrize("name", ["st_size", "st_ino", "st_mtime_ns", "st_ctime_ns"])
def test_each_fact_counts(name: str) -> None:
    one = facts()
    other = SimpleNamespace(**{**vars(one), name: getattr(one, name) + 1})
    assert state_of(one)
    assert state_of(one) == state_of(SimpleNamespace(**vars(one)))  # type: ignore[arg-type]
    assert state_of(one) != state_of(other)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["st_mtime_ns", "st_ctime_ns"])
@pytest.mark.parametrize("age", [-SECOND, 0, 2 * SECOND])
def test_young_files_have_no_state(name: str, age: int) -> None:
    assert state_of(facts(**{name: time.time_ns() - age})) == ""


_WARM = """
import sys
from pathlib import Path
from sphinxext_archdoc.config import load_root_settings
from sphinxext_archdoc.loader import load_catalog
found = load_catalog(load_root_settings(Path(sys.argv[1])), cache=Path(sys.argv[2]))
loaded = sorted(n for n in sys.modules if n.startswith("sphinxext_archdoc.formats"))
print(len(found.documents), loaded, "markdown_it" in sys.modules)
"""


def test_what_reads_is_not_imported_where_nothing_changed(
    repository: Repository, tmp_path: Path
) -> None:
    root, cache = repository(TREE), tmp_path / "x.sqlite"
    command = [sys.executable, "-c", _WARM, str(root), str(cache)]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in "12"
    )
    assert first.startswith("3 ['sphinxext_archdoc.formats'")
    assert second == "3 [] False\n"
