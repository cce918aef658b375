"""Three-way merges of lines, compared with those of Git."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.templates.matching import alike, lines_of
from sphinxext_archdoc.templates.three_way import Taken, around_slot, merge

Lines = list[str]
GIT = shutil.which("git")


def merged(base: Lines, new: Lines, ours: Lines) -> tuple[Lines, int]:
    """Return the merge of three texts with marks like Git's, and the number of conflicts."""
    result: Lines = []
    conflicts = at = 0
    for hunk in merge(lines_of(base), lines_of(new), lines_of(ours)):
        result += ours[at : hunk.ours.start]
        at = hunk.ours.stop
        if hunk.taken is Taken.NEW:
            result += new[hunk.new]
        elif hunk.taken is Taken.OURS:
            result += ours[hunk.ours]
        else:
            conflicts += 1
            sides = [ours[hunk.ours], base[hunk.base], new[hunk.new]]
            marks = ["<<<<<<<", "|||||||", "======="]
            for mark, side in zip(marks, sides, strict=True):
                result += [mark, *side]
            result.append(">>>>>>>")
    return result + ours[at:], conflicts


def merged_by_git(base: Lines, new: Lines, ours: Lines) -> tuple[Lines, int]:
    """Return what ``git merge-file`` makes of three texts."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("ours", "base", "new")]
        for path, lines in zip(paths, (ours, base, new), strict=True):
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        command = ["git", "merge-file", "-p", "--diff3", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [line.split(" ")[0] for line in done.stdout.splitlines()], done.returncode


@st.composite
def changed(draw: st.DrawFn, base: Lines, mark: str) -> Lines:
    """Change some lines of *base*: take away, replace, insert lines that occur nowhere else."""
    result = []
    for number, line in enumerate(["", *base]):
        inserted = draw(st.integers(0, 2)) if draw(st.booleans()) else 0
        kind = draw(st.sampled_from(["keep", "keep", "keep", "drop", "replace"]))
        if number:
            result += {"keep": [line], "drop": [], "replace": [f"{mark}{number}"]}[kind]
        result += [f"{mark}{number}+{step}" for step in range(inserted)]
    return result


@st.composite
def versions(draw: st.DrawFn) -> tuple[Lines, Lines, Lines]:
    """Draw a base and two changes of it."""
    base = [f"base{number}" for number in range(draw(st.integers(0, 12)))]
    return base, draw(changed(base, "new")), draw(changed(base, "ours"))


@pytest.mark.skipif(GIT is None, reason="compares with Git")
@settings(max_examples=150, deadline=None)
@given(versions())
def test_the_same_as_git(texts: tuple[Lines, Lines, Lines]) -> None:
    result, by_git = merged(*texts), merged_by_git(*texts)
    if result != by_git:
        # Where both took away something, but not the same, Git asks.
        base, *sides = texts
        assert by_git[1] > result[1]
        assert all(set(base) - set(side) for side in sides)


@given(versions())
def test_nothing_of_either_side_is_lost(texts: tuple[Lines, Lines, Lines]) -> None:
    base, new, ours = texts
    result, _conflicts = merged(base, new, ours)
    for side in (new, ours):
        own = [line for line in side if line not in base]
        assert [line for line in result if line in own] == own


@given(versions())
def test_a_side_without_changes(texts: tuple[Lines, Lines, Lines]) -> None:
    base, new, ours = texts
    assert merged(base, base, ours) == (ours, 0)
    assert merged(base, new, base) == (new, 0)
    assert merged(base, new, new) == (new, 0)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(["a", "b", "- a", "- b"]), max_size=8), st.data())
def test_repeated_lines(base: Lines, data: st.DataObject) -> None:
    """Lines that occur often can be matched in several ways; all of them are merges."""
    pool = st.lists(st.sampled_from(["a", "b", "- a", "- b", "c"]), max_size=8)
    new, ours = data.draw(pool), data.draw(pool)
    assert merged(base, base, ours) == (ours, 0)
    assert merged(base, new, base) == (new, 0)
    result, _conflicts = merged(base, new, ours)
    for line in {*new, *ours}:
        added = max(side.count(line) - base.count(line) for side in (new, ours))
        assert result.count(line) >= added


def asks(line: str) -> bool:
    return line.startswith("[")


@pytest.mark.parametrize(
    ("base", "new", "ours", "taken"),
    [
        (["[Why?]"], ["[Why so?]"], ["[Why?]"], [Taken.NEW]),
        (["[Why?]"], ["[Why so?]"], ["Because."], [Taken.FILLED]),
        (["[Why?]"], ["[Why so?]"], [], [Taken.FILLED]),
        (["[Why?]"], ["[Why so?]"], ["[Why not?]"], [Taken.CONFLICT]),
        (["Note."], ["Notes."], ["Nota."], [Taken.CONFLICT]),
        (["[Why?]"], ["Say why."], ["Because."], [Taken.CONFLICT]),
        (["[Why?]"], ["Note.", "", "[Why so?]"], ["Because."], [Taken.NEW, Taken.FILLED]),
        (["[Why?]"], ["Note.", "", "[How?]"], ["Because."], [Taken.FILLED]),
        (["[Why?]"], ["[A?]", "and", "[B?]"], ["Because."], [Taken.CONFLICT]),
        ([], ["[Why?]"], ["Because."], [Taken.FILLED]),
        ([], ["Note."], ["Because."], [Taken.CONFLICT]),
        (["[Why?]"], ["[Why so?]"], ["[Why?]", "", "Because."], [Taken.NEW, Taken.OURS]),
        (["[Why?]"], ["[Why so?]"], ["Because.", "", "[Why?]"], [Taken.OURS, Taken.NEW]),
        (["[Why?]"], ["[Why so?]"], ["[Why?]", "Because."], [Taken.CONFLICT]),
        (["- [A]", "- [B]"], ["- [A]", "- [B?]"], ["- a", "- [B]"], [Taken.OURS, Taken.NEW]),
        (["One", "two."], ["One", "too."], ["Ein", "two."], [Taken.CONFLICT]),
        (["Note. "], ["Note."], ["Note.  "], []),
        (["One.", "Two."], [], ["One."], [Taken.NEW]),
        (["One.", "Two."], ["One."], [], [Taken.OURS]),
        (["Note.", "", "[Why?]"], ["Note.", "", "[Why so?]"], ["Words."], [Taken.ANSWERED]),
        (["Note.", "", "[Why?]"], ["Nota.", "", "[Why so?]"], ["Words."], [Taken.CONFLICT]),
    ],
)
def test_what_is_filled_in(base: Lines, new: Lines, ours: Lines, taken: Sequence[Taken]) -> None:
    assert [h.taken for h in merge(lines_of(base), lines_of(new), lines_of(ours), asks)] == taken


def test_around_a_slot() -> None:
    assert around_slot(["a", "[b]", "[c]", "d"], asks) == (1, 3)
    assert around_slot(["a"], asks) == (1, 1)


def test_lines_in_other_words() -> None:
    before = ["Say what it is for.", "Note who owns it.", "See the handbook."]
    after = ["New words.", "Note who it is owned by.", "See the new handbook."]
    assert alike(before, after) == [(1, 1), (2, 2)]
    assert alike(before, after[1:]) == [(1, 0), (2, 1)]
    assert alike(before * 10, after * 10) == []


def test_long_texts_take_no_time() -> None:
    base = [f"line {number % 50}" for number in range(20_000)]
    ours = [*base[:5_000], "mine", *base[5_000:]]
    new = [*base[:15_000], "theirs", *base[15_001:]]
    result, conflicts = merged(base, new, ours)
    assert conflicts == 0
    assert (result[5_000], result[15_001]) == ("mine", "theirs")
