"""Of pictures that others drew only what draws is kept; each file of ``unclean`` is a trap."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.drawing.cleaning import DEEPEST, LARGEST, NODE, UncleanError, cleaned
from sphinxext_archdoc.drawing.pictures import (
    picture_in_file,
    picture_in_page,
    picture_in_print,
)

UNCLEAN = Path(__file__).parent / "unclean"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
FORBIDDEN = re.compile(
    r"<(?:script|iframe|image|foreignObject|style|animate|set|filter|feImage|handler|a|\w+:)\b"
    r"|\son\w+=|javascript:|https?:|file:|data:|expression|\\|@import|<\?|<!",
    re.IGNORECASE,
)


def clean_text(text: str) -> str:
    return ET.tostring(cleaned(text), encoding="unicode")


@pytest.mark.parametrize("path", sorted(UNCLEAN.glob("*.svg")), ids=lambda path: path.stem)
def test_nothing_that_acts_or_loads_is_left(path: Path) -> None:
    pytest.importorskip("cssselect2")
    source = path.read_text(encoding="utf-8")
    found = clean_text(source)
    assert FORBIDDEN.search(found) is None
    assert source.count("kept") == found.count("kept")


def test_shapes_texts_and_colours_are_kept() -> None:
    inside = (
        '<g transform="translate(1,2)" fill="#fff" stroke-dasharray="3 4">'
        '<path d="M0 0L1 1" /><text x="1" y="2" text-anchor="middle">a<tspan dy="1em">b</tspan>c'
        "</text></g>"
    )
    assert inside in clean_text(f"{HEAD}{inside}</svg>")


def test_styles_become_attributes_in_the_order_of_their_strength() -> None:
    pytest.importorskip("cssselect2")
    sheet = "#r {fill: red} rect {fill: blue; stroke: green} .x {stroke-width: 2px !important}"
    found = cleaned(
        f"{HEAD}<style>{sheet}</style>"
        '<rect id="r" class="x" fill="black" style="stroke: gray; stroke-width: 1px"/></svg>'
    )
    (rect,) = found.iter("rect")
    assert rect.attrib == {"fill": "red", "stroke": "gray", "stroke-width": "2px"}


def test_a_font_in_short_is_taken_apart() -> None:
    found = cleaned(f"{HEAD}<text style=\"font: bold 16px 'Noto Sans', serif\">x</text></svg>")
    (text,) = found.iter("text")
    assert text.attrib == {"font-size": "16px", "font-family": "'Noto Sans', serif"}


def test_mixed_colours_become_one() -> None:
    found = clean_text(f'{HEAD}<rect fill="color-mix(in srgb,#000 25%,#fff)"/></svg>')
    assert 'fill="#bfbfbf"' in found


def test_parts_that_are_referred_to_get_new_ids_and_others_none() -> None:
    found = clean_text(
        f'{HEAD}<marker id="my head"/><rect id="alone"/>'
        '<path marker-end="url(#my head)" clip-path="url(#absent)"/></svg>'
    )
    assert '<marker id="1" />' not in found  # No reference has a blank in it.
    found = clean_text(f'{HEAD}<marker id="h"/><rect id="r"/><path marker-end="url(#h)"/></svg>')
    assert '<marker id="1" /><rect /><path marker-end="url(#1)" />' in found


@pytest.mark.parametrize(
    ("group", "node"),
    [
        ('class="pele-node pele-shape" data-id="a b"', "a b"),
        ('class="node default" id="my-svg-flowchart-store-12"', "store"),
        ('class="node" id="flowchart-a-b-0"', "a-b"),
        ('class="edge" data-id="L_a"', None),
    ],
)
def test_groups_tell_their_nodes(group: str, node: str | None) -> None:
    found = cleaned(f"{HEAD}<g {group}/></svg>")
    assert [g.get(NODE) for g in found.iter("g")] == [node]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('viewBox="0 0 20 10" width="100%"', ("0 0 20 10", "20", "10")),
        ('width="20px" height="10"', ("0 0 20 10", "20", "10")),
        ('viewBox="-1,-2 20 10" width="40" height="20"', ("-1 -2 20 10", "40", "20")),
    ],
)
def test_every_picture_has_a_size(size: str, expected: tuple[str, str, str]) -> None:
    svg = cleaned(f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>')
    assert tuple(svg.get(n) for n in ("viewBox", "width", "height")) == expected


BAD = {
    "nothing": "",
    "HTML": "<html/>",
    "no namespace": "<svg viewBox='0 0 1 1'/>",
    "broken": f"{HEAD}<g></svg>",
    "no size": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "size of nothing": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 5"/>',
    "size that is no number": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan inf"/>',
    "entities": f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}<text>&a;</text></svg>',
    "too deep": HEAD + "<g>" * (DEEPEST + 5) + "</g>" * (DEEPEST + 5) + "</svg>",
    "too large": HEAD + "<g/>" * (LARGEST // 4) + "</svg>",
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_made_clean_is_refused(case: str) -> None:
    with pytest.raises(UncleanError):
        cleaned(BAD[case])


@given(st.text(), st.text(), st.text())
def test_texts_never_become_markup(label: str, prefix: str, address: str) -> None:
    group = ET.Element("g", {"class": "pele-node", "data-id": "n"})
    ET.SubElement(group, "text").text = "".join(c for c in label if c >= " " and c.isprintable())
    svg = clean_text(f"{HEAD}{ET.tostring(group, encoding='unicode')}</svg>")
    safe = "".join(c for c in prefix if c.isalnum()) or "p"
    page = ET.fromstring(picture_in_page(svg, label, safe, {"n": address}))
    assert {e.tag.rpartition("}")[2] for e in page.iter()} <= {"svg", "g", "a", "text"}


def test_links_lead_from_the_nodes_that_have_one() -> None:
    node = '<g class="pele-node" data-id="{}"><rect width="1"/></g>'
    svg = clean_text(f"{HEAD}{node.format('a')}{node.format('b')}</svg>")
    page = picture_in_page(svg, "Boxes", "p", {"a": "core.html#x"})
    assert '<a href="core.html#x"><rect width="1" /></a><g><rect width="1" /></g>' in page
    assert 'role="document" aria-label="Boxes"' in page
    assert 'role="img"' in picture_in_page(svg, "Boxes", "p", {})
    for text in (page, picture_in_file(svg, "Boxes"), picture_in_print(svg)):
        assert NODE not in text


def test_ids_of_two_pictures_on_a_page_differ() -> None:
    svg = clean_text(f'{HEAD}<marker id="h"/><path marker-end="url(#h)"/></svg>')
    one, other = (picture_in_page(svg, "x", prefix, {}) for prefix in ("p1", "p2"))
    assert 'id="p1-1"' in one
    assert "url(#p1-1)" in one
    assert 'id="p2-1"' in other


def test_a_file_is_light_or_dark_as_the_reader_prefers() -> None:
    svg = clean_text(f'{HEAD}<rect fill="#fff" stroke="#222"/></svg>')
    found = picture_in_file(svg, "Two & more")
    root = ET.fromstring(found)
    assert root[0].text == "Two & more"
    assert "prefers-color-scheme:dark" in found
    assert 'fill="#fff"' in found
    assert "--f:var(--arch-paper," in found
    assert "style" not in picture_in_print(svg)
