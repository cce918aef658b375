"""``sphinx-archdoc new``."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sphinxext_archdoc.cli import _new_decision

from .conftest import Run
from .git import commit_all, git

DAY = "2026-03-02"


@pytest.fixture
def new(run: Run) -> Callable[..., str]:
    """Write a decision, and return the file that it is in."""

    def new(root: Path, *words: str) -> str:
        outcome = run("new", "decision", *words, "--date", DAY, "--root", root)
        assert (outcome.status, outcome.err) == (0, "")
        place = outcome.out.split(": ")[1].rpartition(":")[0]
        return (root / place).read_text("utf-8")

    return new


def test_a_file_in_the_manner_of_its_log(run: Run, shop: Path) -> None:
    outcome = run(
        "new", "decision", "Ship in paper", "--date", DAY, "--package", ".", "--root", shop
    )
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == "ADR-4: docs/adr/0004-ship-in-paper.md:1\n"
    text = (shop / "docs/adr/0004-ship-in-paper.md").read_text("utf-8")
    assert text.startswith("# 4. Ship in paper\n\nDate: 2026-03-02\n\n## Status\n\nProposed\n")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        *("## Status", "## Context", "## Decision", "## Consequences")
    ]
    listed = run("list", "--text", "paper", "--format", "csv", "--root", shop).out
    assert "ADR-4,proposed,2026-03-02,Ship in paper" in listed


NYGARD = "# 4. Ship\n\nDate: 2026-03-02\n\n## Status\n\nAccepted\n"
ARCHDOC = "# 4. Ship\n\n**Status**: Accepted\n\n**Date**: 2026-03-02\n"
MADR = "---\nstatus: accepted\ndate: 2026-03-02\ndecision-makers:\n---\n\n# Ship\n"


@pytest.mark.parametrize(
    ("template", "begin", "headings"),
    [
        ("nygard", NYGARD, "Status, Context, Decision, Consequences"),
        ("archdoc", ARCHDOC, "Context, Decision, Rationale, Consequences"),
        (
            "madr",
            MADR,
            "Context and Problem Statement, Considered Options, Decision Outcome, Consequences",
        ),
    ],
)
def test_templates_of_choice(
    new: Callable[..., str], shop: Path, template: str, begin: str, headings: str
) -> None:
    text = new(shop, "Ship", "--package", ".", "--template", template, "--status", "accepted")
    assert text.startswith(begin)
    assert ", ".join(re.findall(r"(?m)^##+ (.*)", text)) == headings


def test_a_section_in_a_document(new: Callable[..., str], shop: Path) -> None:
    document = shop / "packages/core/ARCHITECTURE.md"
    before = document.read_text("utf-8")
    after = new(shop, "--title", "Feed by events", "--package", "core", "--status", "approved")
    head, tail = before.split("\n## Technology Stack")
    added = after.removeprefix(head).removesuffix("\n## Technology Stack" + tail)
    assert head + added + "\n## Technology Stack" + tail == after
    assert added.startswith(
        "\n### Decision 2: Feed by events\n\n**Status**: approved\n\n**Date**: 2026-03-02\n\n"
    )
    assert re.findall(r"(?m)^\*\*(\w+)\*\*", added) == [
        *("Status", "Date", "Context", "Decision", "Rationale", "Consequences")
    ]


def test_the_example_of_the_template_makes_room(
    new: Callable[..., str], run: Run, shop: Path
) -> None:
    (shop / "packages/web/ARCHITECTURE.md").unlink()
    assert run("new", "package", "web", "--root", shop).status == 0
    text = new(shop, "Render on the server", "--package", "web", "--inline")
    assert "### Decision 1: Render on the server\n" in text
    assert "[Title]" not in text
    text = new(shop, "Render at the edge", "--package", "web", "--inline")
    assert text.index("### Decision 1: Render on") < text.index("### Decision 2: Render at")
    assert text.index("### Decision 2") < text.index("\n\n## Technology Stack")


def test_an_example_that_somebody_wrote_in_stays(new: Callable[..., str], shop: Path) -> None:
    document = shop / "packages/web/ARCHITECTURE.md"
    own = "## Design Decisions\n\n### Decision 1: [Title]\n\nWe may need islands.\n"
    document.write_text(f"# Web\n\n{own}", "utf-8")
    text = new(shop, "Render", "--package", "web", "--inline")
    assert text.startswith(f"# Web\n\n{own}\n### Decision 1: Render\n")


def test_line_ends_and_byte_order_mark_stay(new: Callable[..., str], shop: Path) -> None:
    document = shop / "packages/core/ARCHITECTURE.md"
    lines = document.read_bytes().replace(b"\n", b"\r\n")
    document.write_bytes(b"\xef\xbb\xbf" + lines)
    new(shop, "Feed", "--package", "core")
    after = document.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf#")
    assert after.count(b"\n") == after.count(b"\r\n")
    (shop / "docs/adr/0003-gone.md").unlink()
    for record in (shop / "docs/adr").iterdir():
        record.write_bytes(record.read_bytes().replace(b"\n", b"\r\n"))
    new(shop, "Ship", "--package", ".")
    made = (shop / "docs/adr/0003-ship.md").read_bytes()
    assert made.count(b"\n") == made.count(b"\r\n") > 0


def test_a_package_without_any_gets_a_log_like_the_others(
    run: Run, new: Callable[..., str], shop: Path
) -> None:
    folder = shop / "packages/core/doc/decisions"
    folder.mkdir(parents=True)
    (folder / "0001-a.md").write_text(
        "# 1. A\n\n## Status\n\nAccepted\n\n## Context\n\nx\n", "utf-8"
    )
    outcome = run("new", "decision", "Render", "--package", "web", "--root", shop)
    assert outcome.out == "@acme/web#ADR-1: packages/web/doc/decisions/0001-render.md:1\n"


def test_a_log_that_a_tool_named(run: Run, shop: Path) -> None:
    (shop / "packages/web/.adr-dir").write_text("records/decisions\n", "utf-8")
    outcome = run("new", "decision", "Render", "--package", "web", "--root", shop)
    assert (
        outcome.out == "@acme/web/records#ADR-1: packages/web/records/decisions/0001-render.md:1\n"
    )


def test_nothing_is_overwritten(run: Run, shop: Path) -> None:
    stray = shop / "docs/adr/slug.md"
    for name in ("0001-record-decisions.md", "0002-cdn.md", "0003-gone.md"):
        (shop / "docs/adr" / name).unlink()
    record = "# Keep it\n\n## Status\n\nAccepted\n\n## Context\n\nx\n\n## Decision\n\ny\n"
    stray.write_text(record, "utf-8")
    outcome = run("new", "decision", "Slug", "--package", ".", "--root", shop)
    assert outcome.status == 2
    assert "is there already" in outcome.err
    assert stray.read_text("utf-8") == record
    assert list((shop / "docs/adr").iterdir()) == [stray]


def test_a_diff_writes_nothing(run: Run, shop: Path) -> None:
    before = sorted(p for p in shop.rglob("*"))
    outcome = run("new", "decision", "Ship", "--diff", "--root", shop)
    assert outcome.status == 0
    assert "+++ b/docs/adr/0004-ship.md\n" in outcome.out
    assert "+# 4. Ship\n" in outcome.out
    assert sorted(p for p in shop.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "a title is needed"),
        (["a", "--title", "b"], "given twice"),
        (["   "], "needs a title"),
        (["a", "--package", "none"], "no package 'none'"),
        (["a", "--status", "wonderful"], "is no status"),
        (["a", "--date", "soon"], "is no date"),
        (["a", "--package", "web", "--inline"], "no section for decisions"),
        (["a", "--package", "core", "--inline", "--template", "madr"], "--template is for files"),
        (["a", "--folder", "../elsewhere"], "not in the repository"),
        (["Title", "--template", "madr"], "choose another title"),
    ],
)
def test_what_cannot_be_done(run: Run, shop: Path, words: list[str], said: str) -> None:
    before = {p: p.read_bytes() for p in shop.rglob("*") if p.is_file()}
    outcome = run("new", "decision", *words, "--root", shop)
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err
    assert {p: p.read_bytes() for p in shop.rglob("*") if p.is_file()} == before


def branch_with(shop: Path, name: str, text: str) -> None:
    """Commit the shop on ``main`` with one more file, and go back to the commit before."""
    git(shop, "init", "--quiet", "--initial-branch", "main")
    commit_all(shop)
    git(shop, "checkout", "--quiet", "-b", "topic")
    git(shop, "checkout", "--quiet", "main")
    (shop / name).write_text(text, "utf-8")
    commit_all(shop)
    git(shop, "checkout", "--quiet", "topic")


RECORD = "# 7. Elsewhere\n\n## Status\n\nAccepted\n\n## Context\n\nx\n\n## Decision\n\ny\n"


@pytest.mark.parametrize("name", ["docs/adr/0007-elsewhere.md", "docs/adr/elsewhere.md"])
def test_a_number_of_the_base_branch_is_taken(run: Run, shop: Path, name: str) -> None:
    branch_with(shop, name, RECORD)
    assert not (shop / name).exists()
    words = ["new", "decision", "Ship", "--package", ".", "--root", shop]
    assert run(*words, "--diff", "--base", "topic").out.count("b/docs/adr/0004-ship.md") == 1
    assert run(*words).out.startswith("ADR-8: docs/adr/0008-ship.md")


def test_a_number_in_a_document_of_the_base_branch_is_taken(run: Run, shop: Path) -> None:
    document = "packages/core/ARCHITECTURE.md"
    text = (shop / document).read_text("utf-8")
    more = text.replace("## Technology Stack", "### Decision 6: Six\n\nx\n\n## Technology Stack")
    branch_with(shop, document, more)
    words = ["new", "decision", "Feed", "--package", "core", "--root", shop]
    assert run(*words).out.startswith("@acme/core#7: ")


def test_the_default_base_is_that_of_the_origin(run: Run, shop: Path, tmp_path: Path) -> None:
    branch_with(shop, "docs/adr/0007-elsewhere.md", RECORD)
    clone = tmp_path / "clone"
    git(shop, "clone", "--quiet", "--branch", "topic", str(shop), str(clone))
    git(clone, "remote", "set-head", "origin", "main")
    words = ["new", "decision", "Ship", "--package", ".", "--root", clone]
    assert run(*words).out.startswith("ADR-8: ")


def test_a_base_that_does_not_exist(run: Run, shop: Path) -> None:
    outcome = run("new", "decision", "Ship", "--base", "nowhere", "--root", shop)
    assert (outcome.status, outcome.out) == (2, "")
    assert "git knows no commit 'nowhere'" in outcome.err


class TestOnATerminal:
    """Without a title everything is asked for."""

    @pytest.fixture(autouse=True)
    def terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sphinxext_archdoc.cli.new._is_on_a_terminal", lambda: True)

    @pytest.fixture
    def answers(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
        def answers(*given: str) -> list[str]:
            waiting: Iterator[str] = iter(given)
            asked: list[str] = []

            def ask(prompt: str) -> str:
                asked.append(prompt)
                try:
                    return next(waiting)
                except StopIteration:
                    raise EOFError from None

            monkeypatch.setattr("builtins.input", ask)
            return asked

        return answers

    def test_all_is_asked(self, run: Run, shop: Path, answers: Callable[..., list[str]]) -> None:
        asked = answers("nothing", "core", "", "Feed by events", "accepted", "y")
        outcome = run("new", "decision", "--root", shop)
        assert outcome.status == 0
        assert asked == [
            *("Package [.]: ", "Package [.]: ", "Title: ", "Title: ", "Status [proposed]: "),
            "Write packages/core/ARCHITECTURE.md? [Y/n] ",
        ]
        assert outcome.out.splitlines()[-1].startswith("@acme/core#2: ")

    def test_what_will_not_do_is_asked_again(
        self, run: Run, shop: Path, answers: Callable[..., list[str]]
    ) -> None:
        asked = answers("packages/core", "Feed", "good", "rejected", "y")
        outcome = run("new", "decision", "--root", shop)
        assert outcome.status == 0
        assert asked[2:4] == ["Status [proposed]: "] * 2
        assert "'good' is no status; known are draft, " in outcome.out
        text = (shop / "packages/core/ARCHITECTURE.md").read_text("utf-8")
        assert "### Decision 2: Feed\n\n**Status**: Rejected\n" in text

    def test_no_writes_nothing(
        self, run: Run, shop: Path, answers: Callable[..., list[str]]
    ) -> None:
        answers("", "Ship", "", "n")
        outcome = run("new", "decision", "--root", shop)
        assert (outcome.status, outcome.out) == (0, "Nothing was written.\n")
        assert not (shop / "docs/adr/0004-ship.md").exists()

    def test_an_end_of_input_writes_nothing(
        self, run: Run, shop: Path, answers: Callable[..., list[str]]
    ) -> None:
        answers("core")
        outcome = run("new", "decision", "--root", shop)
        assert outcome.status == 2
        assert "nothing was written" in outcome.err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_real_terminal_is_one(shop: Path) -> None:
    import pty

    master, slave = pty.openpty()
    words = [sys.executable, "-m", "sphinxext_archdoc", "new", "decision", "--no-cache"]
    with subprocess.Popen([*words, "--root", shop], stdin=slave, stdout=slave) as process:
        os.close(slave)
        os.write(master, b".\nShip\n\n\n")
        assert process.wait(60) == 0
    os.close(master)
    assert (shop / "docs/adr/0004-ship.md").is_file()


def test_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert _new_decision.today() == "1970-01-02"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert datetime.date.fromisoformat(_new_decision.today()).year > 2024


class TestPackage:
    """``new package``."""

    def test_the_template_is_filled_in(self, run: Run, shop: Path) -> None:
        (shop / "packages/core/ARCHITECTURE.md").unlink()
        outcome = run("new", "package", "core", "--root", shop)
        assert (outcome.status, outcome.err) == (0, "")
        assert outcome.out == "@acme/core: packages/core/ARCHITECTURE.md\n"
        text = (shop / "packages/core/ARCHITECTURE.md").read_text("utf-8")
        assert text.startswith("# Architecture - @acme/core\n")
        assert "PACKAGE_NAME" not in text

    def test_the_template_of_the_team(self, run: Run, shop: Path) -> None:
        (shop / "archdoc.toml").write_text('templates = [{path = "t/ARCHITECTURE.md"}]\n', "utf-8")
        (shop / "t").mkdir()
        ours = "# {{ package_name }} in {{package_path}}\n\n[PACKAGE_DESCRIPTION] <!-- x -->\n"
        (shop / "t/ARCHITECTURE.md").write_text(ours, "utf-8")
        (shop / "packages/core/ARCHITECTURE.md").unlink()
        assert run("new", "package", "@acme/core", "--root", shop).status == 0
        assert (shop / "packages/core/ARCHITECTURE.md").read_text("utf-8") == (
            "# @acme/core in packages/core\n\nPrices and stock. <!-- x -->\n"
        )

    def test_a_document_that_is_there_stays(self, run: Run, shop: Path) -> None:
        before = (shop / "packages/core/ARCHITECTURE.md").read_bytes()
        outcome = run("new", "package", "core", "--root", shop)
        assert outcome.status == 2
        assert "has a document already" in outcome.err
        assert (shop / "packages/core/ARCHITECTURE.md").read_bytes() == before

    def test_a_new_package_lies_beside_the_others(self, run: Run, shop: Path) -> None:
        outcome = run("new", "package", "@acme/gifts", "--root", shop)
        assert outcome.out == "@acme/gifts: packages/gifts/ARCHITECTURE.md\n"
        assert "gifts" in run("list", "packages", "--root", shop).out

    def test_a_new_document_is_in_step_with_its_template(self, run: Run, shop: Path) -> None:
        assert run("new", "package", "gifts", "--root", shop).status == 0
        synced = run("sync", "packages/gifts/ARCHITECTURE.md", "--check", "--root", shop)
        assert (synced.status, synced.out) == (0, "")
        lock = json.loads((shop / ".archdoc/lock.json").read_text("utf-8"))
        assert list(lock["documents"]) == ["packages/gifts/ARCHITECTURE.md"]
        shared = {"path": "docs/t.md", "documents": ["packages/gifts/*"]}
        before = (shop / "packages/gifts/ARCHITECTURE.md").read_text("utf-8")
        template = before.replace("gifts", "[PACKAGE_NAME]") + "\n## Data Retention\n\nNone.\n"
        (shop / "docs/t.md").write_text(template, "utf-8")
        (shop / "archdoc.toml").write_text(
            f"templates = [{{path = '{shared['path']}', documents = {shared['documents']}}}]\n"
        )
        found = run("check", "--select", "template-behind", "--root", shop)
        assert found.status == 1
        assert "packages/gifts/ARCHITECTURE.md:1:1: warning template-behind" in found.out
        assert "changed since (" in found.out
        assert "Data Retention" in found.out
        assert run("sync", "gifts", "--root", shop).status == 0
        after = (shop / "packages/gifts/ARCHITECTURE.md").read_text("utf-8")
        assert after == before + "\n## Data Retention\n\nNone.\n"
        assert run("check", "--select", "template-behind", "--root", shop).status == 0

    def test_nothing_is_written_when_the_lock_is_none(self, run: Run, shop: Path) -> None:
        (shop / ".archdoc").mkdir()
        (shop / ".archdoc/lock.json").write_text("{", "utf-8")
        outcome = run("new", "package", "gifts", "--root", shop)
        assert (outcome.status, outcome.out) == (2, "")
        assert ".archdoc/lock.json is no JSON" in outcome.err
        assert not (shop / "packages/gifts").exists()

    def test_a_new_package_where_it_is_said_to_be(self, run: Run, shop: Path) -> None:
        outcome = run("new", "package", "gifts", "--path", "services/gifts", "--root", shop)
        assert outcome.out == "gifts: services/gifts/ARCHITECTURE.md\n"

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["core", "--path", "services/core"], "lies in packages/core"),
            (["gifts", "--path", "../gifts"], "leads out of the repository"),
        ],
    )
    def test_what_cannot_be_done(self, run: Run, shop: Path, words: list[str], said: str) -> None:
        outcome = run("new", "package", *words, "--root", shop)
        assert (outcome.status, outcome.out) == (2, "")
        assert said in outcome.err


@pytest.mark.parametrize("words", [["decision", "Ship"], ["package", "gifts"]])
def test_a_diff_can_be_applied(run: Run, shop: Path, words: list[str]) -> None:
    (shop / ".git").rmdir()
    git(shop, "init", "--quiet")
    commit_all(shop)
    patch = shop.parent / "change.patch"
    shown = run("new", *words, "--diff", "--root", shop)
    assert (shown.status, shown.err) == (0, "")
    patch.write_text(shown.out, "utf-8")
    git(shop, "apply", str(patch))
    applied = {p: p.read_bytes() for p in shop.rglob("*") if ".git" not in p.parts and p.is_file()}
    git(shop, "clean", "--quiet", "--force", "-d")
    git(shop, "checkout", "--quiet", ".")
    assert run("new", *words, "--root", shop).status == 0
    written = {p: p.read_bytes() for p in shop.rglob("*") if ".git" not in p.parts and p.is_file()}
    assert applied == written


def test_two_at_once_do_not_take_one_number(run: Run, shop: Path) -> None:
    from sphinxext_archdoc.loader.writing import alone

    with alone(shop):
        outcome = run("new", "decision", "Ship", "--package", ".", "--root", shop)
        assert (outcome.status, outcome.out) == (2, "")
        assert "Another run is changing this repository" in outcome.err
        assert run("new", "decision", "Ship", "--diff", "--root", shop).status == 0
    assert not (shop / "docs/adr/0004-ship.md").exists()


def test_records_that_are_data_of_tests_are_no_log(run: Run, shop: Path) -> None:
    folder = shop / "packages/web/tests/fixtures/adr"
    folder.mkdir(parents=True)
    (folder / "0001-a.md").write_text(RECORD.replace("7. Elsewhere", "1. A"), "utf-8")
    outcome = run("new", "decision", "Render", "--package", "web", "--diff", "--root", shop)
    assert "+++ b/packages/web/docs/adr/0001-render.md\n" in outcome.out
