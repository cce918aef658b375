"""Colours on dark pages keep their hue and their contrast."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.drawing.named_colours import NAMED_COLOURS
from sphinxext_archdoc.drawing.shades import dark, parse, unmixed

HEX = st.from_regex(r"\A#[0-9a-f]{6}\Z")


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("#f00", (1, 0, 0, 1)),
        ("#ff000080", (1, 0, 0, 128 / 255)),
        ("red", (1, 0, 0, 1)),
        (" Red ", (1, 0, 0, 1)),
        ("rgb(255, 0, 0)", (1, 0, 0, 1)),
        ("rgba(255 0 0 / 0.5)", (1, 0, 0, 0.5)),
        ("rgb(100%, 0%, 0%)", (1, 0, 0, 1)),
        ("hsl(0, 100%, 50%)", (1, 0, 0, 1)),
        ("hsl(120deg 100% 50%)", (0, 1, 0, 1)),
    ],
)
def test_colours_are_read(written: str, parts: tuple[float, ...]) -> None:
    found = parse(written)
    assert found is not None
    assert found == pytest.approx(parts)


@pytest.mark.parametrize(
    "written",
    ["none", "currentColor", "url(#x)", "#12345", "rgb(1,2)", "hsl(0,NaN%,NaN%)", "rgb(1e999,0,0)"],
)
def test_what_is_no_colour_stays(written: str) -> None:
    assert parse(written) is None
    assert dark(written) == written


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG defines it."""
    parsed = parse(colour.removeprefix("var(--arch-paper, ").removesuffix(")"))
    assert parsed is not None
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parsed[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@given(HEX, HEX)
def test_what_is_brighter_becomes_darker(one: str, other: str) -> None:
    if luminance(one) > luminance(other) + 0.25:
        assert luminance(dark(one)) < luminance(dark(other)) + 0.05


@given(HEX, st.sampled_from(["#ffffff", "#f3f3f3", "#e6e6e6"]))
def test_text_that_can_be_read_can_be_read_on_a_dark_page(text: str, ground: str) -> None:
    if contrast(text, ground) >= 7:
        assert contrast(dark(text), dark(ground)) >= 4.5


@pytest.mark.parametrize("name", sorted(NAMED_COLOURS))
def test_names_are_known(name: str) -> None:
    assert parse(name) == parse(f"#{NAMED_COLOURS[name]}")


def test_hues_stay() -> None:
    red, green, blue, _alpha = parse(dark("#ffcccc")) or (0, 0, 0, 0)
    assert red > green
    assert red > blue


@pytest.mark.parametrize(
    "written", ["color-mix(in srgb,red,url(#x))", "color-mix(in lab,red,blue)"]
)
def test_other_mixtures_stay(written: str) -> None:
    assert unmixed(written) == written
