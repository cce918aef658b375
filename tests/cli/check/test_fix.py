"""Putting things right: what is changed, and that nothing else is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.catalog import Edit, Finding
from sphinxext_archdoc.checking.fixes import fixes
from tests.cli.conftest import Run

BOIL = "docs/adr/0001-boil.md"


def test_diff_shows_what_fix_does(run: Run, tea: Path) -> None:
    before = (tea / BOIL).read_bytes()
    done = run("check", "--diff")
    assert done.status == 1
    assert (tea / BOIL).read_bytes() == before
    subprocess.run(["git", "apply", "-"], input=done.out, text=True, check=True, cwd=tea)
    applied = (tea / BOIL).read_bytes()
    (tea / BOIL).write_bytes(before)
    assert run("check", "--fix").out.endswith(
        "Fixed 2 findings.\n1 error and 1 warning in 2 documents.\n"
    )
    assert (tea / BOIL).read_bytes() == applied


def test_only_what_is_wrong_is_changed(run: Run, tea: Path) -> None:
    before = (tea / BOIL).read_text()
    run("check", "--fix")
    after = before.replace("12 May 2024", "2024-05-12").replace("../Pots.md", "../pots.md")
    assert (tea / BOIL).read_text() == after


def test_second_run_changes_nothing(run: Run, tea: Path) -> None:
    run("check", "--fix")
    text = (tea / BOIL).read_bytes()
    assert "Fixed" not in run("check", "--fix").out
    assert (tea / BOIL).read_bytes() == text
    assert run("check", "--diff").status == 0


def test_choice_of_findings_holds_for_fixes(run: Run, tea: Path) -> None:
    run("check", "--fix", "--select", "date-format")
    assert "../Pots.md" in (tea / BOIL).read_text()
    assert "2024-05-12" in (tea / BOIL).read_text()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_bytes_around_are_kept(line_end: str, start: str, end: str, run: Run, tea: Path) -> None:
    text = start + (tea / BOIL).read_text().rstrip("\n").replace("\n", line_end)
    text += end.replace("\n", line_end)
    (tea / BOIL).write_bytes(text.encode())
    run("check", "--fix")
    right = text.replace("12 May 2024", "2024-05-12").replace("../Pots.md", "../pots.md")
    assert (tea / BOIL).read_bytes() == right.encode()


def test_mode_is_kept(run: Run, tea: Path) -> None:
    (tea / BOIL).chmod(0o640)
    run("check", "--fix")
    assert (tea / BOIL).stat().st_mode & 0o777 == 0o640


def test_file_that_is_not_utf_8_is_left_alone(run: Run, tea: Path) -> None:
    data = (tea / BOIL).read_bytes().replace(b"Cold", b"K\xe4lt")
    (tea / BOIL).write_bytes(data)
    run("check", "--fix")
    assert (tea / BOIL).read_bytes() == data


def test_comments_that_ignore_nothing_are_removed(run: Run, tea: Path) -> None:
    before = (tea / BOIL).read_text()
    comments = before.replace(
        "## Decision\n", "<!-- archdoc-ignore: dead-link no -->\n\n## Decision\n"
    ).replace("Boil.\n", "Boil. <!-- archdoc-ignore: no-status no -->\n")
    (tea / BOIL).write_text(comments)
    run("check", "--fix", "--select", "unused-ignore")
    assert (tea / BOIL).read_text() == before


def test_guidance_above_what_was_written_is_removed(run: Run, tea: Path) -> None:
    (tea / "package.json").write_text('{"workspaces": ["packages/*"]}')
    (tea / "archdoc.toml").write_text('[[templates]]\npath = "docs/T.md"\n')
    (tea / "docs/T.md").write_text("# [NAME]\n\n## System Overview\n\n[Say what it is for.]\n")
    package = tea / "packages/tea"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"name": "tea"}')
    file = package / "ARCHITECTURE.md"
    file.write_text("# Tea\n\n## System Overview\n\n[Say what it is for.]\n\nBrews tea.\n")
    run("check", "--fix")
    assert file.read_text() == "# Tea\n\n## System Overview\n\nBrews tea.\n"


PIECES = st.sampled_from(["a", "é", "𝄞", " ", "\n", "\r\n", "\r"])


@given(text=st.lists(PIECES, max_size=30).map("".join), has_mark=st.booleans(), data=st.data())
def test_edit_replaces_what_it_names_and_nothing_else(
    text: str, has_mark: bool, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    number = data.draw(st.integers(1, len(lines)))
    first = data.draw(st.integers(1, len(lines[number - 1]) + 1))
    last = data.draw(st.integers(first, len(lines[number - 1]) + 1))
    root = tmp_path_factory.getbasetemp()
    raw = ("\ufeff" if has_mark else "") + text
    (root / "a.md").write_bytes(raw.encode())
    edit = Edit(line=number, column=first, end_line=number, end_column=last, text="NEW")
    (fixed,) = fixes([Finding(message="m", path="a.md", edits=(edit,))], root)
    lines[number - 1] = f"{lines[number - 1][: first - 1]}NEW{lines[number - 1][last - 1 :]}"
    after = fixed.after.decode("utf-8-sig")
    assert after.replace("\r\n", "\n").replace("\r", "\n").split("\n") == lines
    assert fixed.after.startswith(b"\xef\xbb\xbf") == has_mark
    assert len(after) - len(text) == 3 - (last - first)


def test_of_edits_that_overlap_the_first_is_made(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("abcdef\n")
    edits = [(1, 4, "X"), (3, 6, "Y"), (5, 7, "Z")]
    findings = [
        Finding(
            message="m",
            path="a.md",
            edits=(Edit(line=1, column=a, end_line=1, end_column=b, text=new),),
        )
        for a, b, new in edits
    ]
    (fixed,) = fixes(findings, tmp_path)
    assert (fixed.after, fixed.fixed) == (b"XdZ\n", 2)
