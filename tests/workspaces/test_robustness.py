"""Whatever a manifest holds, reading it ends with values and diagnostics, never an exception."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.workspaces import WorkspaceKind, workspace_kinds

FILES = [(kind, name) for kind in workspace_kinds() for name in kind.FILES]
SYNTAX = {".json": b"{", ".yaml": b"[", ".toml": b"= 1", ".xml": b"<a>", ".jsonc": b"{"}

DAMAGE = {
    "empty": b"",
    "no UTF-8": b"ok\n\xff\xfe",
    "NUL bytes": b"\0\0\0",
    "deep": b"[" * 100_000,
    "deep tables": b'{"a":' * 100_000,
    "huge number": b'{"workspaces": ' + b"9" * 5_000 + b"}",
    "a string": b'"packages/*"',
    "a number": b"7",
    "a date that is none": b"a: 2024-13-45\n",
    "an alias of itself": b"&a [*a]",
    "one long line": b'{"name": "' + b"x/* // " * 100_000,
}


def read(kind: WorkspaceKind, folder: Path) -> list[Diagnostic]:
    members, manifest = kind.members(folder), kind.manifest(folder)
    found = [*(members.diagnostics if members else ()), *(manifest.diagnostics if manifest else ())]
    if members:
        assert all(isinstance(glob, str) and glob for glob in (*members.include, *members.exclude))
    if manifest:
        texts = (manifest.name, manifest.description, *manifest.ids, *manifest.dependencies)
        assert all(isinstance(text, str) and "\n" not in text for text in texts)
    assert {d.path for d in found} <= {name for _, name in FILES}
    return found


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize(("kind", "name"), FILES, ids=lambda v: getattr(v, "KIND", v))
def test_damaged_file(kind: WorkspaceKind, name: str, damage: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(DAMAGE[damage])
    read(kind, tmp_path)


@pytest.mark.parametrize(("kind", "name"), FILES, ids=lambda v: getattr(v, "KIND", v))
def test_file_that_is_a_folder(kind: WorkspaceKind, name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    assert read(kind, tmp_path) == []


READ_AS_DATA = [(k, n) for k, n in FILES if Path(n).suffix in SYNTAX and n != "nx.json"]


@pytest.mark.parametrize(("kind", "name"), READ_AS_DATA, ids=lambda v: getattr(v, "KIND", v))
def test_file_that_cannot_be_parsed(kind: WorkspaceKind, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\n\n" + SYNTAX[Path(name).suffix])
    found = read(kind, tmp_path)
    assert found
    assert {(d.code, d.path) for d in found} == {(Code.WORKSPACE, name)}
    assert all(d.line >= 3 for d in found)


@pytest.mark.parametrize(("kind", "name"), READ_AS_DATA, ids=lambda v: getattr(v, "KIND", v))
def test_file_that_is_no_utf_8(kind: WorkspaceKind, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\n\xff")
    assert {(d.path, d.line) for d in read(kind, tmp_path)} == {(name, 2)}


@pytest.mark.parametrize(("kind", "name"), READ_AS_DATA, ids=lambda v: getattr(v, "KIND", v))
def test_byte_order_mark_and_crlf(kind: WorkspaceKind, name: str, tmp_path: Path) -> None:
    empty = {".xml": b"<a/>", ".toml": b"a = 1", ".yaml": b"a: 1"}.get(Path(name).suffix, b"{}")
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + empty + b"\r\n")
    assert read(kind, tmp_path) == []


WORDS = (
    "workspaces packages projects projectFolder workspace members exclude name description "
    "dependencies tool uv hatch envs default poetry group project path repositories type url "
    "require module use include replace ( ) [ ] { } \" ' : , = ! # // /* */ => \n . ../x a/* **"
).split(" ")


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_words(words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in workspace_kinds():
            for file in kind.FILES:
                (folder / file).write_text(" ".join(words), encoding="utf-8")
            read(kind, folder)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([w for w in WORDS if w.isalpha()]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(VALUES)
def test_any_values(values: object) -> None:
    import json

    text = json.dumps(values)  # which is YAML too
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in workspace_kinds():
            for file in kind.FILES:
                (folder / file).write_text(text, encoding="utf-8")
            read(kind, folder)


def test_kinds_are_what_their_modules_are_called() -> None:
    for kind in workspace_kinds():
        assert kind.KIND.replace("-", "_") == kind.__name__.rpartition(".")[2]  # type: ignore[attr-defined]
        assert kind.FILES
    ranks = [kind.RANK for kind in workspace_kinds()]
    assert ranks == sorted(set(ranks))
