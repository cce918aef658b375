"""SVG becomes PDF: as vectors, with its text, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.drawing import pdf
from sphinxext_archdoc.drawing.pdf import svg_to_pdf

pytest.importorskip("typst")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
PICTURE = f"{HEAD}<rect width='90' height='20'/><text x='5' y='50'>Straße</text></svg>"


def _picture(folder: Path, text: str = PICTURE) -> Path:
    path = folder / "boxes.svg"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_pdf_has_the_size_of_the_picture(tmp_path: Path) -> None:
    made = svg_to_pdf(_picture(tmp_path), tmp_path / "made")
    assert isinstance(made, Path)
    assert made.parent == tmp_path / "made"
    data = made.read_bytes()
    assert data.startswith(b"%PDF")
    # 200 and 100 pixels at 96 to the inch are points at 72.
    assert b"/MediaBox[0 0 150 75]" in data


def test_the_same_picture_is_converted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = svg_to_pdf(_picture(tmp_path), tmp_path)
    monkeypatch.setattr(pdf, "pdf_of", lambda source, name: pytest.fail("converted again"))
    assert svg_to_pdf(_picture(tmp_path), tmp_path) == first


def test_another_picture_of_the_same_name_is_another_file(tmp_path: Path) -> None:
    first = svg_to_pdf(_picture(tmp_path), tmp_path)
    second = svg_to_pdf(_picture(tmp_path, PICTURE.replace("Straße", "Platz")), tmp_path)
    assert first != second


def test_the_same_bytes_each_time() -> None:
    assert pdf.pdf_of(PICTURE.encode(), "x") == pdf.pdf_of(PICTURE.encode(), "x")


@pytest.mark.parametrize(
    ("written", "chosen"),
    [
        ("Helvetica, Arial, sans-serif", "'Noto Sans'"),
        ("'Fira Code', monospace", "'DejaVu Sans Mono'"),
        ("ui-monospace, SFMono-Regular", "'DejaVu Sans Mono'"),
        ("Times New Roman", "'Libertinus Serif'"),
        ("Georgia, serif", "'Libertinus Serif'"),
        ('"Noto Sans", serif', "'Noto Sans'"),
        ("", "'Noto Sans'"),
    ],
)
def test_fonts_are_such_that_are_there(written: str, chosen: str) -> None:
    known = {"Noto Sans", "Libertinus Serif", "DejaVu Sans Mono"}
    attribute = written.replace('"', "'")
    source = f"""{HEAD}<style>t{{font-family:{written}}} u{{font: bold 12px {written}}}</style>
    <text font-family="{attribute}" style="font-family: {attribute}; fill: red">x</text></svg>"""
    found = pdf._with_known_fonts(source.encode(), known)
    assert f"t{{font-family:{chosen}}}" in found
    assert f"u{{font: bold 12px {chosen}}}" in found
    assert f'font-family="{chosen}" style="font-family: {chosen}; fill: red"' in found


def test_lines_with_symbols_get_a_font_that_has_them() -> None:
    source = f"{HEAD}<text>a → <tspan>b</tspan></text><text>plain</text></svg>".encode()
    assert pdf._with_known_fonts(source, {"Noto Sans", "DejaVu Sans"}).count("DejaVu Sans") == 2
    assert "DejaVu Sans" not in pdf._with_known_fonts(source, {"Noto Sans"})


@pytest.mark.parametrize("text", ["", "<svg", "<html/>", "\x00", PICTURE + "x"])
def test_what_is_no_picture_is_told(tmp_path: Path, text: str) -> None:
    found = svg_to_pdf(_picture(tmp_path, text), tmp_path / "made")
    assert isinstance(found, Diagnostic)
    assert found.code is Code.UNREADABLE
    assert "boxes.svg" in found.message
    assert not list(tmp_path.glob("made/*"))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    found = svg_to_pdf(tmp_path / "none.svg", tmp_path)
    assert isinstance(found, Diagnostic)
    assert found.code is Code.UNREADABLE


def test_a_missing_converter_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_version", lambda: "")
    found = svg_to_pdf(_picture(tmp_path), tmp_path)
    assert isinstance(found, Diagnostic)
    assert found.code is Code.MISSING_EXTRA
    assert "sphinxext-archdoc[diagrams]" in found.message


def test_large_styles_take_no_time() -> None:
    source = f"{HEAD}<style>{'font:' * 200_000}</style></svg>".encode()
    assert "svg" in pdf._with_known_fonts(source, {"Noto Sans"})


@pytest.mark.parametrize("address", ["secret.svg", "/etc/hostname", "https://example.org/a.png"])
def test_pictures_that_name_other_files_are_told(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.svg").write_text(PICTURE, encoding="utf-8")
    source = f'{HEAD}<image href="{address}" width="9" height="9"/></svg>'
    assert isinstance(svg_to_pdf(_picture(tmp_path, source), tmp_path / "made"), Diagnostic)
