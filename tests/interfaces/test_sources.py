"""Declarations are pulled out of source files, and follow them."""

from __future__ import annotations

import sys
from textwrap import indent

import pytest
from bs4 import BeautifulSoup

from sphinxext_archdoc.languages._grammar import parser
from tests.interfaces.conftest import SOURCE, TREE
from tests.sphinx_ext.conftest import Built, Site, outputs

PATH = "packages/core/src/cache.ts"


def _write(site: Site, argument: str, *options: str, path: str = PATH) -> None:
    lines = "".join(f":{option}\n" for option in (f"source: {path}", *options))
    page = (
        f"# Site\n\n```{{interface}} {argument}\n{lines}```\n\n```{{architecture-packages}}\n```\n"
    )
    site.write({"docs/index.md": page})


def _pulled(built: Built) -> list[str]:
    page = BeautifulSoup(built.page("index.html"), "html.parser")
    shown = page.find_all("dt", class_="sig")
    return [" ".join(dt.get_text().replace("¶", "").split()) for dt in shown]


CACHE = [
    "interface Cache<T>",
    "get(key: string): T | undefined",
    "set(key: string, value: T): void",
]


@pytest.mark.parametrize(
    ("argument", "options", "shown"),
    [
        ("Cache", (), CACHE),
        ("Cache", ("members: set",), [CACHE[0], CACHE[2]]),
        ("Cache", ("members:", "exclude-members: s*"), CACHE[:2]),
        ("Base", (), ["abstract class Base", "close(): void"]),
        ("Base", ("members: secret",), ["abstract class Base", "private secret = 1"]),
        (
            "Base",
            ("private:", "exclude-members: _*, close"),
            ["abstract class Base", "private secret = 1", "protected abstract open(): void"],
        ),
        ("Hidden", (), ["interface Hidden", "value: string"]),
        (
            "Hidden, Cache",
            ("members: value, get",),
            ["interface Hidden", "value: string", *CACHE[:2]],
        ),
        ("Hidden  Cache", ("members: value",), ["interface Hidden", "value: string", CACHE[0]]),
        ("*e", (), [*CACHE, "abstract class Base", "close(): void"]),
        ("H*", ("private:",), ["interface Hidden", "value: string"]),
        ("", (), [*CACHE, "abstract class Base", "close(): void"]),
    ],
)
def test_what_is_asked_for_is_shown(
    site: Site, argument: str, options: tuple[str, ...], shown: list[str]
) -> None:
    site.write({**TREE, PATH: SOURCE})
    _write(site, argument, *options)
    built = site.build(clean=True)
    assert _pulled(built) == shown
    assert built.warnings == []


def test_a_member_that_is_not_there_is_a_warning(site: Site) -> None:
    site.write({**TREE, PATH: SOURCE})
    _write(site, "Cache", "members: get, has*")
    built = site.build(clean=True)
    (warning,) = built.warnings
    assert warning.startswith("docs/index.md:5: WARNING: Nothing that is shown has a member 'has*'")
    assert warning.endswith("there are get, set. [archdoc.unknown-key]")
    assert _pulled(built) == CACHE[:2]


def test_it_is_a_target_of_the_package_of_the_file(site: Site) -> None:
    site.write({**TREE, PATH: SOURCE})
    _write(site, "Cache")
    site.write(
        {"docs/roles.md": "---\norphan: true\n---\n# R\n\n{arch:interface}`core#Cache.get`\n"}
    )
    built = site.build(clean=True)
    assert built.warnings == []
    assert 'href="index.html#arch-interface-core-cache.get"' in built.page("roles.html")


def test_the_code_is_that_of_the_declaration_with_its_comment(site: Site) -> None:
    site.write({**TREE, PATH: SOURCE})
    _write(site, "Cache")
    page = BeautifulSoup(site.build(clean=True).page("index.html"), "html.parser")
    (code,) = page.select("details.arch-code pre")
    text = code.get_text()
    assert text.startswith("/** Remembers for a while. */\nexport interface Cache<T> {")
    assert text.endswith("}\n")
    assert "Base" not in text


def test_what_a_document_declares_keeps_its_place(site: Site) -> None:
    again = "export interface Entry {\n  value: string;\n}\n"
    site.write({**TREE, PATH: again})
    _write(site, "Entry")
    site.write(
        {"docs/roles.md": "---\norphan: true\n---\n# R\n\n{arch:interface}`core#Entry.value`\n"}
    )
    built = site.build(clean=True)
    assert built.warnings == []
    assert 'href="packages/core.html#arch-interface-core-entry.value"' in built.page("roles.html")
    assert _pulled(built) == ["interface Entry", "value: string"]


def test_two_pages_may_show_the_same(site: Site) -> None:
    site.write({**TREE, PATH: SOURCE})
    _write(site, "Cache")
    page = f"---\norphan: true\n---\n# R\n\n```{{interface}} Cache\n:source: {PATH}\n```\n"
    site.write({"docs/again.md": page})
    built = site.build(clean=True)
    assert built.warnings == []
    objects = built.app.env.domains["arch"].get_objects()
    assert [place for name, _t, _k, place, *_ in objects if name == "core#Cache"] == ["again"]


@pytest.mark.parametrize(
    ("argument", "path", "code", "said"),
    [
        ("Cahce", PATH, "unknown-key", "near are Cache"),
        ("Cache", "packages/core/src/gone.ts", "unreadable", "not there"),
        ("Cache", "packages/core/src", "unreadable", "a folder"),
        ("Cache", "../outside.ts", "outside", "leads out of the repository"),
        ("Cache", "packages/../../outside.ts", "outside", "leads out of the repository"),
        ("Cache", "packages/core/src/link.ts", "outside", "leads out of the repository"),
        ("Cache", "packages/core/package.json", "code", "no language that can be read"),
        ("Cache", "packages/core/src/binary.ts", "encoding", "binary"),
    ],
)
def test_what_cannot_be_shown_is_one_warning(
    site: Site, argument: str, path: str, code: str, said: str
) -> None:
    site.write({**TREE, PATH: SOURCE, "packages/core/src/binary.ts": b"\0\1\2"})
    (site.root.parent / "outside.ts").write_text(SOURCE)
    (site.root / "packages/core/src/link.ts").symlink_to(site.root.parent / "outside.ts")
    _write(site, argument, path=path)
    built = site.build(clean=True)
    (warning,) = built.warnings
    assert warning.startswith("docs/index.md:")
    assert said in warning
    assert warning.endswith(f"[archdoc.{code}]")
    assert _pulled(built) == []


def test_a_source_that_is_no_utf_8_is_read_with_a_warning(site: Site) -> None:
    site.write({**TREE, PATH: SOURCE.replace("get(key", "h\xe4lt(key").encode("latin-1")})
    _write(site, "Cache")
    built = site.build(clean=True)
    (warning,) = built.warnings
    assert "[archdoc.encoding]" in warning
    assert len(_pulled(built)) == len(CACHE)


def test_a_missing_grammar_names_the_extra(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter_go", None)
    parser.cache_clear()
    path = "packages/core/cache.go"
    site.write({**TREE, path: "package core\n\ntype Only interface { Monkey(key string) error }\n"})
    _write(site, "Only", path=path)
    (warning,) = site.build(clean=True).warnings
    assert "install sphinxext-archdoc[languages]" in warning
    assert warning.endswith("[archdoc.missing-extra]")


def test_a_missing_grammar_is_said_where_its_code_stands(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter_rust", None)
    parser.cache_clear()
    fence = "\n## Key Interfaces\n\n```rust\ntrait Lone { fn wolf(); }\n```\n"
    site.write({**TREE, "packages/core/ARCHITECTURE.md": f"# Architecture - core\n{fence}"})
    (warning,) = site.build(clean=True).warnings
    assert warning.startswith("packages/core/ARCHITECTURE.md:5: WARNING: Interfaces in rust")
    assert "install sphinxext-archdoc[languages]" in warning


@pytest.mark.parametrize(
    ("line", "page"),
    [
        (6, "```{interface} Lone\n:language: go\n\ntype Lone interface { Wolf() }\n```\n"),
        (5, "````{interface} Lone\n\n```go\ntype Lone interface { Wolf() }\n```\n````\n"),
    ],
)
def test_a_directive_without_the_grammar_of_its_code_shows_the_code(
    site: Site, monkeypatch: pytest.MonkeyPatch, line: int, page: str
) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter_go", None)
    parser.cache_clear()
    site.write({"docs/index.md": f"# Site\n\n{page}", "package.json": "{}"})
    built = site.build(clean=True)
    (warning,) = built.warnings
    assert warning.startswith(f"docs/index.md:{line}: WARNING: Interfaces in go")
    assert warning.endswith("[archdoc.missing-extra]")
    assert "Wolf" in built.page("index.html")


def test_code_of_a_directive_that_does_not_parse_is_said_at_its_line(site: Site) -> None:
    code = "interface Bar {\n  a: string;\n}\n\ninterface Baz { x: @acme }\n"
    site.write(
        {
            "docs/index.md": f"# Site\n\n````{{interface}} Baz\n\n```ts\n{code}```\n````\n",
            "docs/bare.rst": ":orphan:\n\nBare\n====\n\n.. interface:: Baz\n"
            "   :language: ts\n   :package: other\n\n" + indent(code, "   "),
            "packages/other/package.json": '{"name": "other"}',
        }
    )
    built = site.build(clean=True)
    places = [warning.partition(": WARNING: ")[0] for warning in built.warnings]
    assert places == ["docs/bare.rst:14", "docs/index.md:10"]
    assert all(warning.endswith("[archdoc.code]") for warning in built.warnings)
    assert all("@acme" in built.page(page) for page in ("index.html", "bare.html"))


def _equals_a_clean_build(site: Site, built: Built) -> bool:
    index = (built.out / "index.html").read_bytes()
    clean = site.build(clean=True, into="clean")
    return index == (clean.out / "index.html").read_bytes() and (
        outputs(built.out)["objects.inv"] == outputs(clean.out)["objects.inv"]
    )


def test_the_page_is_read_again_when_the_source_changes_and_only_then(site: Site) -> None:
    site.write({**TREE, PATH: SOURCE})
    _write(site, "Cache")
    site.build(clean=True)
    assert site.build().read == []
    site.write({PATH: SOURCE.replace("set(key", "put(key")})
    built = site.build()
    assert built.read == ["index"]
    assert "put(key: string, value: T): void" in _pulled(built)
    assert _equals_a_clean_build(site, built)
    assert site.build().read == []


def test_a_source_that_is_deleted_and_comes_back(site: Site) -> None:
    site.write({**TREE, PATH: SOURCE})
    _write(site, "Cache")
    site.build(clean=True)
    (site.root / PATH).unlink()
    built = site.build()
    (warning,) = built.warnings
    assert "not there" in warning
    assert (built.read, _pulled(built)) == (["index"], [])
    assert _equals_a_clean_build(site, built)
    assert site.build().read == []
    site.write({PATH: SOURCE})
    built = site.build()
    assert (built.read, _pulled(built)) == (["index"], CACHE)
    assert site.build().read == []


def test_a_link_is_made_when_the_type_becomes_an_interface(site: Site) -> None:
    other = "packages/core/src/other.ts"
    site.write({**TREE, PATH: SOURCE, other: "export interface User { cache: Cache<string>; }\n"})
    _write(site, "User", path=other)
    built = site.build(clean=True)
    assert "arch-interface-core-cache" not in built.page("index.html")
    page = f"---\norphan: true\n---\n# R\n\n```{{interface}} Cache\n:source: {PATH}\n```\n"
    site.write({"docs/again.md": page})
    built = site.build()
    assert (built.read, built.written) == (["again"], ["again", "index"])
    assert 'href="again.html#arch-interface-core-cache"' in built.page("index.html")
    assert _equals_a_clean_build(site, built)
