"""Languages are found by fences and paths, and say what they need."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sphinxext_archdoc.languages import (
    Language,
    _cache,
    _grammar,
    language_of_fence,
    language_of_path,
    language_of_suffix,
    languages,
)

GRAMMARS = {"go": "go", "rust": "rust", "java": "java", "csharp": "c_sharp"}
"""Languages with an extra, and the last words of the names of their grammars."""


@pytest.mark.parametrize("language", languages(), ids=lambda x: x.NAME)
def test_contract(language: Language) -> None:
    assert language.__doc__
    assert sys.modules[f"sphinxext_archdoc.languages.{language.NAME}"] is language
    assert list(language.FENCES) == [word.lower() for word in language.FENCES]
    assert all(suffix.startswith(".") for suffix in language.SUFFIXES)
    assert bool(language.EXTRA) == (language.NAME in GRAMMARS)


def test_no_two_languages_claim_one_name() -> None:
    names = [name for x in languages() for name in (*x.FENCES, *x.SUFFIXES)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("ts", "typescript"),
        ("TypeScript", "typescript"),
        ("tsx", "typescript"),
        ("js", "javascript"),
        ("py", "python"),
        ("golang", "go"),
        ("rs", "rust"),
        ("c#", "csharp"),
        ("proto", "protobuf"),
        ("gql", "graphql"),
        ("text", None),
    ],
)
def test_language_of_fence(word: str, name: str | None) -> None:
    language = language_of_fence(word)
    assert (language.NAME if language else None) == name


@pytest.mark.parametrize(
    ("path", "name", "suffix"),
    [
        ("src/store.ts", "typescript", ".ts"),
        ("src/index.d.ts", "typescript", ".d.ts"),
        ("src/Store.Test.CTS", "typescript", ".Test.CTS"),
        ("a.b/store.py", "python", ".py"),
        ("windows\\store.go", "go", ".go"),
        (".ts", "typescript", ".ts"),
    ],
)
def test_language_of_path(path: str, name: str, suffix: str) -> None:
    found = language_of_path(path)
    assert found is not None
    assert (found[0].NAME, found[1]) == (name, suffix)


@pytest.mark.parametrize("path", ["README.md", "ts", "a.ts/README", "store.ts.bak", ""])
def test_path_in_no_language(path: str) -> None:
    assert language_of_path(path) is None


def test_suffix_counts_from_its_last_dot() -> None:
    assert language_of_suffix(".test.ts") is language_of_suffix(".ts") is not None
    assert language_of_suffix(".ts.map") is None


@pytest.mark.parametrize("name", GRAMMARS)
def test_missing_grammar(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    language = next(x for x in languages() if name == x.NAME)
    _grammar.parser.cache_clear()
    monkeypatch.setattr(_cache, "_readings", _cache.ReadingCache())
    monkeypatch.setitem(sys.modules, f"tree_sitter_{GRAMMARS[name]}", None)
    with pytest.raises(ImportError):
        language.declarations("")
    assert language.EXTRA in optional_dependencies()


def optional_dependencies() -> dict[str, list[str]]:
    import tomllib

    project = Path(__file__).parents[2] / "pyproject.toml"
    found: dict[str, list[str]] = tomllib.loads(project.read_text("utf-8"))["project"][
        "optional-dependencies"
    ]
    return found
