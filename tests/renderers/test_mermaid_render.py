"""The wheel makes pictures of every kind of diagram; each file of ``diagrams`` is a case."""

from __future__ import annotations

import re
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sphinxext_archdoc.drawing.pictures import picture_in_file, picture_in_page
from sphinxext_archdoc.markup.outline import read_outline
from sphinxext_archdoc.renderers import Failure, Options, Picture, mermaid_render
from tests.drawing.test_cleaning import FORBIDDEN

pytest.importorskip("mermaid_render")
DIAGRAMS = Path(__file__).parent / "diagrams"
KINDS = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polygon", "text", "tspan"}


def cases(folder: str) -> list[Path]:
    return sorted((DIAGRAMS / folder).glob("*.mmd"))


def render(path: Path) -> Picture | Failure:
    with path.open(encoding="utf-8", newline="") as file:
        found = mermaid_render.render(file.read(), Options())
    assert isinstance(found, Picture | Failure)
    return found


@pytest.mark.parametrize("path", cases("good"), ids=lambda path: path.stem)
def test_every_kind_becomes_a_picture(path: Path) -> None:
    found = render(path)
    assert isinstance(found, Picture), found
    root = ET.fromstring(found.svg)
    assert {element.tag for element in root.iter()} <= KINDS | {"desc", "title", "polyline"}
    assert "".join(root.itertext()).strip()
    assert FORBIDDEN.search(found.svg) is None


@pytest.mark.parametrize("path", cases("hostile"), ids=lambda path: path.stem)
def test_nothing_that_acts_or_loads_comes_through(path: Path) -> None:
    start = time.process_time()
    found = render(path)
    outline = read_outline(path.read_text(encoding="utf-8"))
    assert time.process_time() - start < 15
    if isinstance(found, Failure):
        assert found.message
        return
    links = {node: f"{node}.html" for node in outline.nodes}
    for text in (picture_in_page(found.svg, outline.title, "p", links), found.svg):
        elements = list(ET.fromstring(text).iter())
        assert {e.tag.rpartition("}")[2] for e in elements} <= KINDS | {
            "a",
            "desc",
            "title",
            "polyline",
        }
        for element in elements:
            assert not [name for name in element.attrib if name.lower().startswith("on")]
            values = " ".join(
                v for n, v in element.attrib.items() if n not in ("href", "aria-label")
            )
            assert not re.search(r"https?:|javascript:|data:|url\((?!#)|@import", values)
        assert {e.get("href") for e in elements if "href" in e.attrib} <= set(links.values())
    picture_in_file(found.svg, outline.title)


@pytest.mark.parametrize("path", cases("wrong"), ids=lambda path: path.stem)
def test_mistakes_are_found_at_their_line(path: Path) -> None:
    found = render(path)
    assert isinstance(found, Failure)
    assert found.is_mistake
    assert found.line == int(path.stem.split("-")[0])
    assert "\n" not in found.message


@pytest.mark.parametrize("source", ["", "   \n", "%% only this\n", "shop\n  a --> b\n", "42"])
def test_what_is_no_diagram_is_told(source: str) -> None:
    found = mermaid_render.render(source, Options())
    assert isinstance(found, Failure)
    assert not found.is_mistake


def test_a_header_that_is_no_yaml_is_a_mistake() -> None:
    found = mermaid_render.render("---\ntitle: [\n---\ngraph TD\n  a --> b\n", Options())
    assert isinstance(found, Failure)
    assert found.is_mistake


def test_many_nodes_become_a_picture() -> None:
    source = "graph TD\n" + "".join(f"  n{n} --> n{n // 3}\n" for n in range(1, 300))
    found = mermaid_render.render(source, Options())
    assert isinstance(found, Picture)
    assert found.svg.count("data-node=") == 300


def test_nodes_are_named_as_in_the_source() -> None:
    path = DIAGRAMS / "good/flowchart.mmd"
    found = render(path)
    assert isinstance(found, Picture)
    nodes = read_outline(path.read_text(encoding="utf-8")).nodes
    assert set(re.findall(r'data-node="([^"]*)"', found.svg)) == set(nodes)


def test_two_hundred_diagrams_take_a_second_or_two() -> None:
    start = time.process_time()
    for number in range(200):
        source = f"graph TD\n  a[Shop {number}] --> b{{Full?}} -- yes --> c[(Store)]\n  b --> d\n"
        assert isinstance(mermaid_render.render(source, Options()), Picture)
    assert time.process_time() - start < 20
