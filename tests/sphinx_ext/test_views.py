"""What the options of the two main views choose, in both markups."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import Tree
from tests.sphinx_ext.conftest import CONF, Built, Site, package

MADR = """\
---
status: {}
date: {}
tags: [{}]
deciders: {}
---

# {}

## Context and Problem Statement

Slow.

## Decision Outcome

Chosen option: "It".
"""


def _record(title: str, status: str, date: str, tags: str = "", people: str = "Ada") -> str:
    return MADR.format(status, date, tags, people, title)


ADR = "packages/{}/docs/adr/{}.md"
TREE = {
    ADR.format("core", "0001-queues"): _record("Use queues", "accepted", "2024-03-05", "Speed, io"),
    ADR.format("core", "0002-order"): _record(
        "Keep order", "proposed", "2023-07-01", "order", "Bo"
    ),
    ADR.format("core", "0010-late"): _record("Queue late", "rejected", "2024-11-30"),
    ADR.format("web", "0001-edge"): _record(
        "cache at the edge", "accepted", "2025-02-03", "speed, edge"
    ),
    ADR.format("web", "0002-never"): _record("Never cache", "superseded by ADR-0001", "2022-01-02"),
    "packages/web/ARCHITECTURE.md": package("web", "Render early"),
    "services/api/package.json": '{"name": "@acme/api", "description": "Answers."}',
    "services/bare/package.json": "{}",
    "docs/adr/0001-go.md": _record("Go on", "draft", "2024-05-01"),
    "docs/inline.md": "---\norphan: 1\n---\n# Inline\n\n```{architecture-decision} Written here\n"
    ":id: 4\n:package: core\n:date: 2024-03\n:amends: 1\n\nYes.\n```\n",
    "docs/stub.md": "---\norphan: 1\n---\n# Stub\n\n"
    "```{include} ../packages/web/ARCHITECTURE.md\n:heading-offset: 1\n```\n",
}
EDGE, NEVER, EARLY = "cache at the edge", "Never cache", "Render early"
QUEUES, ORDER, LATE = "Use queues", "Keep order", "Queue late"
GO, HERE = "Go on", "Written here"
ALL = [GO, QUEUES, ORDER, HERE, LATE, EARLY, EDGE, NEVER]

CASES: dict[str, tuple[str, Sequence[str]]] = {
    "everything": ("", [GO, QUEUES, ORDER, HERE, LATE, EARLY, EDGE, NEVER]),
    "a package": (":package: core", [QUEUES, ORDER, HERE, LATE]),
    "packages": (":package: core, web", [QUEUES, ORDER, HERE, LATE, EARLY, EDGE, NEVER]),
    "packages by a pattern": (":package: w*", [EARLY, EDGE, NEVER]),
    "the repository": (":package: .", [GO]),
    "a folder": (":package: packages/web", [EARLY, EDGE, NEVER]),
    "no such package": (":package: nowhere", []),
    "a status": (":status: accepted", [QUEUES, EDGE]),
    "statuses": (":status: Rejected, draft", [GO, LATE]),
    "no status": (":status: unknown", [HERE, EARLY]),
    "a tag": (":tag: speed", [QUEUES, EDGE]),
    "tags": (":tag: order, edge", [ORDER, EDGE]),
    "a text": (":text: CACHE", [EDGE, NEVER]),
    "a text of several words": (":text: at the", [EDGE]),
    "since a day": (":since: 2024-05-01", [GO, LATE, EDGE]),
    "since a month": (":since: 2024-03", [GO, QUEUES, HERE, LATE, EDGE]),
    "until a day": (":until: 2023-07-01", [ORDER, NEVER]),
    "until a year": (":until: 2024", [GO, QUEUES, ORDER, HERE, LATE, NEVER]),
    "between": (":since: 2024\n:until: 2024-06", [GO, QUEUES, HERE]),
    "by title": (":sort: title", [EDGE, GO, ORDER, NEVER, LATE, EARLY, QUEUES, HERE]),
    "by title, backwards": (":sort: -title", [HERE, QUEUES, EARLY, LATE, NEVER, ORDER, GO, EDGE]),
    "by date": (":sort: date", [EARLY, NEVER, ORDER, HERE, QUEUES, GO, LATE, EDGE]),
    "by date, backwards": (":sort: -date", [EDGE, LATE, GO, QUEUES, HERE, ORDER, NEVER, EARLY]),
    "by status": (":sort: status", [GO, ORDER, QUEUES, EDGE, LATE, NEVER, HERE, EARLY]),
    "by status, backwards": (":sort: -status", [HERE, EARLY, NEVER, LATE, QUEUES, EDGE, ORDER, GO]),
    "by key": (":sort: key", ALL),
    "by key, backwards": (":sort: -key", [NEVER, EDGE, EARLY, LATE, HERE, ORDER, QUEUES, GO]),
    "by package": (":sort: package", ALL),
    "by package, backwards": (
        ":sort: -package",
        [NEVER, EDGE, EARLY, LATE, HERE, ORDER, QUEUES, GO],
    ),
    "grouped by package": (":group: package", ALL),
    "grouped by status": (":group: status", [GO, ORDER, QUEUES, EDGE, LATE, NEVER, HERE, EARLY]),
    "grouped by year": (":group: year", [EDGE, GO, QUEUES, HERE, LATE, ORDER, NEVER, EARLY]),
    "all at once": (
        """\
:package: core, web
:status: accepted, superseded
:since: 2020
:text: cache
:sort: title
:group: package
:as: list""",
        [EDGE, NEVER],
    ),
    "nothing": (":status: deprecated\n:text: zebra", []),
    "as a list": (":as: list", ALL),
    "as cards": (":as: cards", ALL),
}


def _pages(name: str, cases: dict[str, str]) -> dict[str, str]:
    pages = {}
    for number, options in enumerate(cases.values()):
        lines = options.splitlines()
        markdown = "".join(f"{line}\n" for line in lines)
        pages[f"docs/{name}-{number}.md"] = (
            f"---\norphan: 1\n---\n# V\n\n```{{{name}}}\n{markdown}```\n"
        )
        restructuredtext = "".join(f"   {line}\n" for line in lines)
        pages[f"docs/{name}-{number}-rst.rst"] = (
            f":orphan:\n\nV\n=\n\n.. {name}::\n{restructuredtext}"
        )
    return pages


INDEX_CASES = {case: options for case, (options, _) in CASES.items()}
INDEX_CASES = {
    case: options if ":as: cards" in options else f"{options}\n:columns: title".strip()
    for case, options in INDEX_CASES.items()
}
COLUMNS = {
    "default": ("", ["Key", "Decision", "Status", "Date", "Package"]),
    "one": (":columns: key", ["Key"]),
    "chosen, in order": (":columns: date, title, people", ["Date", "Decision", "People"]),
    "all": (
        ":columns: key, title, status, date, package, tags, people, relations",
        ["Key", "Decision", "Status", "Date", "Package", "Tags", "People", "Relations"],
    ),
}
COLUMN_CASES = {case: options for case, (options, _) in COLUMNS.items()}
PACKAGES = {
    "all": ("", ["repository", "@acme/api", "bare", "core", "web"]),
    "documented": (":documented:", ["web"]),
    "named": (":packages: web, api", ["@acme/api", "web"]),
    "by a pattern": (":packages: services/*", ["@acme/api", "bare"]),
    "not documented": (":documented: no\n:packages: core, web", ["core", "web"]),
    "none": (":packages: nowhere", []),
}
PACKAGE_CASES = {
    case: f"{options}\n:no-toctree:".strip() for case, (options, _) in PACKAGES.items()
}


@pytest.fixture(scope="module")
def built(new_site: Callable[[Tree], Site]) -> Built:
    """One site with a page for each case in each markup."""
    views = {
        **_pages(
            "decision-index", {**INDEX_CASES, **{f"c {k}": v for k, v in COLUMN_CASES.items()}}
        ),
        **_pages("architecture-packages", PACKAGE_CASES),
    }
    conf = f"{CONF}exclude_patterns = ['none']\n"
    return new_site({**TREE, **views, "docs/conf.py": conf}).build(clean=True)


def _body(built: Built, name: str, number: int, markup: str) -> Tag:
    suffix = "-rst" if markup == "rst" else ""
    page = BeautifulSoup(built.page(f"{name}-{number}{suffix}.html"), "html.parser")
    body = page.select_one(".body")
    assert body is not None
    return body


def test_there_is_no_warning(built: Built) -> None:
    assert [w for w in built.warnings if "duplicate label" not in w] == []


@pytest.mark.parametrize("markup", ["md", "rst"])
@pytest.mark.parametrize("case", CASES)
def test_the_index_chooses_and_sorts(built: Built, case: str, markup: str) -> None:
    body = _body(built, "decision-index", list(INDEX_CASES).index(case), markup)
    expected = list(CASES[case][1])
    titles = [a.text for a in body.select(".reference") if a.text in ALL]
    if "as cards" in case:
        titles = list(dict.fromkeys(titles))
    assert titles == expected
    assert ("No decisions match." in body.text) == (not expected)


@pytest.mark.parametrize("markup", ["md", "rst"])
@pytest.mark.parametrize("case", COLUMNS)
def test_the_index_has_the_columns_that_are_chosen(built: Built, case: str, markup: str) -> None:
    number = len(INDEX_CASES) + list(COLUMNS).index(case)
    body = _body(built, "decision-index", number, markup)
    assert [th.text for th in body.select("thead th")] == COLUMNS[case][1]
    assert len(body.select("tbody tr")) == len(ALL)


@pytest.mark.parametrize("markup", ["md", "rst"])
@pytest.mark.parametrize("case", PACKAGES)
def test_the_list_of_packages_chooses(built: Built, case: str, markup: str) -> None:
    body = _body(built, "architecture-packages", list(PACKAGES).index(case), markup)
    expected = PACKAGES[case][1]
    assert [p.text for p in body.select(".arch-package-name")] == expected
    assert ("No packages were found." in body.text) == (not expected)


def test_groups_have_their_names(built: Built) -> None:
    def heads(case: str) -> list[str]:
        body = _body(built, "decision-index", list(CASES).index(case), "md")
        return [head.text for head in body.select(".rubric")]

    assert heads("grouped by package") == ["repository", "core", "web"]
    assert heads("grouped by year") == ["2025", "2024", "2023", "2022", "no date"]
    states = ["draft", "proposed", "accepted", "rejected", "superseded", "no status"]
    assert heads("grouped by status") == states


def test_a_card_says_what_there_is(built: Built) -> None:
    body = _body(built, "architecture-packages", 0, "md")
    cards = {c.select_one(".arch-package-name").text: c for c in body.select(".arch-packages > li")}
    assert "Answers." in cards["@acme/api"].text
    assert "no document" in cards["@acme/api"].text
    web = cards["web"]
    assert "The package web does its part." in web.text
    assert "1 component\N{NO-BREAK SPACE}· 3 decisions" in web.text
    assert [a["href"] for a in web.select("a")] == ["packages/web.html"]


def test_views_share_a_page(site: Site) -> None:
    views = "".join(
        f"```{{decision-index}}\n{options}\n```\n\n" for options in INDEX_CASES.values()
    )
    packages = "```{architecture-packages}\n```\n\n" * 2
    site.write(
        {**TREE, "docs/index.md": f"# Site\n\n{views}{packages}", "docs/stub.md": "# Stub\n"}
    )
    built = site.build(clean=True, exclude_patterns=["stub.md", "none"])
    assert built.warnings == []
    page = BeautifulSoup(built.page("index.html"), "html.parser")
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert built.app.env.toctree_includes["index"].count("packages/web") == 2


def test_a_wrong_option_of_a_view_costs_a_warning_at_its_line(site: Site) -> None:
    options = [
        ":sort: nope",
        ":colour: red",
        ":status: accepted, maybe",
        ":since: yesterday",
        ":tag: a",
    ]
    pages = _pages("decision-index", {"wrong": "\n".join(options)})
    site.write({**TREE, **pages, "docs/stub.md": "# Stub\n"})
    built = site.build(clean=True, exclude_patterns=["stub.md"])
    for path, first in (("docs/decision-index-0.md", 7), ("docs/decision-index-0-rst.rst", 7)):
        found = [w for w in built.warnings if w.startswith(path)]
        assert len(found) == 4
        for number, (warning, option) in enumerate(zip(found, options, strict=False)):
            assert warning.startswith(f"{path}:{first + number}: WARNING: ")
            assert option.rpartition(":")[0] in warning
            assert warning.endswith("[archdoc.directive-option]")


def test_a_view_on_a_mounted_page(site: Site) -> None:
    document = package("web", "Render early", extra="```{decision-index}\n:package: web\n```\n\n")
    site.write({**TREE, "packages/web/ARCHITECTURE.md": document, "docs/stub.md": "# Stub\n"})
    built = site.build(clean=True, exclude_patterns=["stub.md"])
    page = BeautifulSoup(built.page("packages/web.html"), "html.parser")
    links = {a.text: a["href"] for a in page.select(".arch-index a")}
    assert links["Render early"] == "#arch-decision-web-1"
    assert links["cache at the edge"] == "web/decisions/0001-edge.html#arch-decision-web-adr-1"
