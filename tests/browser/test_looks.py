"""All views in all themes: light, dark, narrow, in print, and for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open, make_site
from tests.views.conftest import VIEWS

THEMES = (
    "furo",
    "pydata_sphinx_theme",
    "sphinx_rtd_theme",
    "sphinx_book_theme",
    "shibuya",
    "alabaster",
)
OF_THEMES = ("theme mode", "net::ERR_NAME_NOT_RESOLVED")
"""What themes say by themselves: pydata's without a stored choice, Shibuya's fonts."""
TOO_PALE = ("#2980b9",)
"""Colours of links that are too pale on their theme's own page already."""


@pytest.fixture(scope="module", params=THEMES)
def themed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in one theme."""
    theme = str(request.param)
    pytest.importorskip(theme)
    root = tmp_path_factory.mktemp(theme)
    return make_site(root, {}, {"site": {"html_theme": theme}}) / "site/html"


@pytest.mark.parametrize("width", [320, 1280])
def test_no_view_is_wider_than_the_window(themed: Path, visit: Open, width: int) -> None:
    for view in VIEWS:
        seen = visit(themed / f"{view}.html", width=width)
        wide = seen.page.evaluate(
            """() => [...document.querySelectorAll(".arch-view")]
              .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
              .map((e) => `${e.className} ${e.getBoundingClientRect().right}`)"""
        )
        assert wide == [], view
        assert [e for e in seen.errors if not any(known in e for known in OF_THEMES)] == [], view


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(themed: Path, visit: Open, scheme: str) -> None:
    for view in VIEWS:
        seen = visit(themed / f"{view}.html", color_scheme=scheme)
        assert violations(seen.page, ["color-contrast"]) == [], view


def test_nothing_serious_is_wrong_for_assistive_technology(themed: Path, visit: Open) -> None:
    for view in VIEWS:
        seen = visit(themed / f"{view}.html")
        assert violations(seen.page) == [], view


def violations(page: Any, rules: list[str] | None = None, within: str = ".arch-view") -> list[str]:
    """Return what axe finds serious in our own part of a page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    found = axe.Axe().run(page, context=[[within]], options=options).response["violations"]
    return [
        f"{v['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for v in found
        if v["impact"] in {"serious", "critical"}
        for node in v["nodes"]
        if not any(colour in node["failureSummary"] for colour in TOO_PALE)
    ]


def test_a_status_is_said_in_words(themed: Path, visit: Open) -> None:
    seen = visit(themed / "decision-index.html")
    texts = seen.page.eval_on_selector_all(".arch-status", "all => all.map(e => e.textContent)")
    assert set(texts) == {"accepted", "superseded", "proposed"}


def test_forced_colours_keep_the_borders(themed: Path, visit: Open) -> None:
    seen = visit(themed / "decision-graph.html", forced_colors="active")
    stroke = seen.page.evaluate(
        "getComputedStyle(document.querySelector('.arch-node rect')).stroke"
    )
    assert stroke not in {"none", "rgba(0, 0, 0, 0)"}


def test_in_print_there_is_no_form_and_all_is_open(themed: Path, visit: Open) -> None:
    seen = visit(themed / "decision-index.html")
    seen.page.emulate_media(media="print")
    assert seen.page.locator("form.arch-filter").is_hidden()
    assert seen.page.locator("table.arch-index tbody tr").first.is_visible()


def test_boxes_of_a_drawing_lead_to_their_records(themed: Path, visit: Open) -> None:
    seen = visit(themed / "decision-graph.html")
    assert seen.page.locator("svg.arch-drawing a").count() == 4 - 1
    seen.page.locator("svg.arch-drawing a", has_text="core#2").click()
    seen.page.wait_for_url("**/packages/core.html#arch-decision-core-2")


def test_nothing_moves(themed: Path, visit: Open) -> None:
    seen = visit(themed / "decision-graph.html", reduced_motion="reduce")
    moving = seen.page.evaluate(
        "[...document.querySelectorAll('.arch-view *')].filter((e) => "
        "getComputedStyle(e).animationName !== 'none').length"
    )
    assert moving == 0


def test_where_there_is_little_room_a_decision_is_some_lines(themed: Path, visit: Open) -> None:
    seen = visit(themed / "decision-index.html", width=320)
    row = seen.page.locator("table.arch-index tbody tr", has_text="Cache at the edge")
    (title, key, status, date) = (
        row.locator(f"td[data-name={name}]").bounding_box()
        for name in ("title", "key", "status", "date")
    )
    below = row.locator("p.arch-below").first.bounding_box()
    assert title["y"] + title["height"] <= key["y"] + 1
    assert abs(title["x"] - key["x"]) < 2
    assert key["x"] < status["x"] < date["x"]
    assert below["x"] - title["x"] < 2
    assert row.bounding_box()["height"] < 200


def test_boxes_have_no_bullets(themed: Path, visit: Open) -> None:
    for page in ("index", "architecture-dashboard", "decision-board"):
        seen = visit(themed / f"{page}.html")
        found = seen.page.eval_on_selector_all(
            ".arch-view ul:is(.arch-packages, .arch-numbers, .arch-cards) > li",
            "all => all.map((e) => [getComputedStyle(e).listStyleType, "
            "getComputedStyle(e).marginLeft])",
        )
        assert {tuple(one) for one in found} == {("none", "0px")}, page


def test_what_heads_a_row_stays_where_it_is(themed: Path, visit: Open) -> None:
    seen = visit(themed / "conformance-matrix.html", width=320)
    moved = seen.page.evaluate(
        """() => {
          const cell = document.querySelector(".arch-grid tbody th");
          let holder = cell;
          while (holder.scrollWidth <= holder.clientWidth + 1
              || !/auto|scroll/.test(getComputedStyle(holder).overflowX)) {
            holder = holder.parentElement;
          }
          const before = cell.getBoundingClientRect().left;
          holder.scrollLeft = 150;
          return [holder.scrollLeft, before - cell.getBoundingClientRect().left];
        }"""
    )
    assert moved[0] == 150
    assert moved[1] < 20


def test_the_whole_box_of_a_number_leads_to_its_list(themed: Path, visit: Open) -> None:
    seen = visit(themed / "architecture-dashboard.html")
    seen.page.locator("ul.arch-numbers > li", has_text="accepted").locator(".arch-status").click(
        force=True
    )
    seen.page.wait_for_url("**/decision-index.html?status=accepted")
    assert seen.rows() == ["Keep order", "Never cache"]


def test_the_heads_of_a_table_say_what_they_sort(themed: Path, visit: Open) -> None:
    seen = visit(themed / "decision-index.html")
    names = seen.page.locator("th button.arch-sort").all_text_contents()
    assert names == ["Key", "Decision", "Status", "Date", "Package"]
    for button in seen.page.locator("th button.arch-sort").all():
        button.focus()
        seen.page.keyboard.press("Shift+Tab")
        seen.page.keyboard.press("Tab")
        style = button.evaluate("e => getComputedStyle(e).outlineStyle")
        assert style not in {"none", ""}
