"""One HTML file: everything is in it, nothing is loaded, nothing runs."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.exporting.conftest import PIXEL, Export, Painter


def article(text: str, anchor: str) -> Tag:
    """Return a part of a document."""
    found = BeautifulSoup(text, "html.parser").find(id=anchor)
    assert isinstance(found, Tag)
    return found


def facts(part: Tag) -> dict[str, str]:
    """Return what stands in the title block of a part."""
    rows = part.select("table.facts tr")
    return {row.th.text: row.td.text for row in rows if row.th and row.td}


def test_one_decision(export: Export) -> None:
    text = export("html", "ADR-1")
    assert text.startswith("<!DOCTYPE html>\n")
    page = BeautifulSoup(text, "html.parser")
    assert [h.name + " " + h.text for h in page.find_all(re.compile("h[1-6]"))] == [
        *("h1 Boil first", "h2 Context and Problem Statement", "h3 Details", "h2 Setext"),
        "h2 Decision Outcome",
    ]
    assert page.title is not None
    assert page.title.text == "Boil first"
    assert page.nav is None
    assert facts(article(text, "adr-1")) == {
        "Status": "accepted",
        "Date": "2025-05-11",
        "Decided by": "Ana, Björn",
        "Tags": "water",
        "Supersedes": "ADR-2 Steep",
        "Source": "docs/adr/0001-boil.md",
    }
    assert "☐ buy a kettle" in text
    assert "☑ find water" in text
    assert "<td>Oolong</td>" in text
    assert "Below 80 degrees." in text


def test_nothing_is_loaded(export: Export, problems: list[str]) -> None:
    text = export("html", "@tea/pot", "ADR-1", "ADR-2")
    page = BeautifulSoup(text, "html.parser")
    assert not page.find_all(["script", "link", "iframe", "object", "embed"])
    sources = [str(image["src"]) for image in page.find_all("img")]
    kettle = f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    assert [source for source in sources if not source.startswith(SVG)] == [kettle] * 2
    assert not re.search(r"url\(|@import", text)
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    assert str(policy["content"]).startswith("default-src 'none'")
    begin = "sphinx-archdoc: docs/adr/0001-boil.md: the image"
    assert problems == [
        f"{begin} https://img.example/far.png of another site is left out.",
        f"{begin} no.png cannot be embedded.",
    ]


SVG = "data:image/svg+xml;base64,"


def test_diagrams_are_pictures(export: Export, problems: list[str]) -> None:
    for key in ("ADR-1", "ADR-2"):
        image = article(export("html", key), key.lower()).find(
            "img", src=re.compile(re.escape(SVG))
        )
        assert isinstance(image, Tag)
        svg = base64.b64decode(str(image["src"]).removeprefix(SVG)).decode()
        assert "<rect" in svg
        assert "prefers-color-scheme:dark" in svg
        shown = {"ADR-1": "Diagram. Nodes: Kettle, Pot", "ADR-2": "Diagram. Nodes: A, B"}
        assert image["alt"] == shown[key]
    assert problems == []


def test_a_diagram_that_cannot_be_drawn_is_its_source(
    export: Export, tea: Path, painter: Painter, problems: list[str]
) -> None:
    path = tea / "docs/adr/0001-boil.md"
    path.write_text(path.read_text("utf-8").replace("K[Kettle]", "broken <b>"), "utf-8")
    text = export("html", "ADR-1")
    assert "<pre><code>graph TD\n    broken &lt;b&gt; --&gt; P[Pot]\n</code></pre>" in text
    assert "sphinx-archdoc: a diagram is shown as its source: line 2 is no arrow." in problems
    painter.installed = ""
    assert "broken &lt;b&gt;" in export("html", "ADR-1")
    assert [p for p in problems if "install sphinxext-archdoc[diagrams]" in p]


def links(part: Tag) -> dict[str, str]:
    """Return the links of a part."""
    return {a.text: str(a["href"]) for a in part.find_all("a") if a.text and a.text != "↩︎"}


def test_links_lead_into_the_document_or_nowhere(export: Export) -> None:
    text = export("html", "ADR-1", "ADR-2", "@tea/pot#2", "@tea/pot#1")
    boil = links(article(text, "adr-1"))
    assert boil["steep"] == "#adr-2"
    assert boil["a lid"] == "#tea-pot-1"
    assert boil["https://tea.example/"] == "https://tea.example/"
    assert not {"notes", "gone"} & boil.keys()
    assert links(article(text, "adr-2"))["the first"] == "#adr-1"
    lid = article(text, "tea-pot-1")
    assert links(lid)["the other"] == "#tea-pot-2"
    assert "the source" not in links(lid)
    assert "and the source." in " ".join(lid.text.split())
    ids = {str(tag["id"]) for tag in BeautifulSoup(text, "html.parser").find_all(id=True)}
    targets = re.findall(r'href="#([^"]+)"', text)
    assert targets
    assert set(targets) <= ids


def test_links_lead_to_the_repository(export: Export, tea: Path) -> None:
    (tea / "archdoc.toml").write_text('repository-url = "https://github.com/a/tea"\n', "utf-8")
    boil = links(article(export("html", "ADR-1"), "adr-1"))
    blob = "https://github.com/a/tea/blob/main"
    assert boil["notes"] == f"{blob}/docs/notes.txt"
    assert boil["steep"] == f"{blob}/docs/adr/0002-steep.rst"
    assert boil["a lid"] == f"{blob}/packages/pot/ARCHITECTURE.md#decision-1-a-lid"
    assert "gone" not in boil


def test_a_package_is_its_document_and_its_records(export: Export) -> None:
    text = export("html", "pot")
    page = BeautifulSoup(text, "html.parser")
    assert page.h1 is not None
    assert page.h1.text == "Architecture - pot"
    assert facts(article(text, "tea-pot"))["Description"] == "Keeps it warm."
    assert links(article(text, "tea-pot"))["decision 2"] == "#tea-pot--decision-2-no-handle"
    assert [part["id"] for part in page.find_all("article")] == ["tea-pot"]
    both = BeautifulSoup(export("html", "."), "html.parser")
    assert [part["id"] for part in both.find_all("article")] == ["adr-1", "adr-2"]


def test_contents(export: Export) -> None:
    page = BeautifulSoup(export("html", "--title", "For <the> tender"), "html.parser")
    assert page.h1 is not None
    assert page.h1.text == "For <the> tender"
    assert page.nav is not None
    assert [" ".join(item.text.split()) for item in page.nav.find_all("li")] == [
        *("Boil first ADR-1 accepted", "Steep ADR-2 superseded"),
        *("A lid @tea/pot#1 accepted", "No handle @tea/pot#2 rejected"),
    ]
    nothing = BeautifulSoup(export("html", "--tag", "no"), "html.parser")
    assert nothing.nav is None
    assert "No decisions." in nothing.text


def test_restructuredtext(export: Export) -> None:
    part = article(export("html", "ADR-2", "ADR-1"), "adr-2")
    assert [h.name + " " + h.text for h in part.find_all(re.compile("h[1-6]"))] == [
        *("h2 Steep", "h3 Context", "h3 Decision")
    ]
    assert "See notes and the first." in " ".join(part.text.split())
    assert facts(part)["Superseded by"] == "ADR-1 Boil first"


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src='https://evil.example'></iframe>",
    "<style>@import 'https://evil.example'</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x) [y](file:///etc/passwd)",
    "![x](javascript:alert(1))",
    "![x](../../../../etc/passwd)",
    '![x](kettle.png "onerror=alert(1)")',
    '[x](https://a.example/"onmouseover=alert(1))',
    "`<script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "<div\nonclick='alert(1)'>x</div>",
    "<!-- <script>alert(1)</script> -->",
    "<!-- --!> <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "[^x]\n\n[^x]: <script>alert(1)</script>",
    "| a |\n|---|\n| <script>alert(1)</script> |",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["text", "title", "metadata"])
def test_nothing_runs(text: str, place: str, export: Export, tea: Path) -> None:
    one_line = text.split("\n")[0]
    body = text if place == "text" else "Boil."
    title = one_line if place == "title" else "Boil"
    person = repr(one_line) if place == "metadata" else "Ana"
    front = f"---\nstatus: accepted\ndeciders: [{person}]\ntags: [{person}]\n---\n"
    content = f"{front}\n# {title}\n\n## Context\n\n{body}\n"
    (tea / "docs/adr/0001-boil.md").write_text(content, "utf-8")
    page = BeautifulSoup(export("html", "docs/adr/0001-boil.md"), "html.parser")
    assert not page.find_all(["script", "iframe", "svg", "object", "embed"])
    assert len(page.find_all("style")) == 1
    for tag in page.find_all():
        assert not [name for name in tag.attrs if name.startswith("on")]
        for name in ("href", "src"):
            if name in tag.attrs:
                assert re.match(r"#|https?:|mailto:|data:image/", str(tag[name]))
    assert "root:" not in page.text


@pytest.mark.parametrize(
    "text",
    [
        ".. raw:: html\n\n   <script>alert(1)</script>",
        "`x <javascript:alert(1)>`_",
        ".. image:: javascript:alert(1)",
        ".. image:: kettle.png\n   :target: javascript:alert(1)",
        ".. include:: /etc/passwd",
        ".. csv-table::\n   :file: /etc/passwd",
        ".. literalinclude:: /etc/passwd",
        ":raw-html:`<script>alert(1)</script>`",
        ".. role:: raw-html(raw)\n   :format: html\n\n:raw-html:`<script>alert(1)</script>`",
        ".. meta::\n   :x: y",
        ".. figure:: ../../../../etc/passwd\n\n   <script>",
        ".. container:: x\n   :name: onload",
        "|x|\n\n.. |x| raw:: html\n\n   <script>alert(1)</script>",
    ],
)
def test_nothing_runs_out_of_restructuredtext(text: str, export: Export, tea: Path) -> None:
    content = f"2. Steep\n========\n\nContext\n-------\n\n{text}\n\nDecision\n--------\n\nSteep.\n"
    (tea / "docs/adr/0002-steep.rst").write_text(content, "utf-8")
    page = BeautifulSoup(export("html", "docs/adr/0002-steep.rst"), "html.parser")
    assert not page.find_all(["script", "iframe", "svg", "object", "embed"])
    for tag in page.find_all():
        assert not [name for name in tag.attrs if name.startswith("on")]
        for name in ("href", "src", "data"):
            if name in tag.attrs:
                assert re.match(r"#|https?:|mailto:|data:image/", str(tag[name]))
    assert "root:" not in page.text
    assert "Steep." in page.text


def test_what_is_nested_deeply_is_shown_as_it_is_written(export: Export, tea: Path) -> None:
    items = "\n\n".join(f"{'  ' * depth}* tea {depth}" for depth in range(400))
    content = f"2. Steep\n========\n\n:Status: accepted\n\nContext\n-------\n\n{items}\n"
    (tea / "docs/adr/0002-steep.rst").write_text(content, "utf-8")
    part = article(export("html", "docs/adr/0002-steep.rst"), "adr-2")
    assert part.pre is not None
    assert "* tea 399" in part.pre.text


def test_broken_bytes(export: Export, tea: Path) -> None:
    content = (
        b"# 1. Caf\xe9 \x01\x0c\n\n## Status\n\nAccepted\n\n## Context\n\n\xff\x00 \xe4\xb8\xad\n"
    )
    (tea / "docs/adr/0001-boil.md").write_bytes(content)
    for style in ("html", "markdown", "log", "atom", "needs"):
        assert "Caf" in export(style, "docs/adr/0001-boil.md")
    assert "中" in export("html", "docs/adr/0001-boil.md")


@pytest.mark.parametrize(
    "piece", ["[", "![a](", "*", "`", "<", "a](b)", "[^a]", "> ", "- ", "[a](b) "]
)
def test_long_lines_take_no_time(piece: str, export: Export, tea: Path) -> None:
    content = f"# Boil\n\n## Status\n\nAccepted\n\n## Context\n\n{piece * 100_000}\n"
    (tea / "docs/adr/0001-boil.md").write_text(content, "utf-8")
    assert "Boil" in export("html", "docs/adr/0001-boil.md")
    assert "Boil" in export("markdown", "docs/adr/0001-boil.md")
