"""Renderers are asked in turn, and once for each source."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from sphinxext_archdoc.renderers import Chain, Deferred, Failure, Options, Picture, renderers
from tests.renderers.conftest import SVG, Made

UNKNOWN = Failure(message="unknown kind")
MISTAKE = Failure(message="no end", line=3, is_mistake=True)
PICTURE = Picture(svg=SVG)


def chain(folder: Path, *made: Made, options: Options | None = None) -> Chain:
    return Chain(made, options or Options(), folder)


def test_the_first_picture_is_taken(tmp_path: Path) -> None:
    first, second, third = Made("a", lambda _: UNKNOWN), Made("b"), Made("c")
    assert chain(tmp_path, first, second, third).outcome("x") == PICTURE
    assert (first.asked, second.asked, third.asked) == (["x"], ["x"], [])


def test_renderers_that_are_not_installed_are_not_asked(tmp_path: Path) -> None:
    absent = Made("a", number="")
    assert chain(tmp_path, absent, Made("b")).outcome("x") == PICTURE
    assert absent.asked == []
    assert chain(tmp_path, absent, Made("b")).absent == ("a",)


def test_a_mistake_may_be_none_for_the_next(tmp_path: Path) -> None:
    assert chain(tmp_path, Made("a", lambda _: MISTAKE), Made("b")).outcome("x") == PICTURE


def test_a_mistake_is_not_left_to_the_browser(tmp_path: Path) -> None:
    browser = Made("b", lambda _: Deferred())
    assert chain(tmp_path, Made("a", lambda _: MISTAKE), browser).outcome("x") == MISTAKE
    assert chain(tmp_path, Made("c", lambda _: UNKNOWN), browser).outcome("x") == Deferred()


def test_of_failures_a_mistake_tells_most(tmp_path: Path) -> None:
    made = Made("a", lambda _: UNKNOWN), Made("b", lambda _: MISTAKE), Made("c", lambda _: UNKNOWN)
    assert chain(tmp_path, *made).outcome("x") == MISTAKE
    assert chain(tmp_path, made[0], made[2]).outcome("x") == UNKNOWN


def test_without_renderers_there_is_no_picture(tmp_path: Path) -> None:
    assert isinstance(chain(tmp_path).outcome("x"), Failure)


def test_what_is_too_long_is_not_rendered(tmp_path: Path) -> None:
    made = Made()
    assert isinstance(chain(tmp_path, made).outcome("x" * 300_000), Failure)
    assert made.asked == []


@pytest.mark.parametrize("outcome", [PICTURE, UNKNOWN, MISTAKE])
def test_outcomes_are_kept_from_build_to_build(tmp_path: Path, outcome: Picture | Failure) -> None:
    made = Made("a", lambda _: outcome)
    for _build in range(2):
        built = chain(tmp_path, made)
        assert [built.outcome("x"), built.outcome("x")] == [outcome, outcome]
    assert made.asked == ["x"]
    assert built.rendered == 0


def test_what_may_work_the_next_time_is_tried_again(tmp_path: Path) -> None:
    made = Made("a", lambda _: Failure(message="too slow", is_lasting=False))
    for _build in range(2):
        chain(tmp_path, made).outcome("x")
    assert made.asked == ["x", "x"]


@pytest.mark.parametrize(
    ("made", "options"),
    [
        (Made("b"), Options()),
        (Made("a", number="2"), Options()),
        (Made("a"), Options(theme="forest")),
        (Made("a"), Options(command=("mmdc", "--scale", "2"))),
    ],
)
def test_other_renderers_versions_and_options_have_other_pictures(
    tmp_path: Path, made: Made, options: Options
) -> None:
    chain(tmp_path, Made("a")).outcome("x")
    chain(tmp_path, made, options=options).outcome("x")
    assert made.asked == ["x"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"svg": 1, "other": 2}', b"\xff"])
def test_what_is_broken_in_the_folder_is_made_again(tmp_path: Path, content: bytes) -> None:
    made = Made()
    chain(tmp_path, made).outcome("x")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(content)
    assert chain(tmp_path, made).outcome("x") == PICTURE
    assert len(made.asked) == 2


def test_slow_renderers_run_beside_each_other(tmp_path: Path) -> None:
    both = threading.Barrier(2, timeout=30)

    def make(source: str) -> Picture:
        both.wait()
        return Picture(svg=source)

    made = Made("a", make, WORKERS=2)
    built = chain(tmp_path, made)
    for source in ("x", "y", "x"):
        built.prepare(source)
    assert [built.outcome(source) for source in ("x", "y")] == [
        Picture(svg="x"),
        Picture(svg="y"),
    ]
    assert sorted(made.asked) == ["x", "y"]


def test_quick_renderers_are_asked_when_the_picture_is_needed(tmp_path: Path) -> None:
    made = Made()
    chain(tmp_path, made).prepare("x")
    assert made.asked == []


def test_all_renderers_of_the_folder_are_found() -> None:
    folder = Path(__file__).parents[2] / "sphinxext_archdoc/renderers"
    names = {p.stem for p in folder.glob("*.py") if not p.name.startswith("_")}
    assert {name.replace("-", "_") for name in renderers()} == names
    ranks = [renderer.RANK for renderer in renderers().values()]
    assert ranks == sorted(ranks)
    assert list(renderers())[-1] == "browser"


def test_the_browser_takes_everything() -> None:
    assert renderers()["browser"].render("nonsense", Options()) == Deferred()
