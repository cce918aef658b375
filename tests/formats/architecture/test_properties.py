"""What holds for every document, however it is written."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.model import Consideration, Decision, Improvement, Record, SectionState
from sphinxext_archdoc.vocabulary.placeholders import is_placeholder
from sphinxext_archdoc.vocabulary.sections import roles

from .reading import read

HEADINGS = st.sampled_from(
    [
        *("System Overview", "Core Components", "Data Flow", "Key Interfaces", "Design Decisions"),
        *("Technology Stack", "Security", "Future Improvements", "References", "Paint", ""),
        *("Decision 1: [Title]", "Decision 2: Roof", "ADR-003 - Door [Proposed]", "✅ Floor"),
        *("Context", "Decision", "1. Step", "[Describe it]", "Component 1", "**Bold** `code`"),
    ]
)
LINES = st.sampled_from(
    [
        *("Some prose.", "[Describe the thing.]", "TBD", "", "---", "> quoted", "<!-- hidden -->"),
        *("- **Roof**: on top", "- **Component 1**: Description of Component 1", "- [ ] later"),
        *("1. first", "  - nested", "**Context**: because", "**Decision**: [What?]", "**Status**:"),
        *("| Decision | Why |", "|---|---|", "| Slate | rain |", "```mermaid", "graph TD", "```"),
        *("A[Roof] --> B", "```typescript", "interface Roof {", "}", "[link](x.md)", ":::{note}"),
        *(
            ":::",
            "```{component} Door",
            ":id: door",
            "- **Language**: TypeScript",
            "**Date**: soon",
        ),
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Make a document of headings and lines that mean something."""
    heading = st.builds(lambda n, t: f"{'#' * n} {t}", st.integers(1, 5), HEADINGS)
    return "\n".join(draw(st.lists(heading | LINES | LINES | LINES, max_size=40)))


def check(records: tuple[Record, ...], lines: int) -> None:
    """Check what holds for the records of a document of that many *lines*."""
    assert [r.location.line for r in records] == sorted(r.location.line for r in records)
    for record in records:
        assert 1 <= record.location.line <= record.location.end_line <= lines
        assert record.local
        assert record.title
        if not isinstance(record, Decision):
            assert not is_placeholder(record.title)
        if isinstance(record, Decision):
            assert not is_placeholder(record.title, nouns=False)
            assert all(f.text and not is_placeholder(f.text) for f in record.fields)
            assert all(1 <= f.line <= lines for f in record.fields)


@settings(max_examples=300, deadline=None)
@given(documents())
@example("# Security\n- **Component 1**: Description of Component 1\n[link](x.md)")
def test_records_of_a_document(text: str) -> None:
    found = read(text)
    document = parse("ARCHITECTURE.md", text)
    check(found.records, len(document.lines))
    counted = Counter(
        (r.object_type, r.local)
        for r in found.records
        if isinstance(r, Consideration | Improvement) and r.location.line
    )
    assert all(n == 1 for key, n in counted.items() if key[0] == "consideration")


@settings(max_examples=200, deadline=None)
@given(documents())
def test_sections_of_a_document(text: str) -> None:
    found = read(text)
    lines = [r.location.line for r in found.records]
    for section in found.sections:
        assert (section.line == 0) == (section.state is SectionState.MISSING)
        if section.state in (SectionState.PLACEHOLDER, SectionState.EMPTY):
            assert not any(section.line <= line <= section.end_line for line in lines)
    assert len([s for s in found.sections if s.state is not SectionState.EXTRA]) == len(roles())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["ARCHITECTURE.md", "ARCHITECTURE.rst"]))
def test_any_text_is_read(text: str, path: str) -> None:
    found = read(text, path)
    check(found.records, len(parse(path, text).lines))


@settings(max_examples=100, deadline=None)
@given(documents())
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n## Core Components\n\n" + "".join("  " * i + "- **a**: b\n" for i in range(300)),
        "# A\n\n## Design Decisions\n\n"
        + "".join("#" * (i % 6 + 1) + f" D{i}\n" for i in range(999)),
        "# A\n\n## System Overview\n\n" + ">" * 500 + " x",
        "# " + "a [x] (y) " * 20_000,
        "# A\n\n## Technology Stack\n\n- **X**: " + "abc (, " * 20_000,
        "# A\n\n## References\n\n" + "[a](b) " * 20_000,
        "# A\n\n## Design Decisions\n\n### " + "- " * 20_000,
    ],
    ids=lambda text: text[:30],
)
def test_bad_documents_are_read(text: str) -> None:
    found = read(text)
    check(found.records, len(parse("ARCHITECTURE.md", text).lines))


def test_many_decisions() -> None:
    section = "### Decision {0}: Number {0}\n\n**Status**: Accepted\n\n**Decision**: Do {0}.\n\n"
    text = "# A\n\n## Design Decisions\n\n" + "".join(section.format(i) for i in range(3000))
    found = read(text)
    assert [r.local for r in found.records] == [str(i) for i in range(3000)]
    assert found.diagnostics == ()
