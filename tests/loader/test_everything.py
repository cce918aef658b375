"""A whole repository is read: the same with one process or several, anew or out of the cache."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sphinxext_archdoc.catalog import Catalog, DocumentRecords
from sphinxext_archdoc.config import load_root_settings
from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.loader import Reader, default_cache, load_catalog, pool
from sphinxext_archdoc.loader.cache import Cache, Row

Repository = Callable[..., Path]


def record(number: int, status: str = "Accepted") -> str:
    return (
        f"# {number}. Decision about {number}\n\n## Status\n\n{status}\n\n"
        f"## Context\n\nWords.\n\n## Decision\n\nMore words.\n\n## Consequences\n\nNone.\n"
    )


def log(count: int) -> dict[str, str]:
    return {f"docs/adr/{n:04}-x.md": record(n) for n in range(1, count + 1)}


def load(root: Path, **options: Any) -> Catalog:
    return load_catalog(load_root_settings(root), **options)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read in this process, not out of a cache."""
    paths: list[str] = []
    read_source = Reader.read_source

    def counted(self: Reader, path: str, source: Any) -> DocumentRecords:
        paths.append(path)
        return read_source(self, path, source)

    monkeypatch.setattr(Reader, "read_source", counted)
    return paths


def test_documents_are_in_path_order(repository: Repository) -> None:
    root = repository({"z/ARCHITECTURE.md": "# Z\n", "ARCHITECTURE.md": "# A\n", **log(2)})
    paths = [document.path for document in load(root).documents]
    assert paths == sorted(paths)
    assert len(paths) == 4


def test_several_processes_read_the_same(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "FEWEST_FILES", 2)
    root = repository({**log(30), "docs/adr/0031-x.md": b"# 31. \xff\n\n## Status\n\nAccepted\n"})
    alone, together = load(root, processes=1), load(root, processes=2)
    assert together == alone
    assert together.diagnostics == alone.diagnostics != []


def test_processes_that_share_nothing(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "FEWEST_FILES", 2)
    monkeypatch.setattr(pool.threading, "active_count", lambda: 2)
    root = repository(log(6))
    assert load(root, processes=2) == load(root, processes=1)


def test_what_a_killed_process_did_not_read_is_read(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, reads: list[str]
) -> None:
    def killed(job: pool.Job, paths: list[str], count: int) -> Iterator[tuple[str, None]]:
        yield pool.encode(job.read(paths[0])[0]), None
        raise pool.BrokenProcessPool

    monkeypatch.setattr(pool, "FEWEST_FILES", 2)
    monkeypatch.setattr(pool, "_in_processes", killed)
    root = repository(log(6))
    assert len(load(root, processes=2).documents) == 6
    assert reads == sorted(log(6))


def test_progress(repository: Repository) -> None:
    said: list[tuple[int, int]] = []
    load(repository(log(3)), progress=lambda done, total: said.append((done, total)))
    assert said == [(1, 3), (2, 3), (3, 3)]


def test_only_what_changed_is_read_again(
    repository: Repository, tmp_path: Path, reads: list[str]
) -> None:
    cache = tmp_path / "cache" / "x.sqlite"
    root = repository(log(5))
    first = load(root, cache=cache)
    assert reads == sorted(log(5))

    reads.clear()
    assert load(root, cache=cache) == first
    assert reads == []

    repository({"docs/adr/0002-x.md": record(2, "Rejected")})
    second = load(root, cache=cache)
    assert reads == ["docs/adr/0002-x.md"]
    assert second == load(root)

    (root / "docs/adr/0003-x.md").unlink()
    assert load(root, cache=cache) == load(root)
    with closing(sqlite3.connect(cache)) as connection, connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (4,)


@pytest.mark.parametrize(
    "change",
    [
        {"archdoc.toml": '[status-aliases]\nrejected = ["Accepted"]\n'},
        {"package.json": '{"workspaces": ["docs"]}', "docs/package.json": '{"name": "docs"}'},
    ],
    ids=["settings", "packages"],
)
def test_records_depend_on_more_than_their_files(
    repository: Repository, tmp_path: Path, change: dict[str, str]
) -> None:
    cache = tmp_path / "x.sqlite"
    before = load(repository(log(3)), cache=cache)
    root = repository(change)
    after = load(root, cache=cache)
    assert after == load(root)
    assert after.documents != before.documents


def damaged(cache: Path) -> None:
    cache.write_bytes(b"no database at all" * 100)


def cut_off(cache: Path) -> None:
    cache.write_bytes(cache.read_bytes()[:5000])


def another_table(cache: Path) -> None:
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute("DROP TABLE documents")
        connection.execute("CREATE TABLE documents (x)")


def other_texts(cache: Path) -> None:
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute("UPDATE documents SET text = '[1, 2]'")


def other_values(cache: Path) -> None:
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute("UPDATE documents SET text = x'00ff', contents = 'x', state = 7")


def another_layout(cache: Path) -> None:
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute("DROP TABLE documents")
        connection.execute("CREATE TABLE documents (path TEXT PRIMARY KEY, digest, text)")
        connection.execute("INSERT INTO documents VALUES ('docs/adr/0001-x.md', 'x', '[]')")
        connection.execute("PRAGMA user_version = 1")


def mixed_up(cache: Path) -> None:
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute(
            "UPDATE documents SET text = (SELECT max(text) FROM documents WHERE path != 'x')"
        )


def a_folder(cache: Path) -> None:
    cache.unlink()
    cache.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        damaged,
        cut_off,
        another_table,
        another_layout,
        mixed_up,
        other_texts,
        other_values,
        a_folder,
    ],
)
def test_a_damaged_cache_costs_no_truth(
    repository: Repository, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    cache = tmp_path / "x.sqlite"
    root = repository(log(40))
    expected = load(root, cache=cache)
    damage(cache)
    assert load(root, cache=cache) == expected
    assert load(root, cache=cache) == expected


@pytest.mark.parametrize("damage", [damaged, another_layout])
def test_a_cache_that_is_none_is_made_anew(
    repository: Repository, tmp_path: Path, reads: list[str], damage: Callable[[Path], None]
) -> None:
    cache = tmp_path / "x.sqlite"
    root = repository(log(3))
    load(root, cache=cache)
    damage(cache)
    load(root, cache=cache)
    reads.clear()
    load(root, cache=cache)
    assert reads == []


def test_a_cache_that_another_run_writes_is_not_waited_for_in_vain(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinxext_archdoc.loader.cache._SECONDS", 0.01)
    cache = tmp_path / "x.sqlite"
    root = repository(log(3))
    expected = load(root, cache=cache)
    with closing(sqlite3.connect(cache)) as other, other:
        other.execute("BEGIN EXCLUSIVE")
        assert load(root, cache=cache) == expected


def test_an_error_of_ours_is_not_kept(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "x.sqlite"
    root = repository(log(2))
    with monkeypatch.context() as patch:
        patch.setattr("sphinxext_archdoc.loader.reader.parse", lambda *_: 1 / 0)
        failed = load(root, cache=cache)
    assert {d.code for d in failed.diagnostics} == {Code.INTERNAL}
    assert load(root, cache=cache).diagnostics == []


def test_the_cache_lies_in_the_users_folder_by_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name, **_: tmp_path / name)
    one, other = (default_cache(load_root_settings(tmp_path / name)) for name in ("one", "other"))
    assert one.parent == other.parent == tmp_path / "sphinxext-archdoc"
    assert one != other


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "x.sqlite")
    rows = [Row("a.md", b"1", b"2", "3", "[]"), Row("b.md", b"4", b"5", "6", "[1]")]
    cache.put(rows)
    assert list(cache.rows()) == rows
    cache.forget(["b.md", "c.md"])
    cache.put([Row("a.md", b"7", b"8", "", "[2]")])
    cache.note_states([("a.md", "9"), ("c.md", "9")])
    assert list(cache.rows()) == [Row("a.md", b"7", b"8", "9", "[2]")]
    cache.close()
