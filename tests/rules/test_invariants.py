"""What holds for any document: nothing is raised, places exist, the time grows with the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.catalog import DocumentRecords, Inspection
from sphinxext_archdoc.checking import Inspector
from sphinxext_archdoc.checking.anchors import anchors_in
from sphinxext_archdoc.config import Config
from sphinxext_archdoc.loader.codec import decode, encode
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.rules.section_order import _longest_rising

PIECES = st.sampled_from(
    [
        *("# Head\n", "Text. ", "\n", "\n\n", "- item ", "> ", "    ", "| a | b |\n|---|---|\n"),
        *("[a](b.md)", "[a](#b)", "![a](b.png)", "[a][b]", "\n[b]: c/d.md\n", "`", "```\n", "é𝄞"),
        *("<!-- archdoc-ignore: dead-link x -->", "<!-- archdoc-ignore: a", " -->", "(x)=\n"),
        *("% archdoc-ignore: a\n", ".. archdoc-ignore: a\n", "Review by: 2020-01-01\n"),
        *("[Describe it here.]", "TBD", "<a id='q'>", ":doc:`b`", "`a <b.rst>`_", "Head\n====\n"),
    ]
)


def inspected(path: str, text: str) -> Inspection:
    """Return what is found out about a document."""
    found = DocumentRecords(path=path, package=".", is_record=True)
    return Inspector(Config())(parse(path, text), found, ())


@pytest.mark.parametrize("path", ["a.md", "a.rst"])
@settings(max_examples=150, deadline=None)
@given(text=st.lists(PIECES, max_size=25).map("".join))
def test_places_exist(path: str, text: str) -> None:
    lines = text.split("\n")
    found = inspected(path, text)
    for link in found.links:
        shown = link.destination.removesuffix("?docname")
        assert 1 <= link.line <= len(lines)
        if link.column:
            assert lines[link.line - 1][link.column - 1 :].startswith(shown)
    for ignore in found.ignores:
        assert 1 <= ignore.line <= ignore.end_line <= len(lines)
        assert "archdoc-ignore" in lines[ignore.line - 1]
        assert ignore.first == 0 or ignore.line <= ignore.first <= ignore.last
    for finding in found.findings:
        assert 1 <= finding.line <= len(lines)
    document = DocumentRecords(path=path, package=".", inspection=found)
    assert decode(encode(document)) == document


@pytest.mark.parametrize(
    "piece",
    [
        *("[", "`", "![a](b.png) ", "[a](b.md) ", "[a](b.md)\n", "[a] ", "<a id= ", "{#", "# "),
        *("<!-- archdoc-ignore: a -->", "<!-- archdoc-ignore: a -->\n\n", "Review by: 1 ", "` `` "),
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        text = f"# T\n\n{piece * count}\n\n[a]: b.md\n"
        document = parse("a.md", text)
        found = DocumentRecords(path="a.md", package=".", is_record=True)
        begin = time.process_time()
        Inspector(Config())(document, found, ())
        anchors_in(text)
        return time.process_time() - begin

    small, large = seconds(1_000), seconds(8_000)
    assert large < 24 * small + 0.2


@given(st.lists(st.integers(1, 30), unique=True))
def test_as_few_sections_as_possible_have_to_be_moved(lines: list[int]) -> None:
    places = sorted(_longest_rising(lines))
    rising = [lines[place] for place in places]
    assert rising == sorted(rising)
    lengths = [0] * len(lines)
    for n, line in enumerate(lines):
        lengths[n] = 1 + max((lengths[m] for m in range(n) if lines[m] < line), default=0)
    assert len(places) == max(lengths, default=0)
