"""What ``check`` reports, for which choice of findings, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ALL = ["date-format", "dead-link", "dead-link", "no-successor"]


def codes(run: Run, *words: str | Path) -> list[str]:
    """Return the codes of what is found."""
    done = run("check", "--format", "json", *words)
    assert done.status in (0, 1), done.err
    return sorted(finding["code"] for finding in json.loads(done.out)["findings"])


def test_findings_are_reported(run: Run, tea: Path) -> None:
    assert codes(run) == ALL


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--select", "dead"], ["dead-link", "dead-link"]),
        (["--select", "dead-link,date-format"], ["date-format", "dead-link", "dead-link"]),
        (["--ignore", "dead-link", "--ignore", "no"], ["date-format"]),
        (["--select", "all", "--ignore", "all"], []),
        (["docs/adr/0002-steep.md"], ["no-successor"]),
        (["docs"], ALL),
        (["."], ALL),
    ],
)
def test_findings_are_chosen(words: list[str], found: list[str], run: Run, tea: Path) -> None:
    assert codes(run, *words) == found


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ([], 1),
        (["--select", "date-format"], 0),
        (["--select", "date-format", "--fail-on", "note"], 1),
        (["--select", "no-successor", "--fail-on", "error"], 0),
        (["--select", "dead-link", "--fail-on", "error"], 1),
        (["--select", "no-status"], 0),
        (["--select", "no-such-rule"], 2),
        (["--explain", "no-such-rule"], 2),
        (["nowhere"], 2),
        (["/"], 2),
        (["--update-baseline"], 2),
        (["--baseline", "none.json"], 2),
        (["--since", "HEAD"], 2),
        (["--fix", "--diff"], 2),
    ],
)
def test_exit_status(words: list[str], status: int, run: Run, tea: Path) -> None:
    done = run("check", *words)
    assert done.status == status
    assert bool(done.err) == (status == 2)


def test_repository_without_findings(run: Run, tea: Path) -> None:
    (tea / "docs/adr/0001-boil.md").unlink()
    (tea / "docs/adr/0002-steep.md").unlink()
    done = run("check")
    assert (done.status, done.out) == (0, "No findings in 0 documents.\n")


def test_second_run_out_of_the_cache_says_the_same(run: Run, tea: Path) -> None:
    first = run("check")
    assert run("check").out == first.out
    assert run("check", "--no-cache").out == first.out


def test_cache_of_other_commands_is_no_hindrance(run: Run, tea: Path) -> None:
    assert run("list").status == 0
    assert codes(run) == ALL
    assert run("list").status == 0


def test_changed_document_is_read_anew(run: Run, tea: Path) -> None:
    assert "no-successor" in codes(run)
    file = tea / "docs/adr/0002-steep.md"
    file.write_text(file.read_text().replace("Superseded", "Accepted"))
    assert "no-successor" not in codes(run)


def test_link_is_looked_at_anew_when_its_target_comes(run: Run, tea: Path) -> None:
    assert codes(run).count("dead-link") == 2
    (tea / "docs/adr/0002-stew.md").write_text("# Stew\n")
    assert codes(run).count("dead-link") == 1


def test_today_is_not_kept(run: Run, tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tea / "archdoc.toml").write_text("")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1720000000")
    assert "future-date" not in codes(run)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert codes(run).count("future-date") == 2


def test_without_a_day_nothing_is_of_the_future(run: Run, tea: Path) -> None:
    (tea / "archdoc.toml").write_text("")
    file = tea / "docs/adr/0002-steep.md"
    file.write_text(file.read_text().replace("2024-05-13", "2999-05-13"))
    assert "future-date" not in codes(run)


@pytest.mark.parametrize("code", ["missing-section", "no-successor", "config"])
def test_codes_are_explained(code: str, run: Run, tea: Path) -> None:
    done = run("check", "--explain", code)
    assert done.status == 0
    assert done.out.startswith(code)
    assert ".. code-block" not in done.out
    assert "``" not in done.out


def test_misspelt_code_is_guessed(run: Run, tea: Path) -> None:
    assert "Is 'missing-section' meant?" in run("check", "--explain", "mising-section").err


def test_all_codes_are_listed(run: Run, tea: Path) -> None:
    lines = run("check", "--explain", "all").out.splitlines()
    assert lines[0].split() == ["CODE", "SEVERITY", "MEANING"]
    assert [line.split()[1] for line in lines if line.startswith("dead-link ")] == ["error"]
