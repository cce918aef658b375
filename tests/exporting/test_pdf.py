"""The PDF has the text, the links and the outline of the HTML, and loads nothing."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from sphinxext_archdoc.cli import main
from sphinxext_archdoc.exporting.pdf import MissingError, pdf_bytes


def test_without_weasyprint_the_extra_is_named(
    tea: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    output = tea / "out.pdf"
    words = ["export", "--format", "pdf", "ADR-1", "--output", str(output), "--root", str(tea)]
    assert main([*words, "--no-cache"]) == 2
    assert "install sphinxext-archdoc[pdf], or print what --format html writes." in (
        capsys.readouterr().err
    )
    assert not output.exists()


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'\nmore")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(MissingError, match=r"library of the system .*libpango-1\.0-0'\)"):
        pdf_bytes("<p>x")


@pytest.fixture
def written(tea: Path) -> bytes:
    """The PDF of all decisions."""
    pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    output = tea / "out.pdf"
    words = ["export", "--format", "pdf", "--output", str(output), "--root", str(tea)]
    assert main([*words, "--no-cache", "--title", "Tea für alle →"]) == 0
    return output.read_bytes()


def titles(outline: Iterable[object]) -> list[str]:
    """Return the titles of an outline, also inner ones."""
    found: list[str] = []
    for item in outline:
        found += titles(item) if isinstance(item, list) else [str(item.title)]  # type: ignore[attr-defined]
    return found


def test_read_back(written: bytes) -> None:
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(io.BytesIO(written))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) == 5
    assert reader.metadata.title == "Tea für alle →"
    for page, text in enumerate(("Boil first", "Steep", "A lid", "No handle"), 1):
        assert text in pages[0]
        assert text in pages[page]
        assert f"{page + 1} / 5" in pages[page]
    for text in ("accepted", "2025-05-11", "Ana, Björn", "Oolong", "Below 80 degrees."):
        assert text in pages[1]
    assert {"Boil first", "Steep", "A lid", "No handle"} <= set(titles(reader.outline))
    addresses = [
        annotation.get_object()["/A"]["/URI"]
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation.get_object() and "/URI" in annotation.get_object()["/A"]
    ]
    assert addresses == ["https://tea.example/"]


def test_the_same_bytes_in_every_run(written: bytes, tea: Path) -> None:
    output = tea / "again.pdf"
    words = ["export", "--format", "pdf", "--output", str(output), "--root", str(tea)]
    assert main([*words, "--no-cache", "--title", "Tea für alle →"]) == 0
    assert output.read_bytes() == written


def test_nothing_is_loaded() -> None:
    pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    page = '<img src="file:///etc/hostname"><img src="http://127.0.0.1:9/x.png"><p>There.'
    assert pdf_bytes(page).startswith(b"%PDF")
