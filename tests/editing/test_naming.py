"""The next file of a log is called like the others."""

from __future__ import annotations

import pytest

from sphinxext_archdoc.editing.naming import NameStyle, slug_of, style_of

DATE = "2026-03-02"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["0001-record.md", "0002-cache.md"], "0042-edge-cache.md"),
        (["001-record.md", "002-cache.md"], "042-edge-cache.md"),
        (["1-record.md", "12-cache.md"], "42-edge-cache.md"),
        (["0001_record.rst", "0002_audit_lines.rst"], "0042_edge_cache.rst"),
        (["ADR-0001-record.md"], "ADR-0042-edge-cache.md"),
        (["adr-001.md", "adr-002.md"], "adr-042.md"),
        (["WEB-014-record.md"], "WEB-042-edge-cache.md"),
        (["20240305-record.md"], "20260302-edge-cache.md"),
        (["2024-03-05-record.md"], "2026-03-02-edge-cache.md"),
        (["adr-2024-03-05-record.md"], "adr-2026-03-02-edge-cache.md"),
        (["record-decisions.md", "cache-pages.md"], "edge-cache.md"),
        (["0001-record/README.md", "0002-cache/README.md"], "0042-edge-cache/README.md"),
        (["021_Single_or_Multi.md"], "042_Edge_cache.md"),
        (["0001-Record-Decisions.md", "0002-cache.md", "0003-x.md"], "0042-edge-cache.md"),
        (["0001-record.markdown"], "0042-edge-cache.markdown"),
        # Most of them decide, and of two manners the later one.
        (["0001-a-b.md", "0002-c-d.md", "003_e_f.md"], "0042-edge-cache.md"),
        (["0001-record.md", "ADR-0002-cache.md"], "ADR-0042-edge-cache.md"),
    ],
)
def test_names(names: list[str], expected: str) -> None:
    style = style_of([f"docs/adr/{name}" for name in names])
    assert style is not None
    assert style.name("Edge cache", 42, DATE) == expected


def test_a_log_without_files_has_no_manner() -> None:
    assert style_of([]) is None
    assert NameStyle().name("Edge cache", 1, DATE) == "0001-edge-cache.md"


def test_long_titles_are_cut_between_words_and_empty_ones_have_a_name() -> None:
    assert slug_of("word " * 40) == "-".join(["word"] * 16)
    assert slug_of("?!") == "decision"
    assert len(slug_of("x" * 300)) == 80
