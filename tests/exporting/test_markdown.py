"""One document in Markdown: as it was written, with links that lead somewhere."""

from __future__ import annotations

from pathlib import Path

from tests.exporting.conftest import Export


def test_one_decision(export: Export) -> None:
    text = export("markdown", "ADR-1")
    assert text.startswith(
        "# ADR-1 · Boil first\n\n- **Status**: accepted\n- **Date**: 2025-05-11\n"
        "- **Decided by**: Ana, Björn\n- **Tags**: water\n- **Supersedes**: ADR-2 Steep\n"
        "- **Source**: docs/adr/0001-boil.md\n\n## Context and Problem Statement\n\nCold water"
    )
    # Nothing leads out of the document: what is linked is named.
    assert "see steep,\na lid, notes,\ngone and <https://tea.example/>." in text
    assert "A kettle ![Far](https://img.example/far.png) Not there" in text
    assert "### Details\n\n## Setext\n\n```text\n[gone](gone.md) # no heading\n```" in text
    assert "```mermaid\ngraph TD\n" in text
    assert "[^adr-1-1], " in text
    assert "[^adr-1-1]: Below" in text
    assert text.endswith("\n## Decision Outcome\n\nBoil.\n")


def test_several(export: Export) -> None:
    text = export("markdown", "ADR-1", "@tea/pot#1", "@tea/pot#2", "--title", "Tea [all]")
    assert text.startswith("# Tea \\[all\\]\n\n")
    assert "\n- [ADR-1 · Boil first](#adr-1)\n" in text
    assert '<a id="tea-pot-1"></a>\n\n## @tea/pot#1 · A lid\n' in text
    assert "[a lid](#tea-pot-1)" in text
    # A reference whose definition is elsewhere in the file.
    assert "See [the other](#tea-pot-2) and the source." in text
    assert "[two]:" not in text


def test_in_the_repository_links_are_relative(export: Export, tea: Path) -> None:
    output = tea / "docs/out.md"
    export("markdown", "ADR-1", "--output", output)
    text = output.read_text("utf-8")
    assert "see [steep](adr/0002-steep.rst),\n[a lid](../packages/pot/ARCHITECTURE.md#" in text
    assert "![A kettle](adr/kettle.png)" in text
    assert "\ngone and" in text


def test_elsewhere_they_lead_to_the_web_view(export: Export, tea: Path) -> None:
    (tea / "archdoc.toml").write_text('repository-url = "https://github.com/a/tea"\n', "utf-8")
    text = export("markdown", "ADR-1")
    assert "[notes](https://github.com/a/tea/blob/main/docs/notes.txt)" in text


def test_restructuredtext_is_shown_as_it_is_written(export: Export) -> None:
    text = export("markdown", "ADR-2")
    assert "\n```rst\n2. Steep\n========\n" in text
    assert text.endswith("\nSteep.\n```\n")


def test_a_fence_is_longer_than_those_inside(export: Export, tea: Path) -> None:
    content = "2. Steep\n========\n\nContext\n-------\n\n````\nx\n````\n"
    (tea / "docs/adr/0002-steep.rst").write_text(content, "utf-8")
    assert "\n`````rst\n" in export("markdown", "docs/adr/0002-steep.rst")


def test_nothing_chosen(export: Export) -> None:
    text = export("markdown", "--tag", "no")
    assert text.endswith(" · 0 decisions\n\nNo decisions.\n")
