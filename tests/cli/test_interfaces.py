"""What source files declare, as JSON and as a table."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinxext_archdoc.languages import _cache, _grammar

from .conftest import Run

Write = Callable[..., Path]
STORE = """
/** Keeps values. */
export interface Store<K, V> extends Base<K> {
  /** Returns one. */
  get?(key: K): V;
  readonly size: number;
}
type Handler = (key: string) => void;
"""


def test_json(run: Run, repository: Write) -> None:
    root = repository({"packages/core/src/store.ts": STORE})
    outcome = run("interfaces", root, "--format", "json")
    assert (outcome.status, outcome.err) == (0, "")
    assert json.loads(outcome.out) == [
        {
            "path": "packages/core/src/store.ts",
            "line": 3,
            "name": "Store",
            "qualified": "Store",
            "kind": "interface",
            "exported": True,
            "type_parameters": ["K", "V"],
            "extends": ["Base<K>"],
            "implements": [],
            "signature": "interface Store<K, V> extends Base<K>",
            "doc": "Keeps values.",
            "members": [
                {
                    "name": "get",
                    "kind": "method",
                    "optional": True,
                    "readonly": False,
                    "static": False,
                    "overloads": 1,
                    "signature": "get?(key: K): V",
                    "doc": "Returns one.",
                },
                {
                    "name": "size",
                    "kind": "property",
                    "optional": False,
                    "readonly": True,
                    "static": False,
                    "overloads": 1,
                    "signature": "readonly size: number",
                    "doc": "",
                },
            ],
        }
    ]


def test_table(run: Run, repository: Write) -> None:
    root = repository({"b.ts": STORE, "a.ts": "class A {}"})
    assert run("interfaces", root).out.splitlines() == [
        "NAME   KIND       EXPORTED  MEMBERS  PLACE",
        "A      class                0        a.ts:1",
        "Store  interface  yes       2        b.ts:3",
    ]


@pytest.mark.parametrize(("style", "nothing"), [("json", "[]\n"), ("table", "No interfaces.\n")])
def test_nothing(run: Run, repository: Write, style: str, nothing: str) -> None:
    root = repository({"a.ts": "export const a = 1;", "README.md": "x"})
    assert run("interfaces", root, "--format", style).out == nothing


def names(run: Run, *words: str | Path) -> list[tuple[str, str]]:
    outcome = run("interfaces", *words, "--format", "json")
    assert (outcome.status, outcome.err) == (0, "")
    return [(record["path"], record["name"]) for record in json.loads(outcome.out)]


def test_every_typescript_file_counts(run: Run, repository: Write) -> None:
    declares = "interface {} {{ a: 1 }}"
    found = ["a.ts", "b.tsx", "c.mts", "d.cts", "e.d.ts", "x/.hidden/f.test.ts", "x/node.ts"]
    others = [
        "g.js",
        "h.ts.map",
        "node_modules/i.ts",
        "x/node_modules/j.ts",
        ".git/k.ts",
        ".hg/l.ts",
    ]
    tree = {path: declares.format(f"In{n}") for n, path in enumerate([*found, *others])}
    root = repository(tree)
    assert [path for path, _ in names(run, root)] == sorted(found)


def test_links_are_not_followed(run: Run, repository: Write, tmp_path: Path) -> None:
    root = repository({"a/a.ts": "interface A {}", "b.ts": "interface B {}"})
    (root / "c").symlink_to(root / "a", target_is_directory=True)
    (root / "d.ts").symlink_to(root / "b.ts")
    assert names(run, root) == [("a/a.ts", "A"), ("b.ts", "B")]
    (tmp_path / "elsewhere").symlink_to(root, target_is_directory=True)
    assert names(run, tmp_path / "elsewhere") == [("a/a.ts", "A"), ("b.ts", "B")]


def test_several_paths_are_one_list(
    run: Run, repository: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(
        {
            "x/z.ts": "interface InX {}",
            "y/a.ts": "interface InY {}",
            "y/z.ts": "interface AlsoInY {}",
        }
    )
    monkeypatch.chdir(root)
    both = [("a.ts", "InY"), ("z.ts", "InX"), ("z.ts", "AlsoInY")]
    assert names(run, "x", "y") == names(run, root / "y", root / "x", "x") == both
    assert names(run, "y/../x/z.ts", root / "y/a.ts") == [("x/z.ts", "InX"), ("y/a.ts", "InY")]


def test_a_file_elsewhere_has_no_absolute_path(run: Run, repository: Write) -> None:
    root = repository({"x/z.ts": "interface InX {}"})
    assert names(run, root / "x/z.ts") == [("z.ts", "InX")]


def test_other_languages_are_asked_for(run: Run, repository: Write) -> None:
    root = repository(
        {
            "a.ts": "interface A {}",
            "b.py": "class B: ...",
            "c.proto": "service C {}",
            "d.graphql": "type D { a: Int }",
        }
    )
    assert names(run, root) == [("a.ts", "A")]
    assert names(run, root, "--language", "python", "--language", "protobuf") == [
        ("b.py", "B"),
        ("c.proto", "C"),
    ]
    assert [name for _, name in names(run, root, "--language", "all")] == ["A", "B", "C", "D"]
    assert names(run, root / "b.py") == [("b.py", "B")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["absent"], "absent does not exist."),
        (["notes.txt"], "notes.txt is in no language that can be read."),
        ([".", "--language", "cobol"], "There is no language 'cobol'; known are csharp, go, "),
    ],
)
def test_what_cannot_be_done(
    run: Run, repository: Write, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(repository({"notes.txt": "x"}))
    outcome = run("interfaces", *words, "--format", "json")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"sphinx-archdoc: {said}")


def test_missing_grammar(run: Run, repository: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository({"a.go": "type OnlyHere interface {}", "b.ts": "interface B {}"})
    _grammar.parser.cache_clear()
    monkeypatch.setattr(_cache, "_readings", _cache.ReadingCache())
    monkeypatch.setitem(sys.modules, "tree_sitter_go", None)
    outcome = run("interfaces", root, "--language", "go", "--format", "json")
    said = "go is not read; install sphinxext-archdoc[languages]."
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == f"sphinx-archdoc: {said}\n"
    outcome = run("interfaces", root, "--language", "all", "--format", "json")
    assert outcome.status == 0
    assert [record["name"] for record in json.loads(outcome.out)] == ["B"]
    assert outcome.err == f"warning missing-extra {said}\n"


def test_what_is_wrong_with_files(run: Run, repository: Write) -> None:
    root = repository(
        {
            "binary.ts": b"G@\0\x11interface No {}",
            "damaged.ts": "interface A { a: 1 }\ninterface B {\n  b:\n",
            "latin.ts": "// caf\xe9\ninterface C { c: 1 }".encode("latin-1"),
            "utf-16.ts": "interface D { d: 1 }".encode("utf-16"),
            "windows.ts": b"\xef\xbb\xbf\r\ninterface E { e: 1 }",
        }
    )
    outcome = run("interfaces", root, "--format", "json")
    assert outcome.status == 0
    found = [(record["name"], record["line"]) for record in json.loads(outcome.out)]
    assert found == [("A", 1), ("B", 2), ("C", 2), ("D", 1), ("E", 2)]
    assert [line.partition(" The ")[0] for line in outcome.err.splitlines()] == [
        "binary.ts: warning encoding",
        "damaged.ts:3: warning code",
        "latin.ts:1: warning encoding",
        "utf-16.ts:1: warning encoding",
    ]


def test_what_cannot_be_read(run: Run, repository: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository({"a.ts": "interface A {}", "b/c.ts": "interface C {}", "d.ts": "class D {}"})
    scandir, open_file = os.scandir, Path.open

    def allowed(path: str | Path) -> Path:
        if Path(path) in (root / "b", root / "a.ts"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return Path(path)

    monkeypatch.setattr(os, "scandir", lambda path: scandir(str(allowed(path))))
    monkeypatch.setattr(Path, "open", lambda path, mode: open_file(allowed(path), mode))
    outcome = run("interfaces", root, "--format", "json")
    assert outcome.status == 0
    assert [record["name"] for record in json.loads(outcome.out)] == ["D"]
    assert outcome.err.splitlines() == [
        "b/: warning unreadable The folder cannot be read: Permission denied.",
        "a.ts: warning unreadable The file cannot be read: Permission denied.",
    ]


def test_two_runs_print_the_same(run: Run, repository: Write) -> None:
    root = repository({f"p{n % 7}/f{n}.ts": f"interface A{n} {{}}" for n in range(40)})
    first, second = (run("interfaces", root, "--format", "json").out for _ in range(2))
    assert first == second
    records = [(record["path"], record["line"]) for record in json.loads(first)]
    assert records == sorted(records)
