"""Our words in other languages: none is missing, and what is compiled is what is written."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import sphinxext_archdoc
from tests.sphinx_ext.conftest import Site
from tests.views.test_building import QUIET

SOURCES = Path(sphinxext_archdoc.__file__).parent / "sphinx_ext"
LANGUAGES = ("de", "es", "fr", "ja", "zh")
SLOTS = re.compile(r"%(?:[sd]|\d)")


def messages() -> set[str]:
    """Return all words that are marked for translation."""
    found = extract_from_dir(
        SOURCES, method_map=[("**.py", "python")], keywords={"_": None, "_noop": None}
    )
    return {str(message) for _file, _line, message, _comments, _context in found}


def catalog(language: str) -> Catalog:
    path = SOURCES / "locale" / language / "LC_MESSAGES" / "archdoc.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_missing_and_none_is_left_over(language: str) -> None:
    translated = {str(m.id): str(m.string) for m in catalog(language) if m.id}
    assert {name for name, text in translated.items() if not text} == set()
    assert set(translated) == messages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_has_its_place(language: str) -> None:
    wrong = {
        m.id
        for m in catalog(language)
        if m.id and sorted(SLOTS.findall(str(m.string))) != sorted(SLOTS.findall(str(m.id)))
    }
    assert wrong == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    path = SOURCES / "locale" / language / "LC_MESSAGES" / "archdoc.mo"
    compiled = {m.id: m.string for m in read_mo(io.BytesIO(path.read_bytes())) if m.id}
    assert compiled == {m.id: m.string for m in catalog(language) if m.id}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["ersetzt durch", "Pakete ohne Dokument", "März"]),
        ("ja", ["承認済み", "やるべきこと", "3月"]),
        ("zh_CN", ["已接受", "待办事项", "三月"]),
    ],
)
def test_pages_speak_the_language_of_the_site(site: Site, language: str, words: list[str]) -> None:
    built = site.build(clean=True, language=language, **QUIET)
    text = "\n".join(page.read_text(encoding="utf-8") for page in built.out.glob("*.html"))
    assert [word for word in words if word not in text] == []
    assert "superseded by" not in text
    assert "Filter the decisions" not in built.page("_static/archdoc-words.js")
