"""Only what changed since a commit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinxext_archdoc.cli._changes import changes_since
from sphinxext_archdoc.cli._main import CommandError
from tests.cli.check.conftest import Git
from tests.cli.conftest import Run

BOIL = "docs/adr/0001-boil.md"


def found(run: Run, reference: str) -> list[tuple[str, int, str]]:
    """Return path, line and code of what is found since *reference*."""
    done = run("check", "--format", "json", "--since", reference)
    assert done.status in (0, 1), done.err
    return [(f["path"], f["line"], f["code"]) for f in json.loads(done.out)["findings"]]


def test_nothing_changed(run: Run, git: Git) -> None:
    assert found(run, "HEAD") == []


def test_changed_line_alone(run: Run, git: Git, tea: Path) -> None:
    text = (tea / BOIL).read_text()
    (tea / BOIL).write_text(text.replace("12 May", "13 May"))
    assert found(run, "HEAD") == [(BOIL, 3, "date-format")]
    git("commit", "-q", "-a", "-m", "Change")
    assert found(run, "HEAD") == []
    assert found(run, "HEAD~1") == [(BOIL, 3, "date-format")]


def test_file_that_git_does_not_know(run: Run, git: Git, tea: Path) -> None:
    new = 'docs/adr/0003 "pour" ä.md'
    (tea / new).write_text((tea / "docs/adr/0002-steep.md").read_text())
    assert (new, 1, "no-successor") in found(run, "HEAD")
    git("add", ".")
    assert (new, 1, "no-successor") in found(run, "HEAD")


def test_link_to_a_file_that_was_moved(run: Run, git: Git, tea: Path) -> None:
    (tea / BOIL).write_text((tea / BOIL).read_text().replace("0002-stew", "0002-steep"))
    git("commit", "-q", "-a", "-m", "Correct")
    git("mv", "docs/adr/0002-steep.md", "docs/adr/0003-steep.md")
    assert (BOIL, 11, "dead-link") in found(run, "HEAD")


def test_branch_is_compared_with_where_it_began(run: Run, git: Git, tea: Path) -> None:
    git("checkout", "-q", "-b", "side")
    git("commit", "-q", "--allow-empty", "-m", "Side")
    git("checkout", "-q", "main")
    text = (tea / BOIL).read_text()
    (tea / BOIL).write_text(text.replace("12 May", "14 May"))
    git("commit", "-q", "-a", "-m", "Main")
    git("checkout", "-q", "side")
    assert found(run, "main") == []


def test_finding_about_a_changed_file_as_a_whole(run: Run, git: Git, tea: Path) -> None:
    changes = changes_since(tea, "HEAD")
    assert changes.touched == frozenset()
    (tea / BOIL).write_text("x\n" + (tea / BOIL).read_text())
    changes = changes_since(tea, "HEAD")
    assert changes.lines == {BOIL: [(1, 1)]}


def test_text_that_looks_like_a_patch(git: Git, tea: Path) -> None:
    (tea / BOIL).write_text("--- a/x\n+++ b/y\n@@ -1 +1 @@\n")
    assert changes_since(tea, "HEAD").lines == {BOIL: [(1, 3)]}


def test_removed_file_is_touched(git: Git, tea: Path) -> None:
    (tea / BOIL).unlink()
    changes = changes_since(tea, "HEAD")
    assert (changes.touched, changes.lines) == ({BOIL}, {})


@pytest.mark.parametrize("reference", ["nowhere", "--output=x", "HEAD:docs", ""])
def test_no_commit(reference: str, git: Git, tea: Path) -> None:
    with pytest.raises(CommandError):
        changes_since(tea, reference)
    assert not (tea / "x").exists()
