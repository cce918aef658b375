"""Decisions in the formats of other tools: complete, valid, the same in every run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from .conftest import Run

ATOM = "{http://www.w3.org/2005/Atom}"


def exported(run: Run, shop: Path, style: str, *words: str | Path) -> str:
    """Return what is exported; nothing is wrong with it."""
    outcome = run("export", "--format", style, *words, "--root", shop)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == run("export", "--format", style, *words, "--root", shop).out
    return outcome.out


def titles(feed: str) -> list[str | None]:
    """Return the titles of the entries of a feed."""
    return [entry.findtext(f"{ATOM}title") for entry in ET.fromstring(feed).iter(f"{ATOM}entry")]


class TestAtom:
    """``--format atom``."""

    def test_the_newest_come_first(self, run: Run, shop: Path) -> None:
        feed = exported(run, shop, "atom")
        # The decision of the package became what it is when its successor was made.
        assert titles(feed) == [
            *("Keep prices at the edge", "Use a CDN", "Record décisions", "Follow the wind")
        ]
        assert ET.fromstring(feed).findtext(f"{ATOM}title") == f"Decisions of {shop.name}"

    def test_entries_lead_to_the_repository(self, run: Run, shop: Path) -> None:
        assert "<link href" not in exported(run, shop, "atom")
        url = "https://github.com/acme/gifts"
        (shop / "archdoc.toml").write_text(f'repository-url = "{url}"\n', "utf-8")
        feed = exported(run, shop, "atom", "ADR-2", "--title", "Ours & yours")
        (entry,) = ET.fromstring(feed).iter(f"{ATOM}entry")
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.get("href") == f"{url}/blob/main/docs/adr/0002-cdn.md"
        assert ET.fromstring(feed).findtext(f"{ATOM}title") == "Ours & yours"
        summary = "ADR-2 · proposed · 2024-06-30 · supersedes @acme/core#1"
        assert entry.findtext(f"{ATOM}summary") == summary


class TestNeeds:
    """``--format needs``."""

    def test_links_are_names(self, run: Run, shop: Path) -> None:
        (version,) = json.loads(exported(run, shop, "needs"))["versions"].values()
        needs = version["needs"]
        assert version["needs_amount"] == len(needs) == 4
        assert needs["DECISION_ACME_CORE_1"]["links"] == ["DECISION_ADR_2"]
        assert needs["DECISION_ADR_2"]["tags"] == ["web"]
        assert needs["DECISION_ADR_2"]["docname"] == "docs/adr/0002-cdn"
        assert all(re.fullmatch(r"[A-Z0-9_]{5,}", name) for name in needs)

    def test_no_link_leads_out_of_what_is_chosen(self, run: Run, shop: Path) -> None:
        (version,) = json.loads(exported(run, shop, "needs", "core"))["versions"].values()
        assert [need["links"] for need in version["needs"].values()] == [[]]


class TestJsonAdr:
    """``--format json-adr``."""

    def test_what_it_holds(self, run: Run, shop: Path) -> None:
        outcome = run("export", "--format", "json-adr", "--package", ".", "--root", shop)
        assert outcome.status == 0
        assert "ADR-3" in outcome.err  # It has no date.
        data = json.loads(outcome.out)
        assert data["version"] == "1.0.0"
        first, second = data["adrs"]
        assert first == {
            "number": 1,
            "title": "Record décisions",
            "status": "accepted",
            "date": "2024-05-11",
            "context": "We forget.",
            "decision": "We write.",
            "consequences": ["Words."],
            "path": "docs/adr/0001-record-decisions.md",
        }
        assert second["deciders"] == ["Ana", "Björn"]
        assert second["tags"] == ["web"]
        assert second["custom_sections"]["Considered Options"] == "* CDN\n* None"

    def test_links_are_numbers_of_the_same_log(self, run: Run, shop: Path) -> None:
        (shop / "docs/adr/0003-gone.md").write_text(
            "# 3. Ship\n\nDate: 2024-07-01\n\n## Status\n\nAccepted\n\nAmends "
            "[1](0001-record-decisions.md)\n\n## Context\n\nx\n\n## Consequences\n\n"
            "- Good: fast,\n  and cheap\n- Bad\n\nThat is all.\n",
            "utf-8",
        )
        data = json.loads(exported(run, shop, "json-adr", "--package", "."))
        by_number = {adr["number"]: adr for adr in data["adrs"]}
        assert by_number[3]["links"] == [{"type": "amends", "target": 1}]
        assert by_number[1]["links"] == [{"type": "amended-by", "target": 3}]
        assert by_number[3]["consequences"] == ["Good: fast,\nand cheap", "Bad", "That is all."]
        # The decision that it supersedes is in another log.
        assert "links" not in by_number[2]

    def test_nothing_that_it_can_hold(self, run: Run, shop: Path) -> None:
        outcome = run("export", "--format", "json-adr", "ADR-3", "--root", shop)
        assert (outcome.status, outcome.out) == (2, "")
        assert "none here has both" in outcome.err
        data = json.loads(exported(run, shop, "json-adr", "--tag", "no"))
        assert data["adrs"] == []

    def test_one_number_twice_is_refused(self, run: Run, shop: Path) -> None:
        (shop / "packages/core/ARCHITECTURE.md").write_text(
            "# Core\n\n## Design Decisions\n\n### Decision 1: Ship\n\n**Date**: 2024-01-01\n\n"
            "**Status**: Accepted\n\n**Decision**: Yes.\n",
            "utf-8",
        )
        outcome = run("export", "--format", "json-adr", "--root", shop)
        assert (outcome.status, outcome.out) == (2, "")
        assert "several here have the number 1; choose one log" in outcome.err


class TestLog:
    """``--format log``."""

    def test_links_are_relative_to_the_output(self, run: Run, shop: Path) -> None:
        output = shop / "docs/log.md"
        exported(run, shop, "log", "--output", output)
        text = output.read_text("utf-8")
        assert (
            "| [ADR-2](adr/0002-cdn.md) | Use a CDN | proposed | 2024-06-30 "
            "| supersedes @acme/core#1 |\n" in text
        )
        assert "[@acme/core#1](../packages/core/ARCHITECTURE.md)" in text
        assert text.index("## repository\n") < text.index("## @acme/core\n")

    def test_elsewhere_they_lead_to_the_repository_or_nowhere(
        self, run: Run, shop: Path, tmp_path: Path
    ) -> None:
        output = tmp_path / "log.md"
        assert exported(run, shop, "log", "--output", output) == ""
        assert "| ADR-2 | Use a CDN |" in output.read_text("utf-8")
        (shop / "archdoc.toml").write_text('repository-url = "https://github.com/a/b"\n', "utf-8")
        exported(run, shop, "log", "--output", output)
        link = "[ADR-2](https://github.com/a/b/blob/main/docs/adr/0002-cdn.md)"
        assert link in output.read_text("utf-8")

    def test_titles_are_text(self, run: Run, shop: Path) -> None:
        (shop / "docs/adr/0003-gone.md").write_text(
            "# 3. A `|` of \\<b> and \\[x](y)\n\n## Status\n\nAccepted\n", "utf-8"
        )
        assert "| A \\| of \\<b\\> and \\[x\\](y) |" in exported(run, shop, "log")

    def test_nothing_chosen(self, run: Run, shop: Path) -> None:
        assert exported(run, shop, "log", "--tag", "no") == "# Decision log\n\nNo decisions.\n"


def test_what_is_chosen(run: Run, shop: Path) -> None:
    def keys(*words: str | Path) -> list[str]:
        (version,) = json.loads(exported(run, shop, "needs", *words))["versions"].values()
        return sorted(version["needs"])

    assert keys("ADR-2", "core#1") == ["DECISION_ACME_CORE_1", "DECISION_ADR_2"]
    assert keys("core", "ADR-1") == ["DECISION_ACME_CORE_1", "DECISION_ADR_1"]
    assert keys(".") == ["DECISION_ADR_1", "DECISION_ADR_2", "DECISION_ADR_3"]
    assert keys(shop / "docs/adr/0003-gone.md") == ["DECISION_ADR_3"]
    assert keys("--status", "proposed,superseded") == [
        *("DECISION_ACME_CORE_1", "DECISION_ADR_2", "DECISION_ADR_3")
    ]
    assert keys("--since", "2024-06", "--text", "cdn") == ["DECISION_ADR_2"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ADR-1"], "the catalogue is written whole, without ADR-1"),
        (["--tag", "web"], "the catalogue is written whole, without --tag"),
        (["--format", "log", "--title", "x"], "--title is not for log"),
        (["--format", "atom", "ADR-1", "--since", "2024"], "--since is for all decisions"),
        (["--format", "atom", "--status", "good"], "there is no status 'good'"),
        (["--format", "atom", "ADR-99"], "There is no decision 'ADR-99'."),
        (["--format", "atom", "core#9"], "There is no decision 'core#9'."),
        (["--format", "atom", "--package", "no"], "There is no package 'no'."),
        (["--format", "xml"], "invalid choice: 'xml'"),
    ],
)
def test_wrong_use(run: Run, shop: Path, words: list[str], said: str) -> None:
    outcome = run("export", *words, "--root", shop)
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err
