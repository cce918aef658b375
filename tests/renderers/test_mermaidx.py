"""Mermaid's own script in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxext_archdoc.renderers import Failure, Options, Picture, mermaidx
from tests.drawing.test_cleaning import FORBIDDEN

pytest.importorskip("mermaidx")
DIAGRAMS = Path(__file__).parent / "diagrams"


@pytest.mark.parametrize("name", ["flowchart", "sequence", "many-languages", "directive"])
def test_pictures_have_texts_and_nothing_that_acts(name: str) -> None:
    source = (DIAGRAMS / f"good/{name}.mmd").read_text(encoding="utf-8")
    found = mermaidx.render(source, Options())
    assert isinstance(found, Picture)
    assert "<text" in found.svg
    assert FORBIDDEN.search(found.svg) is None


def test_nodes_are_named_as_in_the_source() -> None:
    found = mermaidx.render("graph TD\n  shop[The shop] --> store\n", Options())
    assert isinstance(found, Picture)
    assert 'data-node="shop"' in found.svg
    assert 'data-node="store"' in found.svg


@pytest.mark.parametrize("name", ["2-sequence", "7-behind-comments"])
def test_mistakes_are_found_at_their_line(name: str) -> None:
    source = (DIAGRAMS / f"wrong/{name}.mmd").read_text(encoding="utf-8")
    found = mermaidx.render(source, Options())
    assert isinstance(found, Failure)
    assert found.is_mistake
    assert found.line == int(name.split("-")[0])


def test_a_header_that_is_no_yaml_is_a_mistake() -> None:
    found = mermaidx.render("---\ntitle: [\n---\ngraph TD\n  a --> b\n", Options())
    assert isinstance(found, Failure)
    assert found.is_mistake


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mermaidx, "SECONDS", 0.01)
    found = mermaidx.render("graph TD\n  a --> b\n", Options())
    assert found == Failure(message="mermaidx runs for 0.01 seconds", is_lasting=False)


def test_a_process_that_dies_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mermaidx, "_PROGRAM", "raise SystemExit(3)")
    found = mermaidx.render("graph TD\n  a --> b\n", Options())
    assert found == Failure(message="mermaidx fails", is_lasting=False)
