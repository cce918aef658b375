"""The PDFs of the example have everything in them: by LaTeX, and without TeX."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from sphinxext_archdoc.config import load_root_settings
from sphinxext_archdoc.loader import load_catalog
from sphinxext_archdoc.markup.outline import read_outline
from sphinxext_archdoc.model import Decision, Diagram, Interface
from tests.conftest import write_tree
from tests.pdf.conftest import ENGINES, ROOT, Pdf, build, make, need, squeezed

SHOP = ROOT / "examples" / "shop"
IN_DIRECTIVES = ("An order is never edited", "Boxes say what is in them")
WAYS = [*ENGINES, "weasyprint"]


@pytest.fixture(scope="module", params=WAYS)
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    """The example as a PDF, made in one of the ways."""
    out = tmp_path_factory.mktemp(request.param)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")
    need(modules=("pypdf", "typst", "mermaid_render"))
    if request.param == "weasyprint":
        need(modules=("weasyprint",))
        warnings = build(SHOP / "docs", out, "-b", "archdoc-pdf", "-n", "-W", "--keep-going")
        return Pdf(out / "meadowlark.pdf", warnings=warnings)
    need(programs=("make", "latexmk", request.param))
    options = ("-n", "-W", "--keep-going", "-D", f"latex_engine={request.param}")
    warnings = build(SHOP / "docs", out, "-b", "latex", *options)
    return Pdf(out / "meadowlark.pdf", log=make(out), warnings=warnings)


def test_nothing_is_warned_of(pdf: Pdf) -> None:
    assert pdf.warnings == ""
    assert re.findall(r"^LaTeX Warning: (?:Hyper r|R)eference.*", pdf.log, re.MULTILINE) == []
    assert "There were undefined references" not in pdf.log
    assert re.findall(r"^Package sphinxarchdoc Warning.*", pdf.log, re.MULTILINE) == []
    assert re.findall(r"^Missing character.*", pdf.log, re.MULTILINE) == []


def test_nothing_runs_off_the_page(pdf: Pdf) -> None:
    too_wide = re.findall(r"Overfull \\hbox \(([\d.]+)pt", pdf.log)
    assert [width for width in too_wide if float(width) > 5] == []


def test_every_package_is_in_the_text_and_the_bookmarks(pdf: Pdf) -> None:
    packages = load_catalog(load_root_settings(SHOP)).workspace.packages
    documented = [package for package in packages if package.documents]
    assert len(documented) >= 8
    text = squeezed(pdf.text)
    assert [p.name for p in packages if p.name != "." and squeezed(p.name) not in text] == []
    marks = squeezed(" ".join(pdf.outline))
    names = [p.name.rpartition("/")[2] for p in documented if p.name != "."]
    assert [name for name in names if squeezed(name) not in marks] == []


def test_every_decision_is_in_the_text_and_its_index(pdf: Pdf) -> None:
    decisions = list(load_catalog(load_root_settings(SHOP)).records(Decision))
    titles = [*(decision.title for decision in decisions), *IN_DIRECTIVES]
    assert len(titles) >= 30
    start = max(
        n for n, page in enumerate(pdf.pages) if squeezed("Decision Index") in squeezed(page)
    )
    text, index = squeezed(pdf.text), squeezed(" ".join(pdf.pages[start - 1 :]))
    assert [title for title in titles if squeezed(title) not in text] == []
    assert [title for title in titles if squeezed(title) not in index] == []


def test_every_interface_is_in_the_text(pdf: Pdf) -> None:
    interfaces = list(load_catalog(load_root_settings(SHOP)).records(Interface))
    assert len(interfaces) >= 10
    text = squeezed(pdf.text)
    assert [i.title for i in interfaces if squeezed(i.title) not in text] == []


def test_every_diagram_is_drawn(pdf: Pdf) -> None:
    diagrams = list(load_catalog(load_root_settings(SHOP)).records(Diagram))
    assert len(diagrams) >= 10
    text = squeezed(pdf.text)
    nodes = {node for diagram in diagrams for node in read_outline(diagram.source).nodes.values()}
    assert len(nodes) >= 20
    assert [node for node in sorted(nodes) if squeezed(node) not in text] == []
    assert "-->" not in pdf.text
    assert "sequenceDiagram" not in pdf.text


def test_links_inside_lead_somewhere(pdf: Pdf) -> None:
    assert len(pdf.links) > 300
    assert [source + 1 for source, target in pdf.links if target is None] == []
    # They do not all lead to the same few pages.
    assert len({target for _source, target in pdf.links}) > 30


def test_the_bookmarks_are_a_tree_of_the_pages(pdf: Pdf) -> None:
    for title in ("At a glance", "How ordering works", "Packages", "Decisions", "Decision Index"):
        assert title in pdf.outline
    assert len(pdf.outline) > 100
    assert any(isinstance(item, list) for item in pdf.reader.outline)


def test_the_number_of_pages_is_that_of_a_book(pdf: Pdf) -> None:
    assert 50 < len(pdf.pages) < 130
    assert [n for n, page in enumerate(pdf.pages, 1) if not re.search(r"[^\W\d]{3}", page)] == []


def test_the_cover_says_what_it_is(pdf: Pdf) -> None:
    assert "Meadowlark" in pdf.pages[0]
    assert "everybody at Meadowlark" in pdf.pages[0]
    assert "2026" in pdf.pages[0]
    assert pdf.reader.metadata is not None
    assert "Meadowlark" in str(pdf.reader.metadata.title)


def test_the_contents_say_on_which_page(pdf: Pdf) -> None:
    contents = pdf.pages[1]
    found = re.search(r"How ordering works[ .]*(\d+)", contents)
    assert found, contents[:500]


def test_no_controls_of_a_screen_are_printed(pdf: Pdf) -> None:
    for words in ("Filter the decisions", "Open the picture", "Show more", "¶"):
        assert words not in pdf.text


def _small(folder: Path, text: str) -> Path:
    conf = 'extensions = ["sphinxext_archdoc"]\nproject = "Small"\n'
    return write_tree(folder / "docs", {"conf.py": conf, "index.md": f"# Small\n\n{text}\n"})


def test_the_same_bytes_twice_without_tex(tmp_path: Path) -> None:
    need(modules=("weasyprint",))
    source = _small(tmp_path, "A text.")
    made = []
    for number in ("one", "two"):
        assert build(source, tmp_path / number, "-b", "archdoc-pdf") == ""
        made.append((tmp_path / number / "small.pdf").read_bytes())
    assert made[0] == made[1]


def test_nothing_is_loaded_from_other_hosts(tmp_path: Path) -> None:
    need(modules=("weasyprint", "pypdf"))
    source = _small(tmp_path, "![a badge](https://pictures.invalid/badge.svg)")
    assert build(source, tmp_path / "out", "-b", "archdoc-pdf") == ""
    assert "a badge" in Pdf(tmp_path / "out" / "small.pdf").text
