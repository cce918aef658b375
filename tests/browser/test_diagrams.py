"""Diagrams in a browser that has no network: shown, linked, light and dark, on paper."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.browser.test_looks import OF_THEMES, THEMES, violations
from tests.sphinx_ext.conftest import CONF, Site

pytest.importorskip("mermaid_render")
EXAMPLE = Path(__file__).parents[2] / "examples/shop"
HOSTILE = Path(__file__).parents[1] / "renderers/diagrams/hostile"
FENCE = re.compile(r"^```mermaid$", re.MULTILINE)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example, in a folder of its own."""
    root = tmp_path_factory.mktemp("example") / "shop"
    shutil.copytree(EXAMPLE, root)
    (root / ".git").mkdir()
    return Site(root, lambda _tree: root)


@pytest.fixture(scope="module", params=THEMES)
def themed(request: pytest.FixtureRequest, example: Site) -> Path:
    """The example as HTML in one theme."""
    theme = str(request.param)
    pytest.importorskip(theme)
    return example.build(clean=True, into=theme, html_theme=theme).out


def pages_with_diagrams(folder: Path) -> list[Path]:
    return [
        page
        for page in sorted(folder.rglob("*.html"))
        if "arch-picture" in page.read_text(encoding="utf-8")
    ]


def test_every_diagram_of_the_example_is_shown(example: Site, visit: Open) -> None:
    built = example.build(clean=True, into="shown", html_theme="furo")
    assert built.warnings == []
    sources = [
        p for p in example.root.rglob("*.md") if "packages" in p.parts or "services" in p.parts
    ]
    fences = sum(len(FENCE.findall(p.read_text(encoding="utf-8"))) for p in sources)
    shown = 0
    for page in sorted(built.out.rglob("*.html")):
        seen = visit(page, offline=True)
        assert seen.errors == [], page
        assert [r for r in seen.requests if not r.startswith(("file:", "data:"))] == [], page
        sizes = seen.page.eval_on_selector_all(
            ".arch-diagram > svg",
            "all => all.map((e) => e.getBoundingClientRect()).map((r) => [r.width, r.height])",
        )
        assert all(width > 50 and height > 20 for width, height in sizes), page
        shown += len(sizes)
        seen.page.context.close()
    assert shown >= fences > 10


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_becomes_wider(themed: Path, visit: Open, width: int) -> None:
    for page in pages_with_diagrams(themed):
        seen = visit(page, width=width)
        wide = seen.page.evaluate(
            """() => [...document.querySelectorAll("div.arch-diagram")]
              .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).length"""
        )
        assert wide == 0, page
        assert [e for e in seen.errors if not any(known in e for known in OF_THEMES)] == [], page
        seen.page.context.close()


def test_nothing_serious_is_wrong_for_assistive_technology(themed: Path, visit: Open) -> None:
    for page in pages_with_diagrams(themed):
        seen = visit(page, width=400)
        assert violations(seen.page, within=".arch-diagram") == [], page
        seen.page.context.close()


def ink(page: Any) -> list[list[int]]:
    """Return the colours of the texts in diagrams, and that of the page behind them."""
    found: list[list[int]] = page.evaluate(
        """() => {
          const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
          const texts = [...document.querySelectorAll(".arch-diagram svg text")];
          let ground = document.querySelector(".arch-diagram");
          while (ground && /rgba\\(.*, 0\\)/.test(getComputedStyle(ground).backgroundColor))
            ground = ground.parentElement;
          const paper = ground ? getComputedStyle(ground).backgroundColor : "rgb(255, 255, 255)";
          return [parts(paper), ...texts.map((t) => parts(getComputedStyle(t).fill))];
        }"""
    )
    return found


def luminance(colour: list[int]) -> float:
    linear = [
        c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour[:3]
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_the_page_of_the_theme(themed: Path, visit: Open, scheme: str) -> None:
    for page in pages_with_diagrams(themed)[:4]:
        paper, *texts = ink(visit(page, color_scheme=scheme).page)
        assert texts
        for text in texts:
            bright, dark = sorted((luminance(text), luminance(paper)), reverse=True)
            assert (bright + 0.05) / (dark + 0.05) >= 4.5, (page, text, paper)


def test_pictures_follow_the_switch_of_the_theme(example: Site, visit: Open) -> None:
    built = example.build(clean=True, into="switch", html_theme="furo")
    page = visit(pages_with_diagrams(built.out)[0], color_scheme="light").page
    light = ink(page)
    page.evaluate("document.body.dataset.theme = 'dark'")
    dark = ink(page)
    assert luminance(light[1]) < 0.2 < luminance(dark[1])
    page.emulate_media(media="print")
    assert ink(page)[1] == light[1]


def test_a_node_is_a_link_for_the_keyboard(example: Site, visit: Open) -> None:
    built = example.build(clean=True, into="switch", html_theme="furo")
    page = visit(built.out / "architecture.html").page
    page.focus(".arch-diagram svg a[href*='storefront.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/packages/storefront.html*")


def test_the_file_is_a_picture_of_its_own(example: Site, visit: Open) -> None:
    built = example.build(clean=True, into="switch", html_theme="furo")
    for file in sorted((built.out / "_images").glob("*.svg")):
        seen = visit(file, color_scheme="dark", offline=True)
        assert seen.errors == []
        fill = seen.page.evaluate("getComputedStyle(document.querySelector('text')).fill")
        assert luminance([int(part) for part in re.findall(r"\d+", fill)]) > 0.2
        seen.page.context.close()


def test_hostile_diagrams_do_nothing(example: Site, visit: Open) -> None:
    root = example.root.parent / "hostile"
    (root / ".git").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "docs/conf.py").write_text(CONF, encoding="utf-8")
    fences = [
        f"````````{{mermaid}}\n:caption: <script>alert(1)</script>\n\n{text}\n````````\n"
        for text in (p.read_text(encoding="utf-8") for p in sorted(HOSTILE.glob("*.mmd")))
    ]
    (root / "docs/index.md").write_text("# Site\n\n" + "\n".join(fences), encoding="utf-8")
    built = Site(root, lambda _tree: root).build(clean=True, html_theme="furo", language="de")
    assert all("[archdoc.diagram]" in warning for warning in built.warnings)
    seen = visit(built.out / "index.html")
    for element in seen.page.query_selector_all(".arch-diagram svg a, .arch-diagram svg g"):
        element.dispatch_event("click")
    assert seen.errors == []
    assert [r for r in seen.requests if not r.startswith(("file:", "data:"))] == []
    kinds = seen.page.eval_on_selector_all(
        ".arch-diagram *, figure *", "all => [...new Set(all.map((e) => e.tagName.toLowerCase()))]"
    )
    assert not {"script", "img", "iframe", "style", "image", "foreignobject", "object"} & set(kinds)
    shown = len(seen.page.query_selector_all(".arch-diagram > svg, .arch-diagram-source"))
    assert shown == len(fences) > 20
