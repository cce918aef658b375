"""Texts that nobody would write: nothing fails, and no line of the document is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.templates.syncing import DROPPED

from .conftest import carry

MARKDOWN = [
    "# T", "## A", "## B", "### C", "# D", "## A ##", "Title", "===", "---", "", "", "  ",
    "text", "more", "- item", "  continued", "1. one", "```", "~~~", "> quote", "| a | b |",
    "|---|---|", "<!--", "-->", "<div>", "[Describe it.]", "[PACKAGE_NAME]", "    code", "\ttab",
    "##", "## [Title]", "### Decision 1: [Title]", "template: x", ":::{note}", ":::", "\\", "*",
]  # fmt: skip
RST = [
    "Title", "=====", "-----", "~~~", "A", "B", "=", "-", "", "", "text", "  indented", "- item",
    ".. note::", "..", "   body", "::", "+---+", "| line", ":field: x", "[Describe it.]", "1. x",
    "====  ====", ".. _target:", "Title\u3000\u4e2d", "\\",
]  # fmt: skip


def texts(pool: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pool), max_size=14).map("\n".join)


@pytest.mark.parametrize(("suffix", "pool"), [(".md", MARKDOWN), (".rst", RST)])
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_nothing_is_lost(suffix: str, pool: list[str], data: st.DataObject) -> None:
    document, base, new = (data.draw(texts(pool)) for _ in range(3))
    carried = carry(document, new, base, suffix=suffix)
    before, after = (Counter(map(str.rstrip, t.split("\n"))) for t in (document, carried.text))
    of_template = {line.replace("[PACKAGE_NAME]", "core").rstrip() for line in base.split("\n")}
    of_template |= {line.rstrip() for line in base.split("\n")}
    renamed = {change.heading for change in carried.plan.changes if change.action == "renamed"}
    for line, count in before.items():
        if line and line not in of_template and not any(heading in line for heading in renamed):
            assert after[line] >= count


@pytest.mark.parametrize(("suffix", "pool"), [(".md", MARKDOWN), (".rst", RST)])
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_without_a_base_lines_stay_in_order(
    suffix: str, pool: list[str], data: st.DataObject
) -> None:
    document, new = data.draw(texts(pool)), data.draw(texts(pool))
    carried = carry(document, new, None, suffix=suffix)
    after = iter(carried.text.split("\n"))
    assert all(line in after for line in document.rstrip("\n").split("\n"))
    assert DROPPED not in carried.text


@pytest.mark.parametrize("size", [200_000])
def test_long_lines_and_many_lines(size: int) -> None:
    base = "# T\n\n## A\n\n[Describe a.]\n\n## B\n\n" + "b" * size + "\n"
    new = base.replace("[Describe a.]", "[Describe a, briefly.]")
    document = base.replace("[Describe a.]", "[Describe a.]\n\n" + "- item\n" * (size // 20))
    carried = carry(document, new, base)
    assert carried.actions == [("updated", "A")]
    assert carried.text == document.replace("[Describe a.]", "[Describe a, briefly.]")
