"""What options take, and which HTML does something."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.sphinx_ext import options
from sphinxext_archdoc.sphinx_ext.raw_html import is_active, is_unsafe_address

TAKEN: list[tuple[options.Check, str, Any]] = [
    (options.text, " a b ", "a b"),
    (options.words, "a, b ,,c\nd", ("a", "b", "c", "d")),
    (options.words, "", ()),
    (options.flag, "", True),
    (options.flag, "Yes", True),
    (options.flag, "off", False),
    (options.iso_date, "2024", "2024"),
    (options.iso_date, "2024-02", "2024-02"),
    (options.iso_date, "2024-02-29", "2024-02-29"),
    (options.choice("a", "b"), " B ", "b"),
    (options.choices("a", "b"), "b, A", ("b", "a")),
    (options.whole_number, "007", 7),
]
REFUSED: list[tuple[options.Check, str]] = [
    (options.flag, "perhaps"),
    (options.iso_date, "2023-02-29"),
    (options.iso_date, "2024-13"),
    (options.iso_date, "24-01-01"),
    (options.iso_date, "٢٠٢٤"),
    (options.iso_date, ""),
    (options.choice("a", "b"), "c"),
    (options.choices("a", "b"), "a, c"),
    (options.choices("a", "b"), ""),
    (options.whole_number, "-1"),
    (options.whole_number, "1.5"),
    (options.whole_number, "١"),
]


@pytest.mark.parametrize(("check", "value", "expected"), TAKEN)
def test_what_an_option_takes(check: options.Check, value: str, expected: Any) -> None:
    assert check(value) == expected


@pytest.mark.parametrize(("check", "value"), REFUSED)
def test_what_an_option_refuses(check: options.Check, value: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check(value)


def test_wrong_options_cost_a_problem_each_and_nothing_else() -> None:
    allowed = {"since": options.iso_date, "tag": options.words}
    given_options = {"since": "soon", "tag": "a, b", "sise": "1", "empty": None}
    good, problems = options.checked(given_options, allowed)
    assert good == {"tag": ("a", "b")}
    assert [name for name, _ in problems] == ["since", "sise", "empty"]
    assert "known are since, tag" in problems[1][1]


HARMLESS = [
    "<br>",
    "<br/>",
    "</details>",
    "<details open><summary>a &amp; b = c</summary>",
    "<!-- <script>alert(1)</script> -->",
    "<img src='data:image/svg+xml;base64,AA' alt='on = off'>",
    "<a href='https://example.org/?javascript:x'>x</a>",
    "<table><tr><td align=center>one = 1</td></tr></table>",
    "text only, a < b and b > a",
    "",
]
ACTIVE = [
    "<script>x</script>",
    "<SCRIPT SRC=x>",
    "<svg/onload=x>",
    "<img src=x\nonerror = alert(1)>",
    "<img src='x'onerror='y'>",
    "<a href='java&#115;cript:x'>x</a>",
    "<a href='\x01java\tscript:x'>x</a>",
    "<a href=' vbscript:x'>x</a>",
    "<form action='x'>",
    "<iframe srcdoc='x'>",
    "<base href=x>",
    "<meta http-equiv=refresh content='0;url=x'>",
    "<style>*{}</style>",
    "<textarea>",
    "<div onclick='x'",
    "<!-- open",
    "<object data='x'>",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_html_that_lays_out_is_shown(text: str) -> None:
    assert not is_active(text)


@pytest.mark.parametrize("text", ACTIVE)
def test_html_that_does_something_is_not(text: str) -> None:
    assert is_active(text)


@given(st.text(), st.sampled_from(ACTIVE), st.text(alphabet="ab \n"))
def test_what_stands_before_does_not_hide_it(before: str, text: str, after: str) -> None:
    assert is_active(html.escape(before, quote=False) + text + after)


@given(st.text())
def test_escaped_text_is_harmless(text: str) -> None:
    assert not is_active(html.escape(text))


@given(st.lists(st.sampled_from("\t\n\r \x00\x1f"), max_size=4), st.sampled_from([0, 4, 11]))
def test_blanks_do_not_hide_a_scheme(blanks: list[str], place: int) -> None:
    address = "javascript:alert(1)"
    assert is_unsafe_address(address[:place] + "".join(blanks) + address[place:])
