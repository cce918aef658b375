"""Files beside the HTML: the feed, the catalogue, the decisions for sphinx-needs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import sphinxext_archdoc
from tests.sphinx_ext.conftest import Site, outputs
from tests.views.conftest import CORE
from tests.views.test_building import QUIET, hostile

ATOM = "{http://www.w3.org/2005/Atom}"
ALL = {**QUIET, "archdoc_outputs": ["atom", "json", "needs"]}


def entries(text: str) -> dict[str, ET.Element]:
    """Return the entries of a feed by title."""
    return {str(e.findtext(f"{ATOM}title")): e for e in ET.fromstring(text).iter(f"{ATOM}entry")}


def test_nothing_is_written_unless_it_is_asked_for(site: Site) -> None:
    out = site.build(clean=True, **QUIET).out
    assert not [n for n in ("decisions.atom", "archdoc.json", "needs.json") if (out / n).exists()]


def test_the_feed_has_the_newest_first(site: Site) -> None:
    built = site.build(clean=True, html_baseurl="https://docs.example.org/shop/", **ALL)
    feed = built.page("decisions.atom")
    assert list(entries(feed)) == ["Use queues", "Keep order", "Never cache", "Cache at the edge"]
    superseded = entries(feed)["Use queues"]
    assert superseded.findtext(f"{ATOM}updated") == "2025-01-20T00:00:00Z"
    assert "superseded by core#2" in str(superseded.findtext(f"{ATOM}summary"))
    link = superseded.find(f"{ATOM}link")
    assert link is not None
    assert re.fullmatch(
        r"https://docs\.example\.org/shop/packages/core\.html#[\w-]+", str(link.get("href"))
    )


def test_a_feed_has_all_that_its_format_asks_for(site: Site) -> None:
    named: tuple[dict[str, str], ...] = ({}, {"author": "Ada"})
    for settings in named:
        built = site.build(clean=True, **{**ALL, "project": "Harbour", **settings})
        feed = ET.fromstring(built.page("decisions.atom"))
        for element in (feed, *feed.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                (found,) = element.findall(f"{ATOM}{name}")
                assert found.text
            assert re.match(r"[a-z]+:", str(element.findtext(f"{ATOM}id")))
            stamp = str(element.findtext(f"{ATOM}updated"))
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T00:00:00Z", stamp)
        author = settings.get("author", "Harbour")
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == author
        assert [e.get("rel") for e in feed.findall(f"{ATOM}link")] == ["self"]
        for entry in feed.iter(f"{ATOM}entry"):
            (link,) = entry.findall(f"{ATOM}link")
            page, _hash, anchor = str(link.get("href")).partition("#")
            assert f'id="{anchor}"' in built.page(page)
            assert entry.findtext(f"{ATOM}summary")


def test_a_new_status_is_a_new_entry(site: Site) -> None:
    before = entries(site.build(clean=True, **ALL).page("decisions.atom"))["Keep order"]
    site.write(
        {"packages/core/ARCHITECTURE.md": CORE.replace("Status**: Accepted", "Status**: Rejected")}
    )
    after = entries(site.build(**ALL).page("decisions.atom"))["Keep order"]
    assert before.findtext(f"{ATOM}id") != after.findtext(f"{ATOM}id")


def test_every_identifier_of_a_feed_is_its_own(site: Site) -> None:
    feed = site.build(clean=True, **ALL).page("decisions.atom")
    names = [e.text for e in ET.fromstring(feed).iter(f"{ATOM}id")]
    assert len(names) == len(set(names)) == 5


def test_pages_with_views_name_the_feed(site: Site) -> None:
    built = site.build(clean=True, **ALL)
    assert 'type="application/atom+xml"' in built.page("decision-index.html")
    assert 'href="decisions.atom"' in built.page("decision-index.html")
    assert "application/atom+xml" not in built.page("packages/core.html")


def test_the_catalogue_is_that_of_the_command_line(site: Site) -> None:
    import jsonschema

    data = json.loads(site.build(clean=True, **ALL).page("archdoc.json"))
    schema = Path(sphinxext_archdoc.__file__).parent / "export.schema.json"
    jsonschema.validate(data, json.loads(schema.read_text(encoding="utf-8")))
    assert [d["key"] for d in data["decisions"]] == ["core#1", "core#2", "web#ADR-1", "web#ADR-2"]


def test_needs_have_names_and_links_that_sphinx_needs_takes(site: Site) -> None:
    data = json.loads(site.build(clean=True, **ALL).page("needs.json"))
    (version,) = data["versions"].values()
    needs = version["needs"]
    assert version["needs_amount"] == len(needs) == 4
    assert all(re.fullmatch(r"[A-Z0-9_]{5,}", name) for name in needs)
    assert needs["DECISION_CORE_1"]["links"] == ["DECISION_CORE_2"]
    assert needs["DECISION_WEB_ADR_1"]["tags"] == ["cache", "edge"]
    assert {link for need in needs.values() for link in need["links"]} <= set(needs)


def test_after_an_edit_the_files_are_those_of_a_clean_build(site: Site) -> None:
    site.build(clean=True, **ALL)
    site.write({"packages/core/ARCHITECTURE.md": CORE.replace("Keep order", "Keep all in order")})
    edited = outputs(site.build(**ALL).out)
    assert edited == outputs(site.build(clean=True, **ALL).out)
    assert b"Keep all in order" in edited["decisions.atom"]


def test_files_that_are_the_same_keep_their_time(site: Site) -> None:
    out = site.build(clean=True, **ALL).out
    times = [(out / name).stat().st_mtime_ns for name in ("decisions.atom", "archdoc.json")]
    site.build(**ALL)
    assert times == [(out / name).stat().st_mtime_ns for name in ("decisions.atom", "archdoc.json")]


def test_hostile_names_are_text_in_every_file(site: Site) -> None:
    hostile(site)
    built = site.build(clean=True, **ALL)
    titles = list(entries(built.page("decisions.atom")))
    assert [t for t in titles if t.startswith("<script>alert(1)</script>")]
    json.loads(built.page("needs.json"))
    json.loads(built.page("archdoc.json"))


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text"])
def test_other_builders_write_none_of_them(site: Site, builder: str) -> None:
    out = site.build(builder, clean=True, **ALL).out
    assert not list(out.glob("*.atom")) + list(out.glob("*.json"))


def test_a_wrong_name_is_a_warning(site: Site) -> None:
    warnings = site.build(clean=True, **{**ALL, "archdoc_outputs": ["rss"]}).warnings
    assert len(warnings) == 1
    assert "'atom', 'json', 'needs'" in warnings[0]
