"""Known findings: they stay known when text moves, and new ones are found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def known(run: Run, tea: Path) -> str:
    """The name of a baseline that knows all that is found."""
    done = run("check", "--baseline", "known.json", "--update-baseline")
    assert (done.status, done.out) == (0, "")
    return "known.json"


def test_what_is_known_is_left_out(known: str, run: Run) -> None:
    done = run("check", "--baseline", known)
    assert done.out == "No findings in 2 documents (4 more in the baseline).\n"
    assert done.status == 0


def test_lines_may_move(known: str, run: Run, tea: Path) -> None:
    file = tea / "docs/adr/0001-boil.md"
    file.write_text(file.read_text().replace("## Context", "## Note\n\nNew.\n\n## Context"))
    assert run("check", "--baseline", known).status == 0


def test_new_defect_is_found_alone(known: str, run: Run, tea: Path) -> None:
    file = tea / "docs/adr/0002-steep.md"
    file.write_text(file.read_text() + "\nSee [three](0003-gone.md).\n")
    done = run("check", "--baseline", known, "--format", "json")
    (finding,) = json.loads(done.out)["findings"]
    assert (done.status, finding["code"], finding["line"]) == (1, "dead-link", 17)


def test_second_defect_like_a_known_one_is_found(known: str, run: Run, tea: Path) -> None:
    file = tea / "docs/adr/0001-boil.md"
    line = "Cold water, see [pots](../Pots.md) and [two](0002-stew.md).\n"
    assert line in file.read_text()
    file.write_text(file.read_text().replace(line, line + "\n" + line))
    done = run("check", "--baseline", known, "--format", "json")
    assert [f["line"] for f in json.loads(done.out)["findings"]] == [13, 13]


def test_changed_line_makes_a_finding_new(known: str, run: Run, tea: Path) -> None:
    file = tea / "docs/adr/0001-boil.md"
    file.write_text(file.read_text().replace("Cold water", "Warm water"))
    assert run("check", "--baseline", known).status == 1


def test_what_is_gone_is_counted_and_forgotten(known: str, run: Run, tea: Path) -> None:
    file = tea / "docs/adr/0001-boil.md"
    file.write_text(file.read_text().replace("12 May 2024", "2024-05-12"))
    assert "1 finding of the baseline is gone" in run("check", "--baseline", known).out
    before = json.loads((tea / known).read_text())["findings"]
    run("check", "--baseline", known, "--update-baseline")
    after = json.loads((tea / known).read_text())["findings"]
    assert len(before) - len(after) == 1
    assert all(entry in before for entry in after)


def test_file_is_sorted_and_the_same_each_time(known: str, run: Run, tea: Path) -> None:
    text = (tea / known).read_text()
    entries = json.loads(text)["findings"]
    assert entries == sorted(entries, key=lambda e: (e["path"], e["code"], e["message"]))
    run("check", "--baseline", known, "--update-baseline")
    assert (tea / known).read_text() == text


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2}', '{"version": 1, "findings": [{}]}'])
def test_file_that_is_no_baseline(text: str, run: Run, tea: Path) -> None:
    (tea / "known.json").write_text(text)
    done = run("check", "--baseline", "known.json")
    assert done.status == 2
    assert "The baseline known.json cannot be read" in done.err
