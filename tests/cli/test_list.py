"""Lists show what was asked for, in the form that was asked for."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from sphinxext_archdoc.cli._selection import Selection
from sphinxext_archdoc.cli._tables import display_width, table_text
from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.rules import rules

from .conftest import Run


def test_decisions_as_a_table(run: Run, shop: Path) -> None:
    outcome = run("list", "--root", shop)
    assert (outcome.status, outcome.err) == (0, "")
    table = [line.split("  docs/adr/")[0] for line in outcome.out.splitlines()]
    assert table[0] == "KEY           STATUS      DATE        TITLE                    TAGS  PLACE"
    assert table[1] == "ADR-1         accepted    2024-05-11  Record décisions             "
    assert table[2] == "ADR-2         proposed    2024-06-30  Use a CDN                web "
    assert table[3] == "ADR-3         superseded              Follow the wind              "
    row, _, line = table[4].rpartition(":")
    assert row.split() == [
        *("@acme/core#1", "superseded", "Keep", "prices", "at", "the", "edge"),
        "packages/core/ARCHITECTURE.md",
    ]
    document = (shop / "packages/core/ARCHITECTURE.md").read_text("utf-8").splitlines()
    assert document[int(line) - 1] == "### Decision 1: Keep prices at the edge"


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ([], ["ADR-1", "ADR-2", "ADR-3", "@acme/core#1"]),
        (["--status", "accepted"], ["ADR-1"]),
        (["--status", "accepted,proposed"], ["ADR-1", "ADR-2"]),
        (["--status", "accepted", "--status", "proposed"], ["ADR-1", "ADR-2"]),
        (["--package", "@acme/core"], ["@acme/core#1"]),
        (["--package", "core,."], ["ADR-1", "ADR-2", "ADR-3", "@acme/core#1"]),
        (["--tag", "WEB"], ["ADR-2"]),
        (["--text", "THE"], ["ADR-3", "@acme/core#1"]),
        (["--since", "2024-06"], ["ADR-2"]),
        (["--until", "2024-05-11"], ["ADR-1"]),
        (["--since", "2024", "--until", "2024"], ["ADR-1", "ADR-2"]),
        (["--since", "2025"], []),
        (["--text", "the", "--status", "accepted"], []),
    ],
)
@pytest.mark.parametrize("style", ["json", "csv"])
def test_filters(run: Run, shop: Path, words: list[str], keys: list[str], style: str) -> None:
    out = run("list", "--root", shop, "--format", style, *words).out
    items = json.loads(out) if style == "json" else csv.DictReader(out.splitlines())
    assert [item["key"] for item in items] == keys


def test_json_has_the_objects_of_the_export(run: Run, shop: Path) -> None:
    exported = json.loads(run("export", "--root", shop).out)
    for what in ("decisions", "packages", "interfaces", "components", "technologies"):
        listed = json.loads(run("list", what, "--root", shop, "--format", "json").out)
        assert listed == exported[what]


@pytest.mark.parametrize(
    ("what", "row"),
    [
        ("packages", "@acme/core packages/core packages/core/ARCHITECTURE.md 1 2 1 2"),
        ("interfaces", "@acme/core#Store interface typescript 2"),
        ("components", "keeps what was sold"),
        ("technologies", "Language TypeScript @acme/core, @acme/web"),
        (
            "codes",
            "duplicate-key Two records claim one key; both are kept, the key means the first.",
        ),
    ],
)
def test_other_lists(run: Run, shop: Path, what: str, row: str) -> None:
    out = run("list", what, *(["--root", shop] if what != "codes" else [])).out
    assert row in " ".join(out.split())


def test_rules_are_listed(run: Run) -> None:
    listed = json.loads(run("list", "rules", "--format", "json").out)
    assert [entry["code"] for entry in listed] == sorted(rules())
    assert {entry["severity"] for entry in listed} == {"error", "warning", "note"}
    assert all(entry["meaning"].endswith(".") for entry in listed)


def test_every_code_has_a_meaning(run: Run) -> None:
    listed = json.loads(run("list", "codes", "--format", "json").out)
    assert [entry["code"] for entry in listed] == sorted(Code)
    assert all(entry["meaning"].endswith(".") for entry in listed)


@pytest.mark.parametrize("what", ["decisions", "packages", "interfaces", "components"])
def test_an_empty_list_says_so(run: Run, shop: Path, what: str) -> None:
    outcome = run("list", what, "--root", shop, "--text", "nothing like this")
    assert (outcome.status, outcome.out) == (0, f"No {what}.\n")
    empty = run("list", what, "--root", shop, "--text", "nothing like this", "--format", "json")
    assert json.loads(empty.out) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--status", "good"], "there is no status 'good'; known are draft, proposed"),
        (["--since", "yesterday"], "'yesterday' is no date; write 2024, 2024-06 or 2024-06-30"),
        (["--since", "2024-13"], "'2024-13' is no date"),
        (["packages", "--tag", "x"], "--tag is for decisions only"),
        (["codes", "--package", "core"], "--package is not for codes"),
        (["rules", "--package", "core"], "--package is not for rules"),
        (["--explain", "--format", "csv"], "--explain is printed as text or JSON, not as CSV"),
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["--package", "absent"], "There is no package 'absent'."),
    ],
)
def test_wrong_use(run: Run, shop: Path, words: list[str], message: str) -> None:
    outcome = run("list", "--root", shop, *words)
    assert (outcome.status, outcome.out) == (2, "")
    assert message in outcome.err


def test_explain(run: Run, shop: Path) -> None:
    out = run("list", "--root", shop, "--explain", "--package", ".").out.splitlines()
    assert out[0] == "docs/adr/0001-record-decisions.md: decision log of ., nygard: 1 decision"
    assert "  ADR-1 (line 1, nygard): Record décisions" in out
    assert "    status: accepted (from 'Accepted', section, line 7)" in out
    assert "    date: 2024-05-11 (line, line 3)" in out
    assert "    fields: context (line 11), decision (line 15), consequences (line 19)" in out
    assert "    status: proposed (front matter, line 2)" in out
    assert (
        "    supersedes: @acme/core#1 (from 'Superseded by [ADR-2](../../docs/adr/0002-cdn.md)', "
        "packages/core/ARCHITECTURE.md:39)"
    ) in out
    assert (
        "    superseded-by: not found (from 'Superseded by [ADR-9](0009-gone.md)', line 5)" in out
    )
    assert not any("packages/" in line for line in out if not line.startswith(" "))


def test_explain_names_files_without_records(run: Run, shop: Path) -> None:
    out = run("list", "--root", shop, "--explain").out
    assert "packages/web/ARCHITECTURE.md: document of @acme/web, architecture: 1 tech" in out
    assert "architecture: 2 components, 1 consideration, 1 decision" in out
    assert "1 step, 2 technologies" in out
    explained = json.loads(run("list", "--root", shop, "--explain", "--format", "json").out)
    assert [entry["path"] for entry in explained] == sorted(entry["path"] for entry in explained)
    assert len(explained) == 5


def test_explain_says_what_is_no_record_and_what_is_partial(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "docs" / "adr"
    log.mkdir(parents=True)
    (log / "form.md").write_text("# Title\n\n## Status\n\nSTATUS\n\n## Context\n\n{Describe it}\n")
    (log / "how-to.md").write_text("# Writing ADRs\n\nOne decision each.\n")
    (log / "0001-a.md").write_text("# A\n\n* Partially supersedes: [2](0002-b.md)\n")
    (log / "0002-b.md").write_text("# B\n\nx\n")
    out = run("list", "--root", tmp_path, "--explain").out
    assert "docs/adr/form.md: decision log of ., a template: no records\n" in out
    assert "docs/adr/how-to.md: decision log of ., a text about records: no records\n" in out
    assert "    partially supersedes: ADR-2 (from '[2](0002-b.md)', line 3)\n" in out
    assert "    partially superseded-by: ADR-1 (from" in out


@pytest.mark.parametrize(
    ("date", "since", "until", "passes"),
    [
        ("2024-05-11", "2024-05-11", "2024-05-11", True),
        ("2024-05", "2024-05-11", "", True),
        ("2024", "", "2024-05-11", True),
        ("2024-05-11", "2024-06", "", False),
        ("2024-05-11", "", "2024-04", False),
        ("", "2024", "", False),
        ("", "", "", True),
    ],
)
def test_dates_are_compared_as_far_as_both_go(
    date: str, since: str, until: str, passes: bool
) -> None:
    assert Selection(since=since, until=until)._has_date(date) is passes


def test_columns_are_as_wide_as_they_look() -> None:
    rows = [("決定", "x"), ("e\N{COMBINING ACUTE ACCENT}", "y"), ("a\x1b[31m\nb", "z")]
    lines = table_text(("a", "b"), rows).splitlines()
    assert {display_width(line) for line in lines} == {11}
    assert "\x1b" not in "".join(lines)
