"""The index of decisions: filtering, sorting, keyboard, address, and without a script."""

from __future__ import annotations

import json
import re
import statistics
from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.views.conftest import VIEWS

INDEX = "whole/html/decision-index.html"


def test_all_decisions_are_there_at_first(furo: Path, visit: Open) -> None:
    seen = visit(furo / INDEX)
    assert len(seen.rows()) == 28
    assert seen.said() == "28 decisions"
    assert seen.errors == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("status", "superseded", ["Use queues"]),
        ("tag", "edge", ["Cache at the edge"]),
        ("package", "core", ["Use queues", "Keep order"]),
    ],
)
def test_a_choice_filters(
    furo: Path, visit: Open, name: str, value: str, expected: list[str]
) -> None:
    seen = visit(furo / INDEX)
    seen.page.select_option(f"select[name={name}]", value)
    assert seen.rows() == expected
    assert seen.said() == f"{len(expected)} of 28 decisions are shown."
    assert f"{name}={value}" in seen.address()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("keep", ["Keep order"]),
        ("WEB edge", ["Cache at the edge"]),
        ("supersedes", ["Keep order"]),
        ("nothing at all", []),
        ("(", []),
    ],
)
def test_words_filter(furo: Path, visit: Open, text: str, expected: list[str]) -> None:
    seen = visit(furo / INDEX)
    seen.page.fill("input[name=text]", text)
    assert seen.rows() == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025-01-01", "", ["Keep order", "Never cache"]),
        ("", "2024-03-05", ["Use queues"]),
        ("2024-11-01", "2025-01-03", ["Cache at the edge", "Never cache"]),
    ],
)
def test_dates_filter(furo: Path, visit: Open, since: str, until: str, expected: list[str]) -> None:
    seen = visit(furo / INDEX)
    seen.page.fill("input[name=since]", since)
    seen.page.fill("input[name=until]", until)
    assert seen.rows() == expected


def test_the_address_brings_the_choice_back(furo: Path, visit: Open) -> None:
    seen = visit(furo / INDEX, "?status=accepted&sort=-date&other=kept")
    assert seen.rows() == ["Keep order", "Never cache"]
    seen.page.fill("input[name=text]", "keep")
    assert visit(furo / INDEX, "?" + seen.address().partition("?")[2]).rows() == ["Keep order"]
    seen.page.click("button.arch-clear")
    assert re.search(r"\?sort=-date&other=kept$", seen.address())
    assert len(seen.rows()) == 28


def test_heads_sort_up_down_and_back(furo: Path, visit: Open) -> None:
    seen = visit(furo / INDEX, "?package=web")
    before = seen.rows()
    head = seen.page.locator("th.arch-col-title")
    for state, expected in (
        ("ascending", ["Cache at the edge", "Never cache"]),
        ("descending", ["Never cache", "Cache at the edge"]),
        (None, before),
    ):
        head.locator("button").click()
        assert seen.rows() == expected
        assert head.get_attribute("aria-sort") == state


def test_numbers_are_sorted_as_numbers(furo: Path, visit: Open) -> None:
    seen = visit(furo / INDEX, "?text=alpha")
    seen.page.click("th.arch-col-title button")
    assert seen.rows() == [f"alpha number {number}" for number in range(8)]


def test_the_keyboard_alone_suffices(furo: Path, visit: Open) -> None:
    seen = visit(furo / INDEX)
    keyboard = seen.page.keyboard
    seen.page.focus("input[name=text]")
    keyboard.type("cache")
    assert seen.rows() == ["Cache at the edge", "Never cache"]
    focused = []
    for _step in range(14):
        keyboard.press("Tab")
        focused.append(
            seen.page.evaluate("document.activeElement.name || document.activeElement.className")
        )
    assert [n for n in ("package", "status", "tag", "since", "until") if n not in focused] == []
    assert "arch-clear" in focused
    seen.page.focus("th.arch-col-date button")
    keyboard.press("Enter")
    keyboard.press("Enter")
    assert seen.rows() == ["Never cache", "Cache at the edge"]
    seen.page.focus("select[name=status]")
    keyboard.type("proposed")
    assert seen.rows() == ["Cache at the edge"]


def test_counts_are_announced(furo: Path, visit: Open) -> None:
    seen = visit(furo / INDEX)
    count = seen.page.locator("output.arch-count")
    assert count.get_attribute("aria-live") == "polite"
    seen.page.fill("input[name=text]", "edge")
    assert seen.said() == "1 of 28 decisions are shown."


def test_without_a_script_everything_is_there(furo: Path, visit: Open) -> None:
    seen = visit(furo / INDEX, "?status=accepted", java_script_enabled=False)
    assert seen.page.locator("table.arch-index tbody tr").count() == 28
    assert seen.page.locator("form.arch-filter").count() == 0


def test_nothing_is_asked_of_another_host(furo: Path, visit: Open) -> None:
    for view in VIEWS:
        seen = visit(furo / f"whole/html/{view}.html")
        assert [r for r in seen.requests if not r.startswith("file:")] == []
        assert seen.errors == []


# an index that is cut into pages

CUT = "cut/html/decision-index.html"


def test_a_cut_index_lists_its_packages(furo: Path, visit: Open) -> None:
    seen = visit(furo / CUT)
    assert seen.page.locator(".arch-units a").count() > 4
    assert seen.said() == "28 decisions"
    seen.page.click(".arch-units a:has-text('core')")
    assert {"Use queues", "Keep order"} <= set(seen.rows())
    assert seen.page.locator("form.arch-filter").count() == 1


def test_a_cut_index_finds_decisions_of_all_pages(furo: Path, visit: Open) -> None:
    seen = visit(furo / CUT)
    seen.page.fill("input[name=text]", "number gamma")
    seen.page.wait_for_selector("table.arch-index tbody tr")
    assert seen.rows() == [f"gamma number {number}" for number in range(8)]
    assert seen.page.locator(".arch-units").is_hidden()
    seen.page.click("table.arch-index tbody tr a")
    assert "gamma number 0" in seen.page.text_content(
        "section:has(> h3):has(:target), section:target"
    )
    assert seen.errors == []


def test_a_cut_index_takes_its_choice_from_the_address(furo: Path, visit: Open) -> None:
    seen = visit(furo / CUT, "?status=superseded")
    seen.page.wait_for_selector("table.arch-index tbody tr")
    assert seen.rows() == ["Use queues"]
    assert seen.page.input_value("select[name=status]") == "superseded"


def test_what_a_cut_index_finds_is_sorted(furo: Path, visit: Open) -> None:
    seen = visit(furo / CUT, "?text=alpha&sort=-title&other=kept")
    seen.page.wait_for_selector("table.arch-index tbody tr")
    expected = [f"alpha number {number}" for number in range(8)]
    assert seen.rows() == expected[::-1]
    head = seen.page.locator("th.arch-col-title")
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").click()
    assert seen.rows() == expected
    assert re.search(r"\?text=alpha&other=kept$", seen.address())
    head.locator("button").focus()
    seen.page.keyboard.press("Enter")
    assert re.search(r"\?text=alpha&other=kept&sort=title$", seen.address())
    assert head.get_attribute("aria-sort") == "ascending"
    assert seen.rows() == expected
    seen.page.fill("input[name=text]", "cache")
    assert seen.rows() == ["Cache at the edge", "Never cache"]
    assert seen.errors == []


def test_ten_thousand_decisions_are_filtered_at_once(furo: Path, visit: Open) -> None:
    script = next((furo / "cut/html/_static").glob("archdoc-decision-index-*.js"))
    before = script.read_text(encoding="utf-8")
    call = re.fullmatch(r'archdocData\("([\w-]+)", (.*)\);\n', before)
    assert call is not None
    data = json.loads(call[2])
    data["rows"] = [[f"{r[0]} of {n}", *r[1:]] for n in range(400) for r in data["rows"]][:10_000]
    try:
        script.write_text(f'archdocData("{call[1]}", {json.dumps(data)});\n', encoding="utf-8")
        seen = visit(furo / CUT)
        seen.page.focus("input[name=text]")
        seen.page.wait_for_selector("select[name=status]")
        times = seen.page.evaluate(
            """() => ["n", "number", "number 3", "edge of 17", "", "queues"].map((text) => {
              const field = document.querySelector("input[name=text]");
              const start = performance.now();
              field.value = text;
              field.dispatchEvent(new Event("input", { bubbles: true }));
              document.body.getBoundingClientRect();
              return performance.now() - start;
            })"""
        )
    finally:
        script.write_text(before, encoding="utf-8")
    assert seen.said() != "10000 decisions"
    assert statistics.median(times) < 100
