"""Views in every builder, cut into pages, after edits, and with hostile contents."""

from __future__ import annotations

import json
import re

import pytest

from sphinxext_archdoc.sphinx_ext.linking import Linker
from tests.sphinx_ext.conftest import Site, outputs, package
from tests.sphinx_ext.test_builders import PRODUCING, SETTINGS, _text
from tests.views.conftest import CORE, TODAY, VIEWS, index, markdown

QUIET = {
    **SETTINGS,
    "archdoc_today": TODAY,
    "suppress_warnings": ["archdoc.unknown-relation", "myst.xref_missing"],
}
WORDS = (
    "Keep order",
    "Cache at the edge",
    "Engine",
    "Deployment Architecture",
    "Nobody reads a queue of somebody else",
    "superseded",
    "Shard it",
    "depends on",
    "NodeJS",
    "packages have a document",
)
"""Something out of each view."""


@pytest.mark.parametrize("builder", [*PRODUCING, "gettext", "pseudoxml"])
def test_a_builder_finishes_without_a_warning(site: Site, builder: str) -> None:
    assert site.build(builder, clean=True, nitpicky=True, **QUIET).warnings == []


@pytest.mark.parametrize("builder", PRODUCING)
def test_a_builder_shows_every_view(site: Site, builder: str) -> None:
    text = re.sub(r"[\s~]+", " ", _text(site.build(builder, clean=True, **QUIET), builder))
    assert [word for word in WORDS if word not in text] == []


def test_drawings_are_in_html_only(site: Site) -> None:
    drawn = {
        builder: _text(site.build(builder, clean=True, **QUIET), builder).count("<svg class=")
        + _text(site.build(builder, **QUIET), builder).count('class="arch-drawing"')
        for builder in ("html", "epub", "latex", "text")
    }
    assert drawn["html"] > 0
    assert drawn["epub"] == drawn["latex"] == drawn["text"] == 0


# cutting


def titles(site: Site, name: str) -> list[str]:
    """Return the titles of decisions that a page lists."""
    text = (site.root.parent / "build" / "html" / name).read_text(encoding="utf-8")
    return re.findall(r'<td><p><a class="reference internal"[^>]*>([^<]+)', text)


def many(site: Site, **counts: int) -> None:
    """Write packages with so many decisions each, and an index of them all."""
    for name, count in counts.items():
        names = [f"{name.title()} {number}" for number in range(count)]
        site.write({f"packages/{name}/ARCHITECTURE.md": package(name, *names)})
        site.write({f"packages/{name}/package.json": f'{{"name": "{name}"}}'})


def test_a_long_index_is_cut_by_package(site: Site) -> None:
    many(site, a=3, b=2, c=9)
    site.build(clean=True, archdoc_page_size=5, **QUIET)
    assert titles(site, "decision-index.html") == []
    pages = sorted(p.name for p in (site.root.parent / "build/html").glob("decision-index-*"))
    listed = [title for page in pages for title in titles(site, page)]
    assert len(listed) == len(set(listed)) == 18
    assert titles(site, pages[0]) == ["A 0", "A 1", "A 2", "B 0", "B 1"]
    assert [len(titles(site, page)) for page in pages] == [5, 5, 4, 4]


def test_an_index_that_fits_is_whole(site: Site) -> None:
    site.build(clean=True, archdoc_page_size=4, **QUIET)
    assert len(titles(site, "decision-index.html")) == 4


def test_other_builders_list_all(site: Site) -> None:
    many(site, a=3, b=2, c=9)
    built = site.build("text", clean=True, archdoc_page_size=5, **QUIET)
    assert all(f"C {number}" in built.page("decision-index.txt") for number in range(9))


def test_the_data_of_a_cut_index_has_every_decision_once(site: Site) -> None:
    many(site, a=3, b=2, c=9)
    built = site.build(clean=True, archdoc_page_size=5, **QUIET)
    script = built.page("_static/archdoc-decision-index-decision-index.js")
    data = json.loads(re.fullmatch(r"archdocData\(\"[\w-]+\", (.*)\);\n", script)[1])  # type: ignore[index]
    assert len(data["rows"]) == 18
    page, anchor = data["pages"][data["rows"][0][6]], data["rows"][0][7]
    assert f'id="{anchor}"' in built.page(page)


def test_pages_of_an_index_that_has_shrunk_are_removed(site: Site) -> None:
    many(site, a=3, b=2, c=9)
    site.build(clean=True, archdoc_page_size=5, **QUIET)
    many(site, c=2)
    site.build(archdoc_page_size=5, **QUIET)
    before = outputs(site.root.parent / "build/html")
    site.build(archdoc_page_size=5, clean=True, **QUIET)
    assert {n: before[n] for n in before if "decision-index" in n} == {
        n: text
        for n, text in outputs(site.root.parent / "build/html").items()
        if "decision-index" in n
    }


def test_pages_of_an_index_are_not_written_again_without_need(site: Site) -> None:
    many(site, a=3, b=2, c=9)
    site.build(clean=True, archdoc_page_size=5, **QUIET)
    page = site.root.parent / "build/html/decision-index-decision-index-2.html"
    written = page.stat().st_mtime_ns
    site.write({"docs/other.md": "---\norphan: true\n---\n# Other\n"})
    site.build(archdoc_page_size=5, **QUIET)
    assert page.stat().st_mtime_ns == written


def test_pages_of_an_index_have_no_number_of_another_page(site: Site) -> None:
    many(site, a=3, b=2, c=9)
    site.write(
        {
            "docs/index.md": "# Site\n\n```{toctree}\n:numbered:\n:glob:\n\n*\n```\n",
            "docs/zoo.md": "# Zoo\n\n## Animals\n",
        }
    )
    built = site.build(clean=True, archdoc_page_size=5, **QUIET)
    assert "section-number" in built.page("zoo.html")
    body = re.search(
        r'<div class="body" role="main">(.*?)<div class="sphinxsidebar"',
        built.page("decision-index-decision-index-1.html"),
        re.DOTALL,
    )
    assert body
    assert "section-number" not in body[1]


# edits

EDITS = {
    "a consideration": ("A queue takes `4` ms", "A queue takes 5 ms", {"consideration-index"}),
    "a technology": (
        "TypeScript\n",
        "Rust\n",
        {"technology-matrix"},
    ),
    "a component": ("**Engine**", "**Motor**", {"component-index"}),
    "an arrow": ("|writes| S[Store]", "|reads| S[Store]", set()),
    "an improvement": ("- [ ] Shard it", "- [x] Shard it", {"improvement-backlog", "index"}),
    "a section": (
        "## Performance Considerations\n\n- A queue takes `4` ms.\n",
        "",
        {"consideration-index", "conformance-matrix", "architecture-dashboard"},
    ),
    "a status": (
        "**Status**: Accepted",
        "**Status**: Rejected",
        {
            "architecture-dashboard",
            "decision-board",
            "decision-graph",
            "decision-index",
            "decision-timeline",
            "packages/web",
            "packages/web/decisions/0002-never",
        },
    ),
    "prose of a decision": ("Work piles up", "Work heaps up", set()),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_views_are_right_and_only_they_are_written(site: Site, edit: str) -> None:
    before, after, expected = EDITS[edit]
    assert before in CORE
    site.build(clean=True, **QUIET)
    site.write({"packages/core/ARCHITECTURE.md": CORE.replace(before, after)})
    again = site.build(**QUIET)
    written = set(again.written) - {"packages/core", "index"}
    assert written == expected - {"index"}
    pages = outputs(again.out)
    assert pages == outputs(site.build(clean=True, **QUIET).out)


def test_links_in_a_text_lead_to_the_same_page_from_elsewhere(site: Site) -> None:
    site.write({"docs/deep/er.md": markdown("consideration-index")})
    site.write({"docs/index.md": index(*VIEWS, "deep/er")})
    built = site.build(clean=True, **QUIET)
    assert 'See <a class="reference internal" href="packages/web.html"' in built.page(
        "consideration-index.html"
    )
    assert 'See <a class="reference internal" href="../packages/web.html"' in built.page(
        "deep/er.html"
    )


def test_parallel_builds_are_the_same(site: Site) -> None:
    many(site, a=3, b=2, c=9)
    one = outputs(site.build(clean=True, archdoc_page_size=5, **QUIET).out)
    assert outputs(site.build(clean=True, parallel=2, archdoc_page_size=5, **QUIET).out) == one


# hostile contents

HOSTILE = "\\<script>alert(1)\\</script> \"quoted\" 'and' & ‮right to left‬ 🚀 " + "long " * 60


def hostile(site: Site) -> None:
    """Write a package whose every name is hostile."""
    name = 'x"><img src=x onerror=alert(1)>'
    site.write(
        {
            "packages/bad/package.json": json.dumps({"name": name, "dependencies": {"core": "*"}}),
            "packages/bad/ARCHITECTURE.md": CORE.replace("Use queues", HOSTILE)
            .replace("**Engine**", f"**{HOSTILE}**")
            .replace("E[Engine]", f'E["{HOSTILE[:40]}"]')
            .replace("TypeScript", HOSTILE)
            .replace("Shard it", HOSTILE),
            "packages/bad/docs/adr/0001-bad.md": "---\nstatus: accepted\ndate: 2025-01-01\n"
            "tags: ['</script><b>', \"it's\"]\n---\n\n# "
            + HOSTILE
            + "\n\n## Context and Problem Statement\n\nX.\n\n## Decision Outcome\n\nY.\n",
            "packages/bad/docs/adr/0002-worse.md": f"# 2. {HOSTILE}\n\n## Status\n\nAccepted\n\n"
            "Supersedes [1](0001-bad.md)\n\n## Context\n\nX.\n\n## Decision\n\nY.\n",
        }
    )


ALL_COLUMNS = "key, title, status, date, package, tags, people, relations"


@pytest.mark.parametrize("columns", ["", ALL_COLUMNS, "title"])
def test_rows_of_cut_tables_are_written_as_nodes_would_be(
    site: Site, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    hostile(site)
    option = f":columns: {columns}\n" if columns else ""
    # Others tell by the same whether they are on a page of their own.
    site.write({"docs/consideration-index.md": "# Nothing\n"})
    site.write({"docs/decision-index.md": f"# All\n\n```{{decision-index}}\n{option}```\n"})

    def pages() -> dict[str, bytes]:
        built = site.build(clean=True, archdoc_page_size=2, **QUIET)
        return {n: text for n, text in outputs(built.out).items() if "decision-index-" in n}

    quickly = pages()
    monkeypatch.setattr(Linker, "is_generated", False)
    by_nodes = pages()
    assert len(quickly) > 2
    assert b"arch-status" in b"".join(quickly.values()) or columns == "title"
    assert quickly == by_nodes


@pytest.mark.parametrize("size", [500, 2])
def test_hostile_names_are_text_everywhere(site: Site, size: int) -> None:
    hostile(site)
    built = site.build(clean=True, archdoc_page_size=size, **QUIET)
    escaped = set()
    for page in sorted(built.out.glob("*.html")):
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text, page
        assert "<img src=x" not in text, page
        assert "</script><b>" not in text, page
        if "&lt;script&gt;alert(1)" in text:
            escaped.add(page.name)
    views = {"decision-index", "decision-timeline", "decision-board", "decision-graph"}
    assert {view for view in views for page in escaped if page.startswith(view)} == views


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man", "texinfo", "xml"])
def test_hostile_names_harm_no_builder(site: Site, builder: str) -> None:
    hostile(site)
    text = _text(site.build(builder, clean=True, **QUIET), builder)
    assert "alert(1)" in text


# settings


def test_a_wrong_option_costs_one_warning(site: Site) -> None:
    site.write({"docs/index.md": index(*VIEWS) + "\n" + markdown("system-map", ":depth: 3")})
    (warning,) = site.build(clean=True, **QUIET).warnings
    assert "There is no option :depth:" in warning


def test_no_page_loads_the_script_without_a_view(site: Site) -> None:
    built = site.build(clean=True, **QUIET)
    assert "archdoc.js" in built.page("decision-index.html")
    assert "archdoc.js" not in built.page("packages/web.html")


# large graphs


def chain(site: Site, count: int) -> None:
    """Write a package with decisions that supersede each other, one after the other."""
    decisions = "".join(
        f"\n### Decision {n}: Queue for region {n}\n\n**Status**: Superseded by "
        f"[{n + 1}](#decision-{n + 1}-queue-for-region-{n + 1})\n\n**Context**: It came up.\n\n"
        "**Decision**: Taken.\n"
        for n in range(1, count + 1)
    )
    document = f"# Architecture - long\n\n## Design Decisions\n{decisions}"
    site.write(
        {
            "packages/long/package.json": '{"name": "long"}',
            "packages/long/ARCHITECTURE.md": document,
        }
    )


LARGE = {**QUIET, "suppress_warnings": ["archdoc", "myst.xref_missing"]}


@pytest.mark.parametrize(("count", "is_condensed"), [(60, False), (170, True)])
def test_a_graph_that_is_too_large_is_condensed(site: Site, count: int, is_condensed: bool) -> None:
    chain(site, count)
    page = site.build(clean=True, **LARGE).page("decision-graph.html")
    drawing = page[page.index("<svg") : page.index("</svg>")]
    assert ("Queue for region 7" in drawing) != is_condensed
    assert ("relations inside" in drawing) == is_condensed
    assert page.count(">long#7 Queue for region 7<") == 2


def test_the_table_of_a_large_graph_is_cut(site: Site) -> None:
    chain(site, 40)
    built = site.build(clean=True, archdoc_page_size=15, **LARGE)
    parts = sorted(built.out.glob("decision-graph-decision-graph-*.html"))
    texts = [part.read_text(encoding="utf-8") for part in parts]
    assert len(parts) > 2
    assert sum(text.count("<td><p>supersedes</p></td>") for text in texts) == 39 + 1
    assert "<td><p>supersedes</p></td>" not in built.page("decision-graph.html")
