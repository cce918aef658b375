"""Drawings: nothing overlaps, everything is there, everything is text."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.drawing import Arrow, Box, Graph, arrange, components, is_readable, svg_text
from sphinxext_archdoc.drawing.text import clean, shortened, width, wrapped

SVG = "{http://www.w3.org/2000/svg}"
SIZES = st.lists(st.tuples(st.integers(20, 180), st.integers(20, 90)), min_size=1, max_size=25).map(
    lambda sizes: [(float(wide), float(high)) for wide, high in sizes]
)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[tuple[float, float]], list[tuple[int, int]]]:
    sizes = draw(SIZES)
    place = st.integers(0, len(sizes) - 1)
    return sizes, draw(st.lists(st.tuples(place, place), max_size=40))


@given(graphs(), st.booleans())
def test_boxes_do_not_overlap(
    graph: tuple[list[tuple[float, float]], list[tuple[int, int]]], across: bool
) -> None:
    sizes, pairs = graph
    placed = arrange(sizes, pairs, across=across)
    assert sorted(placed.centres) == list(range(len(sizes)))
    for one in range(len(sizes)):
        (x, y), (wide, high) = placed.centres[one], sizes[one]
        assert wide / 2 - 0.01 <= x <= placed.width - wide / 2 + 0.01
        assert high / 2 - 0.01 <= y <= placed.height - high / 2 + 0.01
        for other in range(one):
            (right, low), (width_, height) = placed.centres[other], sizes[other]
            apart = abs(x - right) >= (wide + width_) / 2 - 0.01
            assert apart or abs(y - low) >= (high + height) / 2 - 0.01


@given(graphs())
def test_every_arrow_between_two_boxes_has_a_path_from_edge_to_edge(
    graph: tuple[list[tuple[float, float]], list[tuple[int, int]]],
) -> None:
    sizes, pairs = graph
    placed = arrange(sizes, pairs)
    assert set(placed.paths) == {place for place, (a, b) in enumerate(pairs) if a != b}
    for place, points in placed.paths.items():
        for end, box in ((points[0], pairs[place][0]), (points[-1], pairs[place][1])):
            (x, y), height = placed.centres[box], sizes[box][1]
            assert end[0] == pytest.approx(x)
            assert abs(end[1] - y) == pytest.approx(height / 2)


def test_arrows_lead_down_where_there_is_no_circle() -> None:
    placed = arrange([(50.0, 20.0)] * 4, [(2, 0), (0, 1), (1, 3), (2, 3)])
    heights = [placed.centres[box][1] for box in (2, 0, 1, 3)]
    assert heights == sorted(heights)
    assert len(set(heights)) == 4


def test_across_arrows_lead_to_the_right() -> None:
    placed = arrange([(50.0, 20.0)] * 3, [(0, 1), (1, 2)], across=True)
    assert placed.centres[0][0] < placed.centres[1][0] < placed.centres[2][0]
    assert len({y for _x, y in placed.centres.values()}) == 1


def test_arrows_of_a_ladder_do_not_cross() -> None:
    placed = arrange([(50.0, 20.0)] * 4, [(0, 3), (1, 2)])
    (left, _), (right, _) = placed.centres[0], placed.centres[1]
    assert (left < right) == (placed.centres[3][0] < placed.centres[2][0])


def test_parts_that_hang_together() -> None:
    assert components(5, [(0, 3), (3, 4)]) == [[0, 3, 4], [1], [2]]


def test_a_box_is_a_link_with_its_whole_title() -> None:
    title = "A very long title " * 8
    box = Box(title=title, above="core#1", below="accepted", address="a.html#b", kind="accepted")
    svg = ET.fromstring(svg_text(Graph(boxes=[box]), "Decisions"))
    assert svg.get("aria-label") == "Decisions"
    (link,) = svg.iter(f"{SVG}a")
    assert link.get("href") == "a.html#b"
    assert link.get("class") == "arch-node arch-node-accepted"
    assert link.findtext(f"{SVG}title") == f"core#1 · {title.strip()} · accepted"
    lines = [text.text or "" for text in link.iter(f"{SVG}text")]
    assert lines[0] == "core#1"
    assert lines[-1] == "accepted"
    assert lines[-2].endswith("…")


@given(st.text(), st.text(), st.text())
def test_whatever_is_written_becomes_text(title: str, above: str, label: str) -> None:
    boxes = [Box(title=title, above=above, address=f"x?{title}"), Box(title="<b>&\"'")]
    text = svg_text(Graph(boxes=boxes, arrows=[Arrow(source=0, target=1, label=label)]), label)
    svg = ET.fromstring(text)
    assert {e.tag.removeprefix(SVG) for e in svg.iter()} <= {
        *("svg", "a", "g", "title", "rect", "text", "path")
    }
    assert svg.get("aria-label") == clean(label)


def test_the_same_graph_is_drawn_the_same() -> None:
    boxes = [Box(title=f"Box {number}") for number in range(9)]
    arrows = [Arrow(source=n, target=(n * 5 + 1) % 9, label="x") for n in range(9)]
    graph = Graph(boxes=boxes, arrows=arrows)
    assert svg_text(graph, "x") == svg_text(graph, "x")


def test_many_arrows_have_their_labels_only_when_one_points_at_them() -> None:
    boxes = [Box(title=str(number)) for number in range(60)]
    arrows = [Arrow(source=n, target=n + 1, label="amends") for n in range(59)]
    svg = ET.fromstring(svg_text(Graph(boxes=boxes, arrows=arrows), "x"))
    assert not [t for t in svg.iter(f"{SVG}text") if t.text == "amends"]
    assert len([t for t in svg.iter(f"{SVG}title") if t.text == "amends"]) == 59


def test_what_is_readable_has_a_limit() -> None:
    assert is_readable(Graph(boxes=[Box(title="x")] * 150))
    assert not is_readable(Graph(boxes=[Box(title="x")] * 151))
    arrows = [Arrow(source=0, target=1)] * 301
    assert not is_readable(Graph(boxes=[Box(title="x")] * 2, arrows=arrows))


@given(st.text(max_size=300), st.floats(3, 40), st.integers(1, 4))
def test_wrapped_lines_keep_their_width(text: str, limit: float, lines: int) -> None:
    found = wrapped(clean(text), limit, lines)
    assert len(found) <= lines
    assert all(width(line) <= limit + 1e-6 for line in found)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Keep order", ["Keep order"]),
        ("Keep the order of events", ["Keep the order", "of events"]),
        ("@meadowlark/storefront", ["@meadowlark/", "storefront"]),
        ("Internationalisation", ["Internationalisat", "ion"]),
        ("順序を守ることにしました", ["順序を守るこ", "とにしました"]),
        ("", []),
    ],
)
def test_lines_break_where_people_would_break_them(text: str, lines: list[str]) -> None:
    limit = 6.5 if text.startswith("順") else 8.4
    assert wrapped(text, limit, 3) == lines


def test_what_does_not_fit_is_cut() -> None:
    assert shortened("abcdefghijklmnop", 5) == "abcdefg…"
    assert wrapped("one two three four five six", 4, 2)[-1].endswith("…")
