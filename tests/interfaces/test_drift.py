"""Documented interfaces are compared with what the source code declares."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.catalog.drift import differences, is_partial
from sphinxext_archdoc.config import load_root_settings
from sphinxext_archdoc.languages import language_of_fence
from sphinxext_archdoc.loader import load_catalog
from sphinxext_archdoc.loader.declared import DeclaredInterfaces, Documented
from sphinxext_archdoc.model import Declaration, Interface
from tests.conftest import Tree
from tests.interfaces.conftest import TREE
from tests.sphinx_ext.conftest import Built, Site, outputs


def _declared(code: str, language: str = "typescript") -> Declaration:
    reader = language_of_fence(language)
    assert reader is not None
    (found,) = reader.declarations(code).declarations
    return found


@pytest.mark.parametrize(
    ("documented", "declared"),
    [
        ("interface A { b: string }", "export interface A {\n  b: string;\n}"),
        ("interface A { b: 'x' | 'y' }", 'interface A { b: "x" | "y", }'),
        ("interface A { b: {c: D;} }", "interface A { b: { c: D } }"),
        ("interface A { b(c: D): E }", "export class A { public async b(c: D): E { return c; } }"),
        ("interface A { b(): void }", "class A { private c = 1; #d = 2; b(): void {} }"),
        ("interface A { b(): void }", "class A { constructor(c: D) {} b(): void {} }"),
        ("interface A { b: number }", "class A { b: number = 12 }"),
        ("interface A { b: (c: D) => E }", "class A { b: (c: D) => E = (c) => c.e }"),
        ("interface A { readonly b: C }", "class A { get b(): C { return 1; } set b(c: C) {} }"),
        ("interface A<T> { b: T }", "interface A<T extends C = D> extends E { b: T }"),
        ("interface A { b(c: D, e: F): G }", "interface A { b(\n    c: D,\n    e: F,\n  ): G }"),
        ("function a(b: C): D;", "export async function a(\n  b: C,\n): D { return b; }"),
        ("type A = 'b' | 'c'", 'export type A = "b"|"c";'),
        ("function a(b: C): D;", "function a(b: C): D; function a(b: any) {}"),
    ],
)
def test_the_same_is_no_difference(documented: str, declared: str) -> None:
    assert differences(_declared(documented), _declared(declared)) == []


@pytest.mark.parametrize(
    ("documented", "declared", "change", "name"),
    [
        ("interface A { b: C; d: E }", "interface A { b: C }", "missing", "d"),
        ("interface A { b: C }", "interface A { b: C; d: E }", "extra", "d"),
        ("interface A { b: C }", "interface A { b: D }", "changed", "b"),
        ("interface A { b: C }", "interface A { b?: C }", "changed", "b"),
        ("interface A { b: C }", "interface A { readonly b: C }", "changed", "b"),
        ("interface A { b(c: D): E }", "interface A { b(c: F): E }", "changed", "b"),
        ("interface A { b(c: D): E }", "interface A { b(c?: D): E }", "changed", "b"),
        ("interface A { b(c: D): E }", "interface A { b(c: D, f: G): E }", "changed", "b"),
        ("interface A { b(): C }", "interface A { b(): C; b(d: E): C }", "changed", "b"),
        ("interface A<T> { b: C }", "interface A { b: C }", "changed", "A"),
        ("interface A extends B { b: C }", "interface A { b: C }", "changed", "A"),
        ("function a(b: C): D;", "function a(b: C, e?: F): D {}", "changed", "a"),
        ("function a(b: C): D;", "function a(b: C): D; function a(e: C): D;", "changed", "a"),
        ("type A = B", "type A = B | C", "changed", "A"),
        ("type A = (b: C) => D", "type A = (b: E) => D", "changed", "()"),
        ("enum A { B, C }", "enum A { B }", "missing", "C"),
        ("enum A { B = 1 }", "enum A { B = 2 }", "changed", "B"),
        ("class A { b(c: D): E {} }", "class A { private b(c: D): E {} }", "changed", "b"),
    ],
)
def test_a_difference_is_found(documented: str, declared: str, change: str, name: str) -> None:
    found = differences(_declared(documented), _declared(declared))
    assert [(d.change, d.name) for d in found] == [(change, name)]


@pytest.mark.parametrize(
    ("documented", "different"),
    [
        ("type A struct {\n\tB int\n}", []),
        ("type A struct {\n\tB int\n}\nfunc (a *A) C() error", []),
        ("type A struct {\n\tB int\n}\nfunc (a *A) C() int", ["C"]),
        ("type A struct {\n\tB int\n}\nfunc (a *A) D()", ["D", "C"]),
    ],
)
def test_methods_of_go_may_be_left_out_together(documented: str, different: list[str]) -> None:
    declared = "type A struct {\n\tB int\n\tc int\n}\n\nfunc (a *A) C() error { return nil }\n"
    found = differences(_declared(documented, "go"), _declared(declared, "go"), language="go")
    assert [difference.name for difference in found] == different


def test_a_private_field_does_not_hide_a_method_of_its_name() -> None:
    documented = _declared("record A(int b) { int c(); }", "java")
    declared = _declared("record A(int b) { private int c; public int c() { return 1; } }", "java")
    assert differences(documented, declared) == []


_NAMES = st.lists(st.sampled_from("bcdefg"), unique=True)


@given(_NAMES, _NAMES)
def test_missing_and_extra_are_what_only_one_has(ours: list[str], theirs: list[str]) -> None:
    def made(names: list[str]) -> Declaration:
        return _declared(f"interface A {{ {'; '.join(f'{n}: string' for n in names)} }}")

    found = {(d.change.value, d.name) for d in differences(made(ours), made(theirs))}
    missing = {("missing", name) for name in set(ours) - set(theirs)}
    assert found == missing | {("extra", name) for name in set(theirs) - set(ours)}
    partial = differences(made(ours), made(theirs), is_partial=True)
    assert {(d.change.value, d.name) for d in partial} == missing


@pytest.mark.parametrize(
    ("code", "language", "partial"),
    [
        ("interface A {\n  b: C;\n  // ...\n}", "typescript", True),
        ("interface A {\n  b: C;\n  ...\n}", "typescript", True),
        ("interface A {\n  b: C; // and so on\n}", "typescript", False),
        ("interface A {\n  b(...c: D[]): E;\n}", "typescript", False),
        ("class A:\n    def b(self) -> C:\n        ...\n", "python", False),
        ("class A:\n    b: C\n    # …\n", "python", True),
    ],
)
def test_code_says_that_it_is_a_part(code: str, language: str, *, partial: bool) -> None:
    assert is_partial(code, language) is partial


STORE = """\
export interface Store<K extends string> {
  get(key: K): Promise<Entry | undefined>;
  get(keys: K[]): Promise<Entry[]>;
  readonly size?: number;
  find(by: "Entry"): void;
}

export class Memory implements Store<string> {}
class Base {}
export abstract class Slow extends Base implements Other, Store<string> {}
"""
PATH = "packages/core/src/store.ts"


def _compared(root: Path) -> dict[str, tuple[str, list[str], list[str]]]:
    settings = load_root_settings(root)
    catalog = load_catalog(settings)
    documented = [Documented(interface=record) for record in catalog.records(Interface)]
    found = DeclaredInterfaces(settings, catalog.workspace).compare(documented)
    return {
        item.interface.key: (
            f"{c.declared.path}:{c.declared.line}" if c.declared else "",
            [d.name for d in c.differences],
            [place.name for place in c.implementations],
        )
        for item, c in found
    }


def test_the_source_code_of_the_package_is_looked_into(
    repository: Callable[[Tree], Path],
) -> None:
    root = repository({**TREE, PATH: STORE})
    assert _compared(root) == {
        "core#Store": (f"{PATH}:1", [], ["Memory", "Slow"]),
        "core#Entry": ("", [], []),
        "web#Page": ("", [], []),
    }


@pytest.mark.parametrize(
    "path",
    [
        "packages/core/node_modules/x/store.ts",
        "packages/core/tests/store.ts",
        "packages/core/src/__tests__/store.ts",
        "packages/core/src/store.test.ts",
        "packages/core/dist/store.ts",
        "packages/core/.cache/store.ts",
        "packages/core/ignored/store.ts",
        "packages/core/inner/src/store.ts",
        "packages/web/src/store.ts",
        "packages/core/src/store.py",
    ],
)
def test_other_files_do_not_count(repository: Callable[[Tree], Path], path: str) -> None:
    inner = {"packages/core/inner/package.json": '{"name": "inner"}'}
    workspace = {"package.json": '{"workspaces": ["packages/*", "packages/core/inner"]}'}
    ignored = {"packages/.gitignore": "ignored/\n"}
    text = "class Store: pass\n" if path.endswith(".py") else STORE
    root = repository({**TREE, **inner, **workspace, **ignored, path: text})
    assert _compared(root)["core#Store"] == ("", [], [])


def test_of_several_declarations_the_nearest_is_compared(
    repository: Callable[[Tree], Path],
) -> None:
    other = "export interface Store { open(): void }\n"
    root = repository({**TREE, PATH: STORE, "packages/core/src/another.ts": other})
    assert _compared(root)["core#Store"][:2] == (f"{PATH}:1", [])


def _page(built: Built) -> BeautifulSoup:
    return BeautifulSoup(built.page("packages/core.html"), "html.parser")


def test_a_build_says_nothing_of_source_code_unless_it_is_told_to(site: Site) -> None:
    site.write({**TREE, PATH: STORE.replace("find", "search")})
    built = site.build(clean=True)
    assert built.warnings == []
    assert PATH not in built.page("packages/core.html")


def test_a_build_warns_of_drift_and_shows_it(site: Site) -> None:
    site.write({**TREE, PATH: STORE.replace("find", "search")})
    url = "https://github.com/acme/shop"
    built = site.build(clean=True, archdoc_drift=True, archdoc_repository_url=url)
    (warning,) = built.warnings
    assert warning.startswith("packages/core/ARCHITECTURE.md:17: WARNING: The interface core#Store")
    assert f"{PATH}:1 declares: find is not there; search is not documented." in warning
    assert warning.endswith("[archdoc.drift]")
    (drift,) = _page(built).find_all("div", class_="arch-drift")
    assert [li.get_text().strip() for li in drift.find_all("li")] == [
        "find is not in the source code",
        'search(by: "Entry"): void is not documented',
    ]
    assert drift.select("a")[0]["href"] == f"{url}/blob/main/{PATH}#L1"
    (line,) = _page(built).find_all("p", class_="arch-implementations")
    assert [a["href"] for a in line.find_all("a")] == [
        f"{url}/blob/main/{PATH}#L8",
        f"{url}/blob/main/{PATH}#L10",
    ]


def test_what_is_in_step_is_said_to_be_declared(site: Site) -> None:
    site.write({**TREE, PATH: STORE})
    built = site.build(clean=True, archdoc_drift=True)
    assert built.warnings == []
    (line,) = _page(built).find_all("p", class_="arch-declared")
    assert line.get_text() == f"Declared in {PATH}:1"


@pytest.mark.parametrize(
    "edit",
    [
        {PATH: STORE.replace("find", "search")},
        {PATH: STORE.replace("class Memory implements", "class Heap implements")},
        {"packages/core/src/more.ts": "class More implements Store<string> {}\n"},
        {PATH: "\n\n" + STORE},
    ],
)
def test_a_page_follows_the_source_code(site: Site, edit: dict[str, str]) -> None:
    pulled = "# S\n\n```{interface} core#Store\n```\n\n```{architecture-packages}\n```\n"
    site.write({**TREE, PATH: STORE, "docs/index.md": pulled})
    site.build(clean=True, archdoc_drift=True)
    site.write(edit)
    built = site.build(archdoc_drift=True)
    assert (built.read, built.written) == ([], ["index", "packages/core"])
    clean = site.build(clean=True, into="clean", archdoc_drift=True)
    for name in ("index.html", "packages/core.html"):
        assert outputs(built.out)[name] == outputs(clean.out)[name]
    assert site.build(archdoc_drift=True).written == []
