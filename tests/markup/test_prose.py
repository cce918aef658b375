"""The rule for plain prose changes no token: it only asks fewer questions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinxext_archdoc.markup.markdown import _parser

INDENTS = ["", " ", "   ", "    ", "\t", "- ", "  - ", "> ", "> > ", "1. ", "10) ", ">\t", "-\t"]
STARTS = [
    *["word", "Größe", "*a*", "**b** c", "_d_", "`e`", "__f", "**", "***", "``x``", "```", "~~~"],
    *["===", "---", "a | b", "|---|---|", "--|--", ":-:|:-:", "# h", "#h", "[a]: /b", "[^n]: c"],
    *["<div>", "<!-- x", "a\x0b", "b ", "c\\", "% no", "+++", "(t)=", ":::note", ":n: v", "é", "2"],
    *["b\xa0", "- x", "1. y", "* * *", "", "", ""],
]
LINES = st.lists(st.tuples(st.sampled_from(INDENTS), st.sampled_from(STARTS)).map("".join))


def tokens(parser: MarkdownIt, text: str) -> list[Token]:
    found: list[Token] = []
    parser.block.parse(f"{text}\n", parser, {}, found)
    return found


@given(LINES.map("\n".join))
def test_same_tokens(text: str) -> None:
    without = _parser.__wrapped__()
    without.disable("prose")
    assert tokens(_parser(), text) == tokens(without, text)


def test_prose_is_taken_by_its_rule() -> None:
    alone = _parser.__wrapped__()
    alone.disable("paragraph")
    found = tokens(alone, "Prose that\nruns **on**.\n\n- And *so*\n  on.\n")
    assert [t.content for t in found if t.type == "inline"] == [
        "Prose that\nruns **on**.",
        "And *so*\non.",
    ]
