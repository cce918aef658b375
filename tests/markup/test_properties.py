"""What holds of every document, whatever stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.tree import Block, Section

MARKDOWN = """
# A|## B|### C|#### D #|####### e|===|---|- a|* b|+|1. c|  - d|    e|> f|>|> - g|```|```{note} h
~~~|:::|:::{i}|:k: l|<!--|-->|<div>|</div>|% m|+++|(n)=|[^1]: o|[p]: q|a \\| b|a | b|--|-|***
- [x] r|[^2]: - s|\t- t|```{list-table}|* - u|  - v|```{csv-table}|"w, x|text|**y**: z
""".replace("\n", "|").split("|")
RST = """
A|===|---|~~~~|####|- a|* b|1. c|#. d|  e|    f|:g: h|-i  j|| k|>>> l|.. m|.. _n: o|.. p::
.. q:: r|   :s: t|   u|.. [1] v|.. |w| replace:: x|__ y|z::|::|> a|+---+---+|| b | c |
===  ===|d    e|.. list-table::|   * - f|     - g|.. csv-table::|   "h, i|text|term|\tj|..
""".replace("\n", "|").split("|")


def texts(lines: Sequence[str]) -> st.SearchStrategy[str]:
    """Return texts of such lines, of empty ones, and of anything else."""
    line = st.sampled_from([*lines, "", ""]) | st.text(max_size=8)
    return st.lists(line, max_size=25).map("\n".join)


documents = st.one_of(
    st.tuples(st.just("a.md"), texts(MARKDOWN)), st.tuples(st.just("a.rst"), texts(RST))
)


def children(node: Block | Section) -> Iterator[Block | Section]:
    """Yield what stands in a block or a section, in order."""
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Block | Section))


@settings(max_examples=300, deadline=None)
@given(documents)
def test_parts_lie_in_order_within_their_whole(document: tuple[str, str]) -> None:
    root = parse(*document).root
    stack: list[Block | Section] = [root]
    while stack:
        whole = stack.pop()
        assert whole.line <= whole.end_line
        before = whole.line - 1
        for part in children(whole):
            # A paragraph begins on the line of the item that it is in.
            assert before < part.line or before == part.line == whole.line
            assert part.end_line <= whole.end_line
            before = part.end_line
            stack.append(part)


@settings(max_examples=300, deadline=None)
@given(documents)
def test_sections_cover_the_document(document: tuple[str, str]) -> None:
    parsed = parse(*document)
    assert (parsed.root.line, parsed.root.end_line) == (1, len(parsed.lines))
    sections = list(parsed.root.walk())
    for section in sections:
        for one, other in zip(section.sections, section.sections[1:], strict=False):
            overline = parsed.lines[one.end_line : other.line - 1]
            assert len(overline) <= (document[0] == "a.rst")
        if section.sections:
            assert section.sections[-1].end_line == section.end_line


@settings(deadline=None)
@given(documents)
def test_a_title_stands_on_its_line(document: tuple[str, str]) -> None:
    parsed = parse(*document)
    for section in parsed.root.walk():
        if section.level:
            first = section.title.split("\n")[0].split()
            line = parsed.lines[section.line - 1].replace("\0", "\N{REPLACEMENT CHARACTER}")
            assert " ".join(first) in " ".join(line.split())


@settings(deadline=None)
@given(documents)
def test_reading_twice_gives_the_same(document: tuple[str, str]) -> None:
    one, other = parse(*document), parse(*document)
    assert (one.root, one.diagnostics) == (other.root, other.diagnostics)


@pytest.mark.parametrize("name", ["a.md", "a.rst", "a.txt", "a.markdown", "a"])
@settings(deadline=None)
@given(text=st.text(), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_anything_is_read(name: str, text: str, end: str) -> None:
    document = parse(name, text.replace("\n", end))
    for section in document.root.walk():
        document.plain(section.title)
    assert document.lines
