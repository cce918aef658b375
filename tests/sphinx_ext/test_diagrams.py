"""Diagrams on pages: as pictures, as words, as their source; made once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from tests.conftest import Tree
from tests.sphinx_ext.conftest import Built, Site, outputs

pytest.importorskip("mermaid_render")
pytest.importorskip("typst")

FLOW = "graph LR\n  s[Store] --> web\n  s -- asks --> other[Somebody else]\n"
WRONG = "graph TD\n  a --> b\n\n  c --> [x\n"
PAGE = f"""\
# Core

## Core Components

- **Store**: keeps values.

## Component Relationships

```mermaid
{FLOW}```

Twice:

```mermaid
{FLOW}```

"""
RST = """\
Other
=====

.. mermaid::
   :caption: How it goes

   sequenceDiagram
     a->>b: asks

.. mermaid:: chart.mmd
"""
TREE: Tree = {
    "package.json": '{"name": "shop", "workspaces": ["packages/*"]}',
    "packages/core/package.json": '{"name": "core"}',
    "packages/core/ARCHITECTURE.md": PAGE,
    "packages/web/package.json": '{"name": "web"}',
    "packages/web/ARCHITECTURE.md": '# Web\n\n```mermaid\npie\n  title Baskets\n  "a": 3\n```\n',
    "docs/other.rst": f":orphan:\n\n{RST}",
    "docs/chart.mmd": "graph TD\n  one --> two\n",
    "packages/lib/package.json": '{"name": "lib"}',
    "packages/lib/ARCHITECTURE.md": (
        "# Lib\n\n## Key Interfaces\n\n### Shelf\n\n```typescript\ninterface Shelf {}\n```\n\n"
        "```mermaid\nsequenceDiagram\n  participant c as core: Store\n  participant Shelf\n"
        "  participant ab as web: Store\n  Shelf->>c: asks\n```\n"
    ),
}
SCRIPT = re.compile(r"mermaid[\w.]*\.m?js|jsdelivr|unpkg|type=\"module\"")


@pytest.fixture(scope="module")
def site_(new_site: Callable[[Tree], Site]) -> Site:
    """The site of this module; tests do not change it."""
    return new_site(TREE)


@pytest.fixture(scope="module")
def html(site_: Site) -> Built:
    """The site as HTML."""
    return site_.build(clean=True, into="html")


def pictures(built: Built, page: str) -> list[Tag]:
    return BeautifulSoup(built.page(page), "html.parser").select("div.arch-diagram svg")


def test_nothing_is_wrong(html: Built) -> None:
    assert html.warnings == []


def test_every_diagram_is_a_picture(html: Built) -> None:
    counts = {name: len(pictures(html, f"{name}.html")) for name in html.written}
    assert counts == {
        "index": 0,
        "other": 2,
        "packages/core": 2,
        "packages/lib": 1,
        "packages/web": 1,
    }


def test_no_page_asks_for_a_script_of_mermaid(html: Built) -> None:
    pages = sorted(html.out.rglob("*.html"))
    assert {"genindex.html", "search.html"} <= {page.name for page in pages}
    assert [p.name for p in pages if SCRIPT.search(p.read_text(encoding="utf-8"))] == []


def test_a_picture_says_what_it_shows(html: Built) -> None:
    label = str(pictures(html, "packages/core.html")[0]["aria-label"])
    assert label.startswith("Diagram. Nodes: Store, web, Somebody else. Arrows: Store → web")
    captioned, plain = (str(p["aria-label"]) for p in pictures(html, "other.html"))
    assert captioned == "Diagram: How it goes. Nodes: a, b. Arrows: a → b"
    assert plain == "Diagram. Nodes: one, two. Arrows: one → two"
    assert pictures(html, "packages/web.html")[0]["aria-label"] == "Diagram: Baskets"


def test_nodes_lead_to_what_they_name(html: Built) -> None:
    for picture in pictures(html, "packages/core.html"):
        links = {a.get_text(" ", strip=True): a["href"] for a in picture.select("a")}
        assert links == {"Store": "#arch-component-core-store", "web": "web.html"}
        assert picture["role"] == "document"
    (participants,) = pictures(html, "packages/lib.html")
    links = {a.get_text(" ", strip=True): a["href"] for a in participants.select("a")}
    assert links == {
        "core: Store": "core.html#arch-component-core-store",
        "Shelf": "#arch-interface-lib-shelf",
    }
    assert [p["role"] for p in pictures(html, "other.html")] == ["img", "img"]


def test_the_picture_is_a_file_too(html: Built) -> None:
    for page in ("packages/core", "packages/web", "other"):
        soup = BeautifulSoup(html.page(f"{page}.html"), "html.parser")
        for link in soup.select(".arch-picture-file a"):
            file = (html.out / page).parent / str(link["href"])
            text = file.read_text(encoding="utf-8")
            assert text.startswith("<svg ")
            assert "href" not in text
    assert len(list((html.out / "_images").glob("*.svg"))) == 5


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_files_and_links_of_other_builders_are_there(site_: Site, builder: str) -> None:
    built = site_.build(builder, clean=True, into=builder)
    assert built.warnings == []
    page = "packages/core/index.html" if builder == "dirhtml" else "index.html"
    soup = BeautifulSoup(built.page(page), "html.parser")
    links = soup.select(".arch-diagram a")
    assert links
    for link in links:
        path, _hash, anchor = str(link["href"]).partition("#")
        target = (built.out / page).parent / path if path else built.out / page
        target = target / "index.html" if target.is_dir() else target
        assert target.is_file(), link
        if anchor:
            assert f'id="{anchor}"' in target.read_text(encoding="utf-8")


def test_pictures_are_made_once(new_site: Callable[[Tree], Site]) -> None:
    site = new_site(TREE)
    first = site.build(clean=True)
    assert architecture_domain(first.app.env).studio.chain.rendered == 5
    for again in (
        site.build(force_all=True),
        site.build(force_all=True, archdoc_page_size=3),
        site.build("latex"),
        site.build(),
    ):
        assert architecture_domain(again.app.env).studio.chain.rendered == 0
    site.write({"docs/chart.mmd": "graph TD\n  one --> three\n"})
    changed = site.build()
    assert changed.written == ["other"]
    assert architecture_domain(changed.app.env).studio.chain.rendered == 1
    clean = site.build(clean=True, into="clean")
    assert outputs(changed.out) == outputs(clean.out)


def test_builds_in_parallel_are_the_same(site_: Site, html: Built) -> None:
    parallel = site_.build(clean=True, into="parallel", parallel=2)
    assert outputs(parallel.out) == outputs(html.out)


def test_pages_follow_the_records_that_nodes_name(new_site: Callable[[Tree], Site]) -> None:
    site = new_site(TREE)
    site.build(clean=True)
    lib = {
        "packages/other/package.json": '{"name": "Somebody else"}',
        "packages/other/ARCHITECTURE.md": "# Somebody\n",
    }
    site.write(lib)
    built = site.build()
    assert "packages/core" in built.written
    links = pictures(built, "packages/core.html")[0].select("a")
    assert [a["href"] for a in links] == ["#arch-component-core-store", "web.html", "other.html"]
    clean = site.build(clean=True, into="clean")
    assert built.page("packages/core.html") == clean.page("packages/core.html")


def test_a_mistake_costs_one_warning_at_its_line(new_site: Callable[[Tree], Site]) -> None:
    site = new_site(
        {
            "packages/core/ARCHITECTURE.md": f"# Core\n\nA\n\n```mermaid\n{WRONG}```\n",
            "packages/lib/ARCHITECTURE.md": (
                f"# Lib\n\n```mermaid\n---\ntitle: Lib\n---\n{WRONG}```\n\n"
                f'```{{mermaid}}\n:align: center\n:config: \'{{"theme": "base"}}\'\n\n{WRONG}```\n'
            ),
            "packages/rst/ARCHITECTURE.rst": (
                "Web\n===\n\n.. mermaid::\n   :align: left\n\n   "
                + WRONG.replace("\n", "\n   ")
                + "\n"
                ".. mermaid:: wrong.mmd\n"
            ),
            "packages/rst/wrong.mmd": WRONG,
        }
    )
    expected = [
        "packages/core/ARCHITECTURE.md:9",
        "packages/lib/ARCHITECTURE.md:10",
        "packages/lib/ARCHITECTURE.md:20",
        "packages/rst/ARCHITECTURE.rst:10",
        "packages/rst/wrong.mmd:4",
    ]
    for builder in ("html", "latex", "epub"):
        built = site.build(builder, clean=True, into=builder, epub_copyright="x", version="1")
        found = [w for w in built.warnings if "[archdoc.diagram]" in w]
        places = sorted(":".join(w.split(":")[:2]).split("../")[-1] for w in found)
        assert places == expected, builder
        assert all("does not parse (Expecting" in warning for warning in found)
        if builder == "html":
            assert built.page("packages/lib.html").count("arch-diagram-source") == 2
            assert "c --&gt; [x" in built.page("packages/core.html")
            assert not SCRIPT.search(built.page("packages/core.html"))


def test_latex_gets_vectors(site_: Site) -> None:
    built = site_.build("latex", clean=True, into="latex")
    assert built.warnings == []
    (tex,) = built.out.glob("*.tex")
    shown = re.findall(r"includegraphics.*?\{\{(diagram-[\w-]+)\}\.pdf\}", tex.read_text("utf-8"))
    assert len(shown) == 4
    for name in shown:
        assert (built.out / f"{name}.pdf").read_bytes().startswith(b"%PDF")


def test_epub_gets_files(site_: Site) -> None:
    settings = {"epub_copyright": "x", "version": "1"}
    built = site_.build("epub", clean=True, into="epub", **settings)
    assert [w for w in built.warnings if "doctree" not in w] == []
    image = BeautifulSoup(built.page("packages/core.xhtml"), "html.parser").select(
        ".arch-diagram img"
    )
    assert len(image) == 2
    assert (built.out / "packages" / str(image[0]["src"])).resolve().is_file()
    assert str(image[0]["alt"]).startswith("Diagram. Nodes: Store, web")


@pytest.mark.parametrize(
    ("builder", "file"), [("text", "packages/core.txt"), ("man", "*.1"), ("texinfo", "*.texi")]
)
def test_others_are_told(site_: Site, builder: str, file: str) -> None:
    built = site_.build(builder, clean=True, into=builder)
    assert built.warnings == []
    (path,) = built.out.glob(file)
    text = path.read_text(encoding="utf-8")
    assert re.search(r"Store.{0,40}→.{0,40}web", text, re.DOTALL)
    assert re.search(r"Store.*→ \(asks\).{0,9}Somebody else", text, re.DOTALL)
    assert "graph LR" not in text


def test_what_cannot_be_told_is_its_source(site_: Site) -> None:
    built = site_.build("text", clean=True, into="text")
    assert '"a": 3' in built.page("packages/web.txt")


GIVEN = {
    "format": {"mermaid_output_format": "raw"},
    "version": {"mermaid_version": "11.0.0"},
    "copy": {"mermaid_use_local": "https://cdn.example.org/mermaid.mjs"},
    "zoom": {"mermaid_d3_zoom": True},
}


@pytest.mark.parametrize("case", GIVEN)
def test_who_configured_it_keeps_what_is_configured(site_: Site, case: str) -> None:
    built = site_.build(clean=True, into="given", **GIVEN[case])
    assert 'class="mermaid"' in built.page("packages/core.html")
    assert SCRIPT.search(built.page("packages/core.html"))


@pytest.mark.parametrize(
    "given", [{"mermaid_config": {"theme": "forest"}}, {"mermaid_params": ["--scale", "2"]}]
)
def test_what_says_nothing_of_who_shows_it_is_no_choice(
    site_: Site, given: dict[str, object]
) -> None:
    built = site_.build(clean=True, into="given", **given)
    assert len(pictures(built, "packages/core.html")) == 2


def test_the_setting_wins(site_: Site) -> None:
    chosen = {"archdoc_diagrams": ["mermaid-render"], "mermaid_version": "11.0.0"}
    built = site_.build(clean=True, into="given", **chosen)
    assert len(pictures(built, "packages/core.html")) == 2
    assert not SCRIPT.search(built.page("packages/core.html"))


def test_the_browser_is_told_where_diagrams_are_left_to_it(site_: Site) -> None:
    built = site_.build(clean=True, into="left", archdoc_diagrams=["browser"])
    assert built.warnings == []
    assert SCRIPT.search(built.page("packages/core.html"))
    for page in ("index.html", "search.html", "genindex.html"):
        assert not SCRIPT.search(built.page(page)), page
    assert "left to the browser" not in built.app.status.getvalue()


@pytest.mark.parametrize(
    ("absent", "extra"),
    [("mermaid_render mermaidx mmdc", "diagrams"), ("mermaidx mmdc", "mermaidx")],
)
@pytest.mark.parametrize(
    ("builder", "where"), [("html", "the browser, which loads a script"), ("latex", "no renderer")]
)
def test_a_missing_renderer_is_told_once(
    new_site: Callable[[Tree], Site],
    monkeypatch: pytest.MonkeyPatch,
    absent: str,
    extra: str,
    builder: str,
    where: str,
) -> None:
    for name in absent.split():
        monkeypatch.setattr(f"sphinxext_archdoc.renderers.{name}.version", lambda _options: "")
    fence = "```mermaid\nzenuml\n  a.b()\n```\n\n"
    built = new_site({"packages/core/ARCHITECTURE.md": f"# Core\n\n{fence}{fence}"}).build(
        builder, clean=True
    )
    assert built.warnings == []
    said = built.app.status.getvalue()
    assert said.count("Diagrams that are left to") == 1
    assert f"left to {where}" in said
    assert f": 2; install sphinxext-archdoc[{extra}] to" in said


def test_an_unknown_renderer_is_told(site_: Site) -> None:
    built = site_.build(clean=True, into="left", archdoc_diagrams=["dot", "mermaid-render"])
    (warning,) = built.warnings
    assert "archdoc_diagrams names 'dot'" in warning
    assert "[archdoc.config]" in warning
    assert len(pictures(built, "packages/core.html")) == 2


def test_a_missing_converter_is_told_once(site_: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinxext_archdoc.drawing.pdf._version", lambda: "")
    built = site_.build("latex", clean=True, into="latex")
    (warning,) = built.warnings
    assert "sphinxext-archdoc[diagrams]" in warning
    (tex,) = Path(built.out).glob("*.tex")
    assert "Somebody else" in tex.read_text(encoding="utf-8")


def test_a_name_of_both_means_the_package(new_site: Callable[[Tree], Site]) -> None:
    text = "# Shop\n\n## Core Components\n\n- **core**: one\n- **Shop**: other\n\n```mermaid\n"
    site = new_site(
        {
            **TREE,
            "ARCHITECTURE.md": f"{text}graph TD\n  core --> Shop\n```\n",
            "packages/lib/ARCHITECTURE.md": "# Lib\n\n## Core Components\n\n- **lib**: all\n\n"
            "```mermaid\ngraph TD\n  lib --> lib:nothing\n```\n",
        }
    )
    built = site.build(clean=True)
    (whole,) = pictures(built, "architecture.html")
    links = {a.get_text(strip=True): a["href"] for a in whole.select("a")}
    assert links == {"core": "packages/core.html", "Shop": "#arch-component-shop"}
    (own,) = pictures(built, "packages/lib.html")
    assert [a["href"] for a in own.select("a")] == ["#arch-component-lib-lib"]


def test_a_captioned_diagram_is_called_once(site_: Site) -> None:
    built = site_.build("text", clean=True, into="text")
    text = built.page("other.txt")
    assert text.count("How it goes") == 1
    assert text.count("Diagram") == 1
    assert "a → (asks) b" in text


def test_lines_are_right_wherever_a_diagram_stands(new_site: Callable[[Tree], Site]) -> None:
    fence = "```mermaid\ngraph TD\n  A --> B[x\n```\n"
    item = fence.replace("\n", "\n  ").rstrip()
    quote = fence.replace("\n", "\n> ").rstrip("> \n")
    note = f"````{{note}}\nText\n\n{fence}````"
    include = "```{include} part.txt\n```"
    rst = ".. mermaid::\n\n   graph TD\n     A --> B[x\n"
    inside = rst.replace("\n", "\n   ")
    files = {
        "packages/core/ARCHITECTURE.md": (
            f"# Core\n\n- item\n\n  {item}\n\n> {quote}\n\n{note}\n\n{include}\n"
        ),
        "packages/core/part.txt": f"Part\n\n{fence}",
        "docs/page.rst": f":orphan:\n\nP\n=\n\n.. note::\n\n   {inside}\n\n.. include:: part.inc\n",
        "docs/part.inc": f"Part\n\n{rst}",
    }
    built = new_site(files).build(clean=True)
    expected = [
        f"{path}:{number}"
        for path, text in files.items()
        for number, line in enumerate(text.split("\n"), 1)
        if "A --> B[x" in line
    ]
    found = [":".join(w.split(":")[:2]) for w in built.warnings if "[archdoc.diagram]" in w]
    assert sorted(found) == sorted(expected)
    assert len(found) == 6
