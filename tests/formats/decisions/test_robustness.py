"""Bad and endless input gives records or none, never an error, and takes no time to speak of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .shown import shown

PIECES = st.sampled_from(
    [
        "---\n",
        "status: {accepted}\n",
        "date: 2024-99-99\n",
        "superseded_by: [1, {a: b}, null]\n",
        "# ",
        "## Status\n",
        "## Links\n",
        "Superseded by ",
        "[ADR-5](0005-x.md)",
        "- [x] ",
        "| a | b |\n|---|---|\n",
        "**Status:** ",
        "Accepted",
        "\n",
        "\n\n",
        "<!--",
        "-->",
        "~~",
        "`",
        "\x00",
        "é",
        "被 ADR-5 取代",
        ".. list-table::\n\n   * - Status\n     - Draft\n",
        ":Status: Accepted\n",
        "=====\n",
    ]
)


@given(
    st.lists(PIECES | st.text(max_size=20), max_size=40).map("".join),
    st.sampled_from(["0007-x.md", "x.md", "x.rst", "20240511-x.md", "2024-05-11-x/README.md"]),
)
def test_no_text_makes_the_reader_fail(text: str, name: str) -> None:
    for record in shown(f"any/{name}", text):
        assert record["title"]
        assert record["local"]


@pytest.mark.parametrize(
    "piece",
    [
        "accepted, ",
        "superseded by ADR-5, ",
        "[[",
        "](",
        "| ",
        "**Status:** accepted · ",
        "a.a/",
        "~~ <s> ",
        "{x} ",
        "- [ ] ",
        "*_`",
        "2024-05-11 ",
    ],
)
def test_one_endless_line_is_read(piece: str) -> None:
    line = piece * (1_000_000 // len(piece))
    text = f"# 7. Endless\n\n{line}\n\n## Status\n\n{line}\n\n## Related\n\n- {line}\n"

    assert [record["number"] for record in shown("any/0007-x.md", text)] == [7]


def test_a_paragraph_of_many_lines_is_read() -> None:
    lines = "and so on it goes\n" * 60_000
    text = f"# 7. Long\n\nStatus: accepted\n{lines}\n## Context\n\n{lines}"

    assert shown("any/0007-x.md", text)[0]["status"].startswith("accepted")


def test_front_matter_that_is_no_yaml_costs_no_record() -> None:
    text = '---\nstatus: "accepted\ndate: [2024-05-11\n---\n# 7. Broken\n\n## Context\n\nx\n'

    assert [record["title"] for record in shown("any/0007-x.md", text)] == ["Broken"]
