"""What the numbers of a dashboard say, and where they lead."""

from __future__ import annotations

from collections.abc import Callable

from bs4 import BeautifulSoup, Tag

from tests.conftest import Tree
from tests.sphinx_ext.conftest import CONF, Built, Site
from tests.views.conftest import TODAY, markdown

QUIET = {
    "archdoc_today": TODAY,
    "suppress_warnings": ["archdoc.unknown-relation", "archdoc.drift", "myst.xref_missing"],
}
SOURCE = {
    "packages/core/src/store.ts": "export interface Store {\n  get(key: number): string;\n}\n"
}


def tiles(built: Built, page: str = "architecture-dashboard.html") -> dict[str, Tag]:
    """Return the numbers of a dashboard by what they count."""
    body = BeautifulSoup(built.page(page), "html.parser")
    found = {}
    for tile in body.select("ul.arch-numbers > li"):
        number, label = tile.select("p")
        found[label.text.strip()] = number
    return found


def address(number: Tag) -> str:
    """Return where a number leads; empty for one that leads nowhere."""
    link = number.select_one("a")
    return str(link["href"]) if link else ""


def test_interfaces_that_differ_from_the_source_code_are_counted(site: Site) -> None:
    label = "Interfaces that differ from the source code"
    before = site.build(clean=True, archdoc_drift=True, **QUIET)
    assert tiles(before)[label].text.strip() == "0"
    site.write(SOURCE)
    after = site.build(archdoc_drift=True, **QUIET)
    assert tiles(after)[label].text.strip() == "1"
    body = BeautifulSoup(after.page("architecture-dashboard.html"), "html.parser")
    heading = body.select_one(address(tiles(after)[label]))
    assert heading is not None
    listed = heading.find_next("ul")
    assert isinstance(listed, Tag)
    assert [a["href"] for a in listed.select("a")] == [
        "packages/core.html#arch-interface-core-store"
    ]


def test_drift_is_left_out_where_nobody_looks_for_it(site: Site) -> None:
    built = site.build(clean=True, **QUIET)
    assert not [label for label in tiles(built) if "source code" in label]


def test_each_number_leads_to_the_list_behind_it(site: Site) -> None:
    site.write({"docs/part.md": markdown("architecture-dashboard", ":package: core")})
    built = site.build(clean=True, **{**QUIET, "archdoc_drift": True})
    found = tiles(built)
    assert address(found["packages have a document"]) == "index.html"
    assert address(found["accepted"]) == "decision-index.html?status=accepted"
    ids = {str(e["id"]) for e in _elements(built, "architecture-dashboard.html")}
    for label, number in found.items():
        if number.text.strip() != "0":
            assert address(number), label
        if address(number).startswith("#"):
            assert address(number)[1:] in ids
    part = tiles(built, "part.html")
    assert address(part["accepted"]) == "decision-index.html?status=accepted&package=core"


def test_two_dashboards_of_a_page_have_ids_of_their_own(site: Site) -> None:
    views = [markdown("architecture-dashboard", o) for o in (":package: core", ":package: web")]
    site.write({"docs/both.md": "".join(views).replace("# architecture-dashboard\n", "## A\n")})
    built = site.build(clean=True, **QUIET)
    ids = [str(e["id"]) for e in _elements(built, "both.html")]
    assert len(ids) == len(set(ids)) > 2


def _elements(built: Built, page: str) -> list[Tag]:
    body = BeautifulSoup(built.page(page), "html.parser")
    return body.select(".arch-dashboard [id]")


def test_documents_of_one_package_are_told_apart(site: Site) -> None:
    mail = "# Architecture - mail\n\n## System Overview\n\nSends.\n\n## Data Flow\n"
    site.write({"packages/core/src/mail/ARCHITECTURE.md": mail})
    body = BeautifulSoup(
        site.build(clean=True, **QUIET).page("architecture-dashboard.html"), "html.parser"
    )
    names = [a.text for a in body.select("#arch-dashboard-unwritten + ul a")]
    assert {"core", "core/src/mail"} <= set(names)
    assert len(names) == len(set(names))


def test_where_there_is_no_package_none_is_counted(new_site: Callable[[Tree], Site]) -> None:
    record = "# 1. Use it\n\nDate: 2024-01-01\n\n## Status\n\nAccepted\n\n## Decision\n\nYes.\n"
    page = markdown("architecture-dashboard")
    site = new_site({"docs/adr/0001-use.md": record, "docs/index.md": page, "docs/conf.py": CONF})
    labels = tiles(site.build(clean=True, **QUIET), "index.html")
    assert "accepted" in labels
    assert "packages have a document" not in labels
