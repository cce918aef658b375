"""``sync`` carries templates to documents, and knows what these are in step with."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

from .conftest import contents, edit

CORE = "packages/core/ARCHITECTURE.md"
WEB = "packages/web/ARCHITECTURE.md"


def changed(before: dict[str, bytes], root: Path) -> set[str]:
    after = contents(root)
    return {path for path in before | after if before.get(path) != after.get(path)}


def test_the_first_time_only_inserts(run: Run, shared: Path) -> None:
    before = contents(shared)
    outcome = run("sync", "--root", shared)
    assert outcome.status == 0
    assert {p for p in changed(before, shared) if not p.startswith(".archdoc/")} == {WEB}
    assert outcome.out == (
        f"{CORE}\n"
        "  differs  Overview [line 3]\n"
        "packages/core/TESTING.md\n"
        "  differs  How to run them [line 3]\n"
        "packages/old/ARCHITECTURE.md\n"
        "  It has 0 of the 3 headings of docs/architecture.md and is left alone; --force inserts "
        "the others.\n"
        f"{WEB}\n"
        "  inserted Parts [line 7]\n"
        "  differs  Releases [line 11]\n"
    )
    assert outcome.err == "1 of 4 documents changed.\n"


def test_the_lock_says_what_documents_are_in_step_with(run: Run, shared: Path) -> None:
    run("sync", "--root", shared)
    lock = json.loads((shared / ".archdoc/lock.json").read_text(encoding="utf-8"))
    assert list(lock["documents"]) == [CORE, "packages/core/TESTING.md", WEB]
    assert {entry["path"] for entry in lock["templates"].values()} == {
        "docs/architecture.md",
        "docs/testing.md",
    }
    for hash, entry in lock["templates"].items():
        kept = shared / ".archdoc/templates" / hash
        assert kept.read_bytes() == (shared / entry["path"]).read_bytes()
    architecture = lock["templates"][lock["documents"][CORE]]
    assert sorted(architecture["sections"]) == ["(head)", "overview", "parts", "releases"]


COMMENT = "<!-- archdoc-ignore-file: missing-section says nothing of releases -->"


@pytest.mark.parametrize(
    ("comment", "settings", "words", "inserted"),
    [
        ("", "", [], True),
        (COMMENT, "", [], False),
        (COMMENT, "", ["--force"], True),
        (COMMENT.replace("-file", ""), "", [], True),
        ("", '[rules]\nmissing-section = { optional = ["Releases"] }\n', [], False),
    ],
)
def test_the_first_time_what_is_meant_to_be_missing_stays_so(
    run: Run, shared: Path, comment: str, settings: str, words: list[str], inserted: bool
) -> None:
    begin = "# Architecture - @acme/core\n\n## Overview\n\nPrices.\n\n## Parts\n\nNone.\n\n"
    before = f"{begin}{comment}\n"
    (shared / CORE).write_text(before, encoding="utf-8")
    with (shared / "archdoc.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    assert run("sync", CORE, *words, "--root", shared).status == 0
    after = (shared / CORE).read_text(encoding="utf-8")
    assert ("## Releases" in after) is inserted
    assert inserted or after == before


def test_twice_changes_nothing(run: Run, shared: Path) -> None:
    run("sync", "--root", shared)
    before = contents(shared)
    assert run("sync", "--root", shared).err == "0 of 4 documents changed.\n"
    assert contents(shared) == before
    assert run("sync", "--root", shared, "--check").status == 0


def test_a_changed_template(run: Run, shared: Path) -> None:
    run("sync", "--root", shared)
    template = shared / "docs/architecture.md"
    edit(template, "[Say what the package is for.]", "[Say for whom [PACKAGE_NAME] is.]")
    edit(template, "## Parts", "## Costs\n\n[Say what it costs.]\n\n## Parts")
    before = contents(shared)
    checked = run("sync", "--root", shared, "--check")
    assert (checked.status, contents(shared)) == (1, before)
    outcome = run("sync", "--root", shared)
    assert outcome.status == 0
    assert (shared / CORE).read_text(encoding="utf-8") == (
        "# Architecture - @acme/core\n\n## Overview\n\nKeeps prices.\n\n## Costs\n\n"
        "[Say what it costs.]\n\n## Parts\n\n[Name the parts.]\n\n## Releases\n\n"
        "Releases are monthly.\n"
    )
    assert "[Say for whom @acme/web is.]" in (shared / WEB).read_text(encoding="utf-8")
    assert len(list((shared / ".archdoc/templates").iterdir())) == 2, "the old text is forgotten"
    assert run("sync", "--root", shared, "--check").status == 0


def test_diff_writes_nothing_and_can_be_applied(run: Run, shared: Path) -> None:
    web = shared / WEB
    web.write_bytes(web.read_bytes().rstrip(b"\n").replace(b"\n", b"\r\n"))
    before = contents(shared)
    outcome = run("sync", "--root", shared, "--diff")
    assert (outcome.status, contents(shared)) == (0, before)
    assert "+## Parts\r\n" in outcome.out
    run("sync", "--root", shared)
    wanted = web.read_bytes()
    web.write_bytes(before[WEB])
    applied = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"],
        input=outcome.out.encode(),
        cwd=shared,
        capture_output=True,
        check=False,
    )
    assert applied.stderr == b""
    assert web.read_bytes() == wanted


def test_diff_of_a_last_line_without_end(run: Run, shared: Path) -> None:
    web = shared / WEB
    edit(web, "## Releases\n\nReleases are yearly.\n", "## Parts")
    outcome = run("sync", "--root", shared, "--diff", "--check")
    assert outcome.status == 1
    assert outcome.out.count("\\ No newline at end of file\n") == 2


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["@acme/web"], {WEB}),
        (["web"], {WEB}),
        (["packages/w*"], {WEB}),
        (["packages/*/ARCHITECTURE.md"], {WEB}),
        (["core"], set()),
        (["@acme/*"], {WEB}),
    ],
)
def test_only_some(run: Run, shared: Path, names: list[str], expected: set[str]) -> None:
    before = contents(shared)
    assert run("sync", "--root", shared, *names).status == 0
    assert {p for p in changed(before, shared) if not p.startswith(".archdoc/")} == expected


def test_only_some_forgets_no_others(run: Run, shared: Path) -> None:
    run("sync", "--root", shared)
    before = (shared / ".archdoc/lock.json").read_bytes()
    run("sync", "--root", shared, "web")
    assert (shared / ".archdoc/lock.json").read_bytes() == before


def test_a_name_that_is_none(run: Run, shared: Path) -> None:
    outcome = run("sync", "--root", shared, "nobody")
    assert outcome.status == 2
    assert "nobody" in outcome.err


def test_documents_that_are_gone_are_forgotten(run: Run, shared: Path) -> None:
    run("sync", "--root", shared)
    (shared / CORE).unlink()
    run("sync", "--root", shared)
    lock = json.loads((shared / ".archdoc/lock.json").read_text(encoding="utf-8"))
    assert CORE not in lock["documents"]


def conflict(run: Run, root: Path) -> None:
    """Let the template and a document change the same line."""
    run("sync", "--root", root)
    edit(root / CORE, "Releases are monthly.", "Releases are quarterly.")
    edit(root / "docs/architecture.md", "Releases are monthly.", "Releases are weekly.")


def test_conflicts_stay_in_the_file(run: Run, shared: Path) -> None:
    conflict(run, shared)
    outcome = run("sync", "--root", shared, "core")
    assert outcome.status == 1
    assert "  conflict Releases [line 13]\n" in outcome.out
    lines = (shared / CORE).read_text(encoding="utf-8").splitlines()
    assert lines[12].startswith("<<<<<<< packages/core/ARCHITECTURE.md")
    assert lines[13] == "Releases are quarterly."
    assert lines[14].startswith("||||||| template before (")
    assert lines[15:18] == ["Releases are monthly.", "=======", "Releases are weekly."]
    assert lines[18].startswith(">>>>>>> template now (")


def test_conflicts_wait_until_they_are_resolved(run: Run, shared: Path) -> None:
    conflict(run, shared)
    run("sync", "--root", shared)
    before = contents(shared)
    again = run("sync", "--root", shared)
    assert (again.status, contents(shared)) == (1, before)
    assert "Conflicts wait at line 13" in again.out
    edit(shared / "docs/architecture.md", "[Name the parts.]", "[Name all parts.]")
    later = run("sync", "--root", shared, "core")
    assert (later.status, (shared / CORE).read_bytes()) == (1, before[CORE])
    lines = before[CORE].decode().splitlines()
    (shared / CORE).write_text("\n".join([*lines[:12], lines[13]]) + "\n", encoding="utf-8")
    assert run("sync", "--root", shared, "core").status == 0
    text = (shared / CORE).read_text(encoding="utf-8")
    assert "[Name all parts.]" in text
    assert "Releases are quarterly." in text


def test_no_conflict_leaves_the_file(run: Run, shared: Path) -> None:
    conflict(run, shared)
    before = contents(shared)
    outcome = run("sync", "--root", shared, "--no-conflict", "core")
    assert outcome.status == 1
    assert "left alone" in outcome.err
    assert (shared / CORE).read_bytes() == before[CORE]
    lock = json.loads((shared / ".archdoc/lock.json").read_text(encoding="utf-8"))
    assert json.loads(before[".archdoc/lock.json"])["documents"][CORE] == lock["documents"][CORE]


def test_force_inserts_into_documents_of_another_kind(run: Run, shared: Path) -> None:
    run("sync", "--root", shared, "--force", "old")
    text = (shared / "packages/old/ARCHITECTURE.md").read_text(encoding="utf-8")
    assert text.endswith(
        "There.\n\n## Overview\n\n[Say what the package is for.]\n\n## Parts\n\n"
        "[Name the parts.]\n\n## Releases\n\nReleases are monthly.\n"
    )


def test_front_matter_that_names_the_template(run: Run, shared: Path) -> None:
    old = shared / "packages/old/ARCHITECTURE.md"
    old.write_bytes(b"---\ntemplate: architecture\n---\n" + old.read_bytes())
    outcome = run("sync", "--root", shared, "old")
    assert outcome.out.count("inserted") == 3


def test_other_markup_is_left_alone(run: Run, shared: Path) -> None:
    document = shared / "packages/old/docs/ARCHITECTURE.rst"
    document.parent.mkdir()
    document.write_text("Title\n=====\n\nOverview\n--------\n\nx\n", encoding="utf-8")
    outcome = run("sync", "--root", shared, "--force", "packages/old/docs/ARCHITECTURE.rst")
    assert "another markup" in outcome.out
    assert document.read_text(encoding="utf-8").endswith("\nx\n")


def test_shipped_template_without_any_configuration(run: Run, shop: Path) -> None:
    outcome = run("sync", "--root", shop, "core")
    assert outcome.status == 0
    text = (shop / "packages/core/ARCHITECTURE.md").read_text(encoding="utf-8")
    assert "## Deployment Architecture" in text
    assert "### Decision 1: [Title]" not in text
    assert run("sync", "--root", shop, "--check", "core").status == 0


def test_a_template_text_that_only_git_has(run: Run, shared: Path) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    (shared / ".git").rmdir()
    for words in (["init", "-q"], ["add", "docs"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *words], cwd=shared, check=True, capture_output=True)
    run("sync", "--root", shared)
    for file in (shared / ".archdoc/templates").iterdir():
        file.unlink()
    edit(shared / "docs/architecture.md", "Releases are monthly.", "Releases are weekly.")
    run("sync", "--root", shared, "core")
    assert "Releases are weekly." in (shared / CORE).read_text(encoding="utf-8")


def test_a_template_text_that_is_lost(run: Run, shared: Path) -> None:
    run("sync", "--root", shared)
    for file in (shared / ".archdoc/templates").iterdir():
        file.write_text("not what it says\n", encoding="utf-8")
    edit(shared / CORE, "## Parts\n\n[Name the parts.]\n\n", "")
    edit(shared / "docs/architecture.md", "Releases are monthly.", "Releases are weekly.")
    edit(shared / "docs/architecture.md", "## Parts", "## Costs\n\nMany.\n\n## Parts")
    outcome = run("sync", "--root", shared, "core")
    assert "is lost" in outcome.out
    text = (shared / CORE).read_text(encoding="utf-8")
    assert "## Parts" not in text, "it was taken out by somebody"
    assert "## Costs" in text
    assert "Releases are monthly." in text


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"version": 2}', '{"version": 1, "documents": {"a": 1}}', "<<<<<<< a\n",
     '{"version": 1, "templates": {"0123456789": {"path": 1, "sections": {}}}}', "\udcff"],
)  # fmt: skip
def test_a_lock_file_that_is_none(run: Run, shared: Path, text: str) -> None:
    (shared / ".archdoc").mkdir()
    (shared / ".archdoc/lock.json").write_bytes(text.encode(errors="surrogateescape"))
    before = contents(shared)
    outcome = run("sync", "--root", shared)
    assert outcome.status == 2
    assert outcome.err.startswith("sphinx-archdoc: .archdoc/lock.json ")
    assert contents(shared) == before
